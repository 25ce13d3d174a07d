import { onOne } from './on-one.ts';
import type { Verb } from './verb.ts';

export const fill: Verb<'fill'> = (run, step, within) =>
  onOne(run, step.at, within, (field, timeout) => field.fill(step.value, { timeout }));
