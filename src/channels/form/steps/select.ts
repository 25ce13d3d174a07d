import { onOne } from './on-one.ts';
import type { Verb } from './verb.ts';

/** `option` is the option's label or its value. Options may come late, as the list of a second field does. */
export const select: Verb<'select'> = (run, step, within) =>
  onOne(run, step.at, within, (field, timeout) => field.selectOption(step.option, { timeout }), 'no_option');
