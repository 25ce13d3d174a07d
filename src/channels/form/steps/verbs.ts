import type { Step } from '../../../catalog/schema/form.ts';
import type { Millis } from '../../../domain/time.ts';
import type { Run } from '../run.ts';
import { click } from './click.ts';
import { fill } from './fill.ts';
import { frame } from './frame.ts';
import { goto } from './goto.ts';
import { check, choose } from './mark.ts';
import { press } from './press.ts';
import { select } from './select.ts';
import { upload } from './upload.ts';
import type { StepOf, Verb, VerbName } from './verb.ts';
import { waitFor } from './wait-for.ts';

/** One verb for each kind of step; a kind without one does not compile. */
const VERBS: { readonly [D in VerbName]: Verb<D> } = {
  goto,
  fill,
  select,
  choose,
  check,
  upload,
  click,
  press,
  frame,
  wait_for: waitFor,
};

type Deed = Exclude<Step, { do: 'submit' }>;

export function perform(run: Run, step: Deed, within: Millis): Promise<void> {
  return byName(run, step, within);
}

function byName<D extends VerbName>(
  run: Run,
  step: { [K in D]: StepOf<K> & { do: K } }[D],
  within: Millis,
): Promise<void> {
  return VERBS[step.do](run, step, within);
}
