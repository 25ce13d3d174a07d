import type { Step } from '../../../catalog/schema/form.ts';
import type { Millis } from '../../../domain/time.ts';
import { isPageGone } from '../locate.ts';
import { type Run, StepTrouble, type Trouble } from '../run.ts';

/** `submit` is no verb among others: it is the point of no return and has a file of its own. */
export type VerbName = Exclude<Step['do'], 'submit'>;
export type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

/** Does one step within `within` ms. Throws StepTrouble when it cannot, FormEnded when that ends the form. */
export type Verb<D extends VerbName> = (run: Run, step: StepOf<D>, within: Millis) => Promise<void>;

/** Playwright's own words for why an action cannot be done. None of them is kept: they can quote what was typed. */
const WORDS: readonly (readonly [RegExp, Trouble])[] = [
  [/strict mode violation/i, 'ambiguous'],
  [/did not find some options|option being selected is not enabled/i, 'no_option'],
  [/element is not an? |not a checkbox|malformed value|cannot type text|cannot be filled/i, 'wrong_element'],
  [/download is starting/i, 'download'],
];

/** Does something to an element that was found; what Playwright says against it becomes a StepTrouble. */
export async function act(action: () => Promise<unknown>, otherwise: Trouble = 'not_ready'): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof StepTrouble || isPageGone(error) || !(error instanceof Error)) throw error;
    throw new StepTrouble(WORDS.find(([words]) => words.test(error.message))?.[1] ?? otherwise);
  }
}
