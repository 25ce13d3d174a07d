import type { Hono } from 'hono';
import { createApi } from '../http/api.ts';
import { healthRoutes } from '../http/health.ts';
import { metricsRoutes } from '../http/metrics.ts';
import type { ObservedMetrics } from '../observe/metrics.ts';
import type { OpenQueue } from '../queue/effect-queue.ts';
import { watchEventLoop } from './alive/event-loop.ts';
import type { Vitals } from './alive/vitals.ts';
import type { Base } from './base.ts';
import { apiOf } from './desk.ts';
import { packageVersion } from './package-root.ts';

/** What a process answers over HTTP: about itself, until the signal, and the API if that is its role. */
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
  return api ? app.route('/', createApi(apiOf(base, queue))) : app;
}
