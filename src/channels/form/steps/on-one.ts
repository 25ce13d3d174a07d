import type { Locator as Found } from 'playwright';
import type { Locator } from '../../../catalog/schema/form.ts';
import type { Millis } from '../../../domain/time.ts';
import { findOne } from '../find.ts';
import { isPageGone, locateVisible } from '../locate.ts';
import type { Run, Trouble } from '../run.ts';
import { act } from './verb.ts';

/** For what cannot be done at once: the field comes late, or something stands in its way. */
const AT_ONCE: Millis = 250;

/**
 * Does to one visible element what does no harm when it is done twice. Mostly the element is there: only if it cannot be
 * done at once is it looked for beforehand, which takes a call of its own. Throws StepTrouble and FormEnded.
 */
export async function onOne(
  run: Run,
  at: Locator,
  within: Millis,
  deed: (found: Found, timeout: Millis) => Promise<unknown>,
  otherwise?: Trouble,
): Promise<void> {
  const from = performance.now();
  try {
    await deed(locateVisible(run.scope.root, at), run.time.atMost(Math.min(AT_ONCE, within)));
  } catch (error) {
    if (isPageGone(error)) throw error;
    const found = await findOne(run, at, Math.max(0, within - (performance.now() - from)));
    await act(() => deed(found, run.time.atMost(within)), otherwise);
  }
}
