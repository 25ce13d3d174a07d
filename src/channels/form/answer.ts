import type { Millis } from '../../domain/time.ts';
import type { SendReport } from '../../flow/ports.ts';
import { badArrival, netCode } from './arrival.ts';
import { type Before, readFieldErrors } from './before-submit.ts';
import { evidence, shorten } from './evidence.ts';
import { holds } from './expectation.ts';
import { matchingFailure, reportFailure } from './failures.ts';
import { findWall } from './obstacles/wall.ts';
import { glance } from './page-text.ts';
import { readReference } from './reference.ts';
import { handover, unknown } from './reports.ts';
import type { Run } from './run.ts';

const LOOK_EVERY: Millis = 200;
/** Kept back from the whole time, to write down what the page says when no answer came. */
const RESERVE: Millis = 1_500;
/**
 * How long a page must look the same before it is taken for an answer that the platform's file does not know: a
 * "sending..." must not pass for an error. Longer while requests are under way.
 */
const STEADY: Millis = 1_500;
const STEADY_WHILE_BUSY: Millis = 8_000;

/** What the click on submit led to. Only what is proved is said; all else is `unknown`. */
export async function awaitAnswer(run: Run, before: Before): Promise<SendReport> {
  let guess: SendReport | undefined;
  let since = performance.now();
  let busyUntil = since;
  for (;;) {
    await run.traffic.news(LOOK_EVERY);
    if (run.traffic.pending() > 0) busyUntil = performance.now();
    const sure = await sureAnswer(run, before);
    if (sure !== undefined) return sure;
    const next = await guessAnswer(run, before);
    if (next?.delivery.code !== guess?.delivery.code) since = performance.now();
    guess = next;
    if (guess !== undefined && isSteady(since, busyUntil)) return guess;
    if (run.time.left() <= RESERVE) return unknown('no_answer', await evidence(run));
  }
}

/** What a request brought is not on the page in the same moment: the steady time counts from its end. */
function isSteady(since: number, busyUntil: number): boolean {
  const now = performance.now();
  return now - Math.max(since, busyUntil) >= STEADY || now - since >= STEADY_WHILE_BUSY;
}

async function sureAnswer(run: Run, before: Before): Promise<SendReport | undefined> {
  const { success } = run.form.spec;
  const said = glance(run);
  if (success !== undefined && (await holds(run, success, said))) {
    const reference = await readReference(run, said);
    const hasReference = reference !== undefined;
    const words = await evidence(run, success.text, said);
    return { delivery: { result: 'sent', code: 'form_confirmed', hasReference }, reference, evidence: words };
  }
  const failure = await matchingFailure(run, before.failures, said);
  if (failure !== undefined) return reportFailure(run, failure, said);
  const arrival = run.traffic.arrival();
  return arrival?.kind === 'lost' ? unknown(`answer_lost_${netCode(arrival.error)}`) : undefined;
}

/** What the page looks like. In all of these but the last the recipient took nothing in. */
async function guessAnswer(run: Run, before: Before): Promise<SendReport | undefined> {
  const errors = await readFieldErrors(run);
  const arrival = run.traffic.arrival();
  if (errors !== '' && (errors !== before.fieldErrors || arrival !== undefined)) {
    return handover('missing_field', 'form_field_errors', shorten(errors, 1_000));
  }
  const wall = await findWall(run, true);
  if (wall !== undefined && wall.id !== before.wall?.id) {
    return handover(wall.reason, `${wall.reason}_${wall.id}_after_submit`);
  }
  if (arrival?.kind !== 'answer') return undefined;
  // A server that fails may have done its work before: only 4xx says that it did not.
  if (arrival.status >= 500) return unknown(`answer_http_${arrival.status}`, await evidence(run));
  const bad = badArrival(arrival);
  if (bad?.delivery.result !== 'retry' || arrival.status === 429) return bad;
  return handover('drift', `submit_http_${arrival.status}`, await evidence(run));
}
