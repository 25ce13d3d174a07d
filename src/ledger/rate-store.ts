import type { Pool } from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres } from 'rate-limiter-flexible';

/** Counts points in the database, so that all processes that answer share them. Rejects when it is away. */
export function makeRateStore(
  pool: Pool,
  of: { readonly points: number; readonly duration: number },
): Pick<RateLimiterAbstract, 'consume'> {
  return new RateLimiterPostgres({
    ...of,
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'redress',
    tableName: 'rate_limits',
    tableCreated: true,
    // One row for each token, used again each minute.
    clearExpiredByTimeout: false,
    keyPrefix: '',
    // Who has used its points up is told so without asking.
    inMemoryBlockOnConsumed: of.points,
  });
}
