import { findOne } from '../find.ts';
import { act, type Verb } from './verb.ts';

export const fill: Verb<'fill'> = async (run, step, within) => {
  const field = await findOne(run, step.at, within);
  await act(() => field.fill(step.value, { timeout: run.time.atMost(within) }));
};
