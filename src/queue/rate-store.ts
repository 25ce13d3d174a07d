import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterRedis } from 'rate-limiter-flexible';
import { SECOND } from '../domain/time.ts';
import { parseRedisUrl } from './redis-address.ts';
import { connectorFor } from './redis-connector.ts';
import type { Reporter } from './reporter.ts';

export interface RateStore extends Pick<RateLimiterAbstract, 'consume'> {
  close(): void;
}

/**
 * Counts points in Redis, so that all processes that answer share them. It has a connection of its own, which comes
 * back by itself; while Redis is away it rejects at once.
 */
export function openRedisRateStore(
  url: string,
  of: { readonly points: number; readonly duration: number },
  report: Reporter,
): RateStore {
  const address = parseRedisUrl(url);
  const client = new Redis({
    ...address,
    connectionName: 'redress-rate',
    connectTimeout: 5 * SECOND,
    retryStrategy: (times) => Math.min(times * 200, 5 * SECOND),
    Connector: connectorFor(address),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    ...(address.sentinels === undefined ? {} : { failoverDetector: true }),
  });
  client.on('error', report);
  const limiter = new RateLimiterRedis({
    ...of,
    storeClient: client,
    keyPrefix: 'redress:rate',
    rejectIfRedisNotReady: true,
    // Who has used its points up is told so without asking.
    inMemoryBlockOnConsumed: of.points,
  });
  return {
    consume: (key, points) => limiter.consume(key, points),
    close: () => client.disconnect(),
  };
}
