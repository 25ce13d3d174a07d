import { findOne } from '../find.ts';
import { act, type Verb } from './verb.ts';

export const click: Verb<'click'> = async (run, step, within) => {
  const target = await findOne(run, step.at, within);
  await act(() => target.click({ timeout: run.time.atMost(within) }));
};
