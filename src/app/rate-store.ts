import type { Config } from '../config.ts';
import type { Logger } from '../flow/ports.ts';
import type { RateStore } from '../http/desk.ts';
import { RATE_WINDOW_S } from '../http/guard/rate.ts';
import { openRedisRateStore } from '../queue/rate-store.ts';
import { throttledReporter } from '../queue/reporter.ts';
import type { Base } from './base.ts';

/** Where the points of tokens are counted, for all processes together: where the queue is. */
export function openRateStore(
  config: Config,
  { handle }: Pick<Base, 'handle'>,
  log: Logger,
): { readonly store: RateStore; close(): void } {
  const of = { points: config.pointsPerMinute, duration: RATE_WINDOW_S };
  if (config.redisUrl === undefined) return { store: handle.rateStore(of), close: () => undefined };
  const store = openRedisRateStore(config.redisUrl, of, throttledReporter(log));
  return { store, close: () => store.close() };
}
