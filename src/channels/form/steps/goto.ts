import { isWebAddress } from '../../../browser/blocking.ts';
import type { Millis } from '../../../domain/time.ts';
import { badArrival, netCode } from '../arrival.ts';
import { isPageGone } from '../locate.ts';
import { endAtWall } from '../obstacles/wall.ts';
import { retry } from '../reports.ts';
import { FormEnded, type Run, StepTrouble } from '../run.ts';
import { pageScope } from '../scope.ts';
import type { Verb } from './verb.ts';

/** Scripts that fill a page with life run until then; what a page never finishes loading is not waited for. */
const LOADED_WITHIN: Millis = 3_000;

export const goto: Verb<'goto'> = (run, step, within) => openPage(run, step.url, within);

/** Opens an address as the page. Throws FormEnded when what comes is no page of a form. */
export async function openPage(run: Run, url: string, within: Millis): Promise<void> {
  if (!/^https?:/i.test(url) || !isWebAddress(url)) throw new StepTrouble('bad_address');
  run.scope = pageScope(run.page);
  try {
    await run.page.goto(url, { waitUntil: 'commit', timeout: run.time.atMost(within) });
  } catch (error) {
    if (isPageGone(error) || !(error instanceof Error)) throw error;
    if (/download is starting/i.test(error.message)) throw new StepTrouble('download');
    if (error.name === 'TimeoutError') throw new FormEnded(retry('page_timeout'));
    throw new FormEnded(retry(netCode(error.message)));
  }
  await settle(run, within);
  const bad = badArrival(run.traffic.arrival());
  if (bad === undefined) return;
  await endAtWall(run, false);
  throw new FormEnded(bad);
}

async function settle(run: Run, within: Millis): Promise<void> {
  try {
    await run.page.waitForLoadState('load', { timeout: run.time.atMost(Math.min(LOADED_WITHIN, within)) });
  } catch (error) {
    if (isPageGone(error)) throw error;
  }
}
