import { findOne } from '../find.ts';
import { act, type Verb } from './verb.ts';

/** `option` is the option's label or its value. Options may come late, as the list of a second field does. */
export const select: Verb<'select'> = async (run, step, within) => {
  const field = await findOne(run, step.at, within);
  await act(() => field.selectOption(step.option, { timeout: run.time.atMost(within) }), 'no_option');
};
