import type { Locator as Found } from 'playwright';
import type { Millis } from '../../domain/time.ts';
import type { EffectControl, SendReport } from '../../flow/ports.ts';
import { awaitAnswer } from './answer.ts';
import { lookBefore } from './before-submit.ts';
import { findOne } from './find.ts';
import { isPageGone } from './locate.ts';
import { retry } from './reports.ts';
import { FormEnded, type Run, StepTrouble } from './run.ts';
import { act, type StepOf } from './steps/verb.ts';

/** Below this nothing is sent: there would be no time left to hear the answer. */
const LEAST_TIME_FOR_ANSWER: Millis = 5_000;

/** What the sender must know when the form ends by an error: whether the notice can be out. */
export interface Crossing {
  committed: boolean;
  /** What `commit` threw: it is passed on as it is. */
  refused?: unknown;
}

/**
 * The point of no return. Everything that can be known beforehand is looked at beforehand, so that a click follows
 * each commit; then the answer is awaited. Throws StepTrouble and FormEnded before the commit only.
 */
export async function submit(
  run: Run,
  step: StepOf<'submit'>,
  code: string,
  within: Millis,
  control: EffectControl,
  crossing: Crossing,
): Promise<SendReport> {
  const button = await findOne(run, step.at, within);
  await tryButton(run, button, within);
  const before = await lookBefore(run, button, code);
  if (!run.traffic.hasWebSocket()) await run.connections.renew();
  const least = Math.min(LEAST_TIME_FOR_ANSWER, run.form.spec.totalTimeout / 4);
  if (run.time.left() < least) throw new FormEnded(retry('total_timeout'));

  control.signal.throwIfAborted();
  await cross(control, crossing);
  control.signal.throwIfAborted();
  run.traffic.restart();
  const answer = awaitAnswer(run, before);
  const clicked = clickOnce(button, run.time.atMost(within));
  return Promise.race([answer, clicked.then(() => answer)]);
}

/**
 * Playwright's click ends only when the page that it leads to begins to come, so the answer is not waited for behind
 * it; and one that is reported as too late has happened all the same. The page tells what came of it.
 */
async function clickOnce(button: Found, timeout: Millis): Promise<void> {
  try {
    await button.click({ timeout });
  } catch (error) {
    if (isPageGone(error)) throw error;
  }
}

/**
 * All that a click needs (visible, still, enabled, not covered), without the click. It has all of the step's time at
 * once: Playwright keeps the click from the page by listening, and stops to listen when the time is over, so that a try
 * that is cut short in that very moment would be a click.
 */
async function tryButton(run: Run, button: Found, within: Millis): Promise<void> {
  try {
    await act(() => button.click({ trial: true, timeout: run.time.atMost(within) }));
  } catch (error) {
    if (error instanceof StepTrouble && (await isShut(button))) throw new StepTrouble('disabled');
    throw error;
  }
}

function isShut(button: Found): Promise<boolean> {
  return button.isDisabled({ timeout: 1_000 }).catch(() => false);
}

async function cross(control: EffectControl, crossing: Crossing): Promise<void> {
  try {
    await control.commit();
  } catch (error) {
    crossing.refused = error;
    throw error;
  }
  crossing.committed = true;
}
