import type { Hono } from 'hono';
import { createApi } from '../http/api.ts';
import { healthRoutes } from '../http/health.ts';
import { metricsRoutes } from '../http/metrics.ts';
import type { ObservedMetrics } from '../observe/metrics.ts';
import type { OpenQueue } from '../queue/effect-queue.ts';
import { createWeb } from '../web/web.ts';
import { watchEventLoop } from './alive/event-loop.ts';
import type { Vitals } from './alive/vitals.ts';
import type { Base } from './base.ts';
import { apiOf } from './desk.ts';
import { packageVersion } from './package-root.ts';
import { openRateStore } from './rate-store.ts';
import { webOf } from './web.ts';

/** What a process answers over HTTP: about itself, until the signal, and the API and the pages if that is its role. */
export function routes(of: {
  readonly base: Base;
  readonly queue: OpenQueue;
  readonly vitals: Vitals;
  readonly metrics: ObservedMetrics;
  readonly signal: AbortSignal;
  /** Whether this process answers helplines and ops. */
  readonly api: boolean;
}): Hono {
  const { base, queue, vitals, metrics, signal, api } = of;
  const eventLoop = watchEventLoop();
  signal.addEventListener('abort', () => eventLoop.stop(), { once: true });
  const app = healthRoutes({
    alive: () => {
      const stuck = vitals.stuck();
      const figures = { ...vitals.figures(), eventLoopPauseMs: eventLoop.longestPause() };
      return { stuck: stuck === undefined ? undefined : [stuck.part, stuck.kind].join(' ').trim(), figures };
    },
    parts: { ledger: () => base.handle.integrity.ping(), queue: () => queue.ping() },
    version: packageVersion(),
  }).route('/', metricsRoutes(metrics.read));
  if (!api) return app;
  const rates = openRateStore(base.config, base, base.deps.log);
  signal.addEventListener('abort', () => rates.close(), { once: true });
  const desks = apiOf(base, queue, rates.store);
  // Last: the pages answer whatever nothing else did.
  return app
    .route('/', createApi(desks))
    .route('/', createWeb(webOf(base, desks, { adapters: (of) => queue.board(of) })));
}
