import { findOne } from '../find.ts';
import { act, type Verb } from './verb.ts';

export const press: Verb<'press'> = async (run, step, within) => {
  const target = await findOne(run, step.at, within);
  await act(() => target.press(step.key, { timeout: run.time.atMost(within) }));
};
