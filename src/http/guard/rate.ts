import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RedressError } from '../../domain/errors.ts';
import type { Api, ApiEnv } from '../desk.ts';

const WINDOW_S = 60;

/** What a request costs: one with many takedowns is worth several. */
const COSTS: Readonly<Record<string, number>> = { '/v1/takedowns/bulk': 10, '/v1/takedowns/csv': 20 };

/**
 * So many points a minute for each token, counted in this process. Every answer tells what is left, in the fields of
 * draft-ietf-httpapi-ratelimit-headers.
 */
export function rateLimited({ limits }: Pick<Api, 'limits'>): MiddlewareHandler<ApiEnv> {
  const points = limits.pointsPerMinute;
  const limiter = new RateLimiterMemory({ points, duration: WINDOW_S });
  return async (c, next) => {
    const cost = Math.min(points, COSTS[c.req.path] ?? 1);
    const spent = await limiter.consume(c.var.desk.caller.tokenId, cost).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const seconds = Math.ceil(spent.msBeforeNext / 1000);
    const over = spent.consumedPoints > points;
    c.header('ratelimit-policy', `"token";q=${points};w=${WINDOW_S}`);
    c.header('ratelimit', `"token";r=${over ? 0 : spent.remainingPoints};t=${seconds}`);
    if (over) {
      c.header('retry-after', String(Math.max(1, seconds)));
      throw new RedressError('rate_limited', 'This token has used up its requests of this minute.', {
        cure: 'Wait as long as Retry-After says; send many takedowns in one request.',
      });
    }
    await next();
  };
}
