import type { Dispatcher } from 'undici';
import type { BrowserHost } from '../browser/types.ts';
import type { Checker, CheckOrder, CheckReport, Logger } from '../flow/ports.ts';
import { type Answer, isHtml, type LookAt, type Trouble } from './answer.ts';
import { weigh } from './control.ts';
import { httpLook } from './http.ts';
import { CHECK_LIMITS, type CheckLimits } from './limits.ts';
import { pageLook } from './page.ts';
import { judge } from './signals.ts';
import { userAgent } from './user-agent.ts';

export interface CheckerOptions {
  /** The guarded dispatcher: the checker itself admits nothing. */
  readonly dispatcher: Dispatcher;
  /** Asked for only when a page must be rendered. Without it such pages are judged by their plain answer. */
  readonly browser?: (() => Promise<BrowserHost>) | undefined;
  readonly log: Logger;
  readonly limits?: Partial<CheckLimits> | undefined;
}

/**
 * Looks at one location and says what it showed (DESIGN 4). Whatever a site or network does is a verdict; thrown are
 * only AbortError, bugs, and what keeps Chromium from starting.
 */
export function createChecker({ dispatcher, browser, log, limits }: CheckerOptions): Checker {
  const within = { ...CHECK_LIMITS, ...limits };
  const plainly = httpLook({ dispatcher, userAgent: userAgent(), limits: within });
  const rendered = browser === undefined ? undefined : pageLook(browser, within);

  return {
    check: async (order, { signal }) => {
      try {
        signal.throwIfAborted();
        if (order.method === 'none') return { verdict: 'not_checkable', signal: 'method_none' };
        const report = await look(order, signal, plainly, rendered);
        log.debug({ ...report, kind: order.kind, method: order.method }, 'location checked');
        return report;
      } catch (error) {
        throw signal.aborted ? abortError(signal.reason) : error;
      }
    },
    close: async () => undefined,
  };
}

async function look(
  order: CheckOrder,
  signal: AbortSignal,
  plainly: LookAt,
  rendered: LookAt | undefined,
): Promise<CheckReport> {
  const first = await plainly(order.url, order.kind, signal);
  if (rendered === undefined || !saysNothing(order, first)) return settle(order, first, plainly, signal);
  return settle(order, await rendered(order.url, order.kind, signal), rendered, signal);
}

async function settle(
  order: CheckOrder,
  found: Answer | Trouble,
  by: LookAt,
  signal: AbortSignal,
): Promise<CheckReport> {
  if (found.outcome === 'trouble') return { verdict: found.verdict, signal: found.signal };
  const judged = judge(found, order.signals);
  const weighed = judged.verdict === 'gone' ? await weigh(judged, order, by, signal) : judged;
  return { ...weighed, status: found.status };
}

/**
 * A page whose HTML is much the same for every URL (a single-page app's shell) is rendered: its plain answer says
 * nothing, and phrases in it may be there to be shown some other time. A wall is not: a browser would only be a way
 * around it. Nor is what is no HTML: it could be an image.
 */
function saysNothing(order: CheckOrder, first: Answer | Trouble): boolean {
  if (order.method !== 'page' || first.outcome === 'trouble') return false;
  if (order.kind === 'media' || order.kind === 'api') return false;
  if (!isHtml(first) || first.status < 200 || first.status > 299) return false;
  const plain = judge(first, order.signals);
  const byPlatform = order.signals.some(({ id }) => id === plain.signal);
  return plain.verdict === 'gone' || (plain.verdict === 'live' && !byPlatform);
}

function abortError(reason: unknown): Error {
  const isAbort = reason instanceof Error && reason.name === 'AbortError';
  return isAbort ? reason : new DOMException('the check was stopped', 'AbortError');
}
