import type { Locator as Found } from 'playwright';
import type { Locator } from '../../../catalog/schema/form.ts';
import type { Millis } from '../../../domain/time.ts';
import { findEvenHidden } from '../find.ts';
import { type Run, StepTrouble } from '../run.ts';
import { act, type Verb } from './verb.ts';

/** A radio button. */
export const choose: Verb<'choose'> = (run, step, within) => mark(run, step.at, within);

/** A checkbox or a switch. */
export const check: Verb<'check'> = (run, step, within) => mark(run, step.at, within);

async function mark(run: Run, at: Locator, within: Millis): Promise<void> {
  const { one: box, isVisible } = await findEvenHidden(run, at, within);
  const timeout = run.time.atMost(within);
  await act(async () => {
    if (isVisible) await box.check({ timeout });
    else await markByLabel(run, box, timeout);
  });
}

/** Many forms hide the box and draw its label instead: a person clicks what they see, and so do we. */
async function markByLabel(run: Run, box: Found, timeout: Millis): Promise<void> {
  if (await box.isChecked({ timeout })) return;
  const id = await box.getAttribute('id', { timeout });
  const around = box.locator('xpath=ancestor::label[1]');
  const named = run.scope.root.locator(`css=label[for=${JSON.stringify(id ?? '')}]`);
  const label = (await around.count()) > 0 ? around : named;
  await label.filter({ visible: true }).first().click({ timeout });
  if (!(await box.isChecked({ timeout }))) throw new StepTrouble('not_ready');
}
