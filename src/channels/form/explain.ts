import type { SendReport } from '../../flow/ports.ts';
import { badArrival } from './arrival.ts';
import { evidence } from './evidence.ts';
import { matchingFailure, reportFailure } from './failures.ts';
import { lookInside } from './look-inside.ts';
import { findInvisible, findWall } from './obstacles/wall.ts';
import { glance } from './page-text.ts';
import { handover, retry } from './reports.ts';
import type { Run, StepTrouble } from './run.ts';
import { pageScope } from './scope.ts';

/**
 * Why a step could not be done, from what the page shows now. In this order: a challenge or a login stands there; the
 * platform's file knows the page; the page did not come, or not yet whole; the time is over; the form is not what the
 * file says.
 */
export async function explain(run: Run, trouble: StepTrouble, step: string): Promise<SendReport> {
  const missing = trouble.trouble === 'not_found' || trouble.trouble === 'not_seen';
  const wall = await findWall(run, missing);
  if (wall !== undefined) return handover(wall.reason, `${wall.reason}_${wall.id}`);
  if (trouble.trouble === 'disabled') {
    const invisible = await findInvisible(run);
    if (invisible !== undefined) return handover('captcha', `captcha_${invisible}`);
  }
  const failure = await matchingFailure(run, [], glance(run));
  if (failure !== undefined) return reportFailure(run, failure);
  const bad = badArrival(run.traffic.arrival());
  if (bad !== undefined) return bad;
  // A step that was cut short by the end of the whole says nothing about the form, nor does half a page.
  if (run.time.left() <= 0) return retry('total_timeout');
  if (missing && !(await isLoaded(run))) return retry('page_slow');
  return handover('drift', `${step}_${trouble.trouble}`, await evidence(run));
}

async function isLoaded(run: Run): Promise<boolean> {
  return (await lookInside(pageScope(run.page), 'document.readyState')) === 'complete';
}
