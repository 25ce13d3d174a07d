import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RedressError } from '../../domain/errors.ts';
import type { Millis } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import type { Api, ApiEnv, RateStore } from '../desk.ts';

export const RATE_WINDOW_S = 60;

/** What a request costs: one with many takedowns is worth several. */
const COSTS: Readonly<Record<string, number>> = {
  '/v1/takedowns/acts': 10,
  '/v1/takedowns/bulk': 10,
  '/v1/takedowns/csv': 20,
};

/** No request waits longer to be counted. */
const COUNTED_WITHIN: Millis = 250;
/** For so long a store that did not count is not asked again. */
const LEFT_ALONE: Millis = 5 * SECOND;

/**
 * So many points a minute for each token, counted for all processes together; while the store is away, in this process
 * alone, since a count is not worth an answer. Every answer tells what is left, in the fields of
 * draft-ietf-httpapi-ratelimit-headers.
 */
export function rateLimited({
  limits,
  rates,
  log,
}: Pick<Api, 'limits' | 'rates' | 'log'>): MiddlewareHandler<ApiEnv> {
  const points = limits.pointsPerMinute;
  const consume = patient(rates, new RateLimiterMemory({ points, duration: RATE_WINDOW_S }), log);
  return async (c, next) => {
    const cost = Math.min(points, COSTS[c.req.path] ?? 1);
    const { over, left, ms } = await consume(c.var.desk.caller.tokenId, cost);
    const seconds = Math.ceil(ms / SECOND);
    c.header('ratelimit-policy', `"token";q=${points};w=${RATE_WINDOW_S}`);
    c.header('ratelimit', `"token";r=${left};t=${seconds}`);
    if (over) {
      c.header('retry-after', String(Math.max(1, seconds)));
      throw new RedressError('rate_limited', 'This token has used up its requests of this minute.', {
        cure: 'Wait as long as Retry-After says; send many takedowns in one request.',
      });
    }
    await next();
  };
}

interface Spent {
  readonly over: boolean;
  readonly left: number;
  readonly ms: Millis;
}

/** Asks the shared store, and what is counted here when that does not answer. */
function patient(shared: RateStore | undefined, here: RateStore, log: Api['log']) {
  let askedAgainAt = 0;
  let away = false;
  return async (token: string, cost: number): Promise<Spent> => {
    if (shared === undefined || performance.now() < askedAgainAt) return spent(here, token, cost);
    try {
      const counted = await inTime(spent(shared, token, cost));
      if (away) log.info({}, 'requests are counted for all processes together again');
      away = false;
      return counted;
    } catch (error) {
      askedAgainAt = performance.now() + LEFT_ALONE;
      if (!away) log.warn({ error }, 'requests are counted by each process alone until the store is back');
      away = true;
      return spent(here, token, cost);
    }
  };
}

/** Both an answer and a refusal of the library tell what is left. */
async function spent(store: RateStore, token: string, cost: number): Promise<Spent> {
  try {
    const { remainingPoints, msBeforeNext } = await store.consume(token, cost);
    return { over: false, left: remainingPoints, ms: msBeforeNext };
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { over: true, left: 0, ms: refused.msBeforeNext };
    throw refused;
  }
}

async function inTime(counted: Promise<Spent>): Promise<Spent> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store of rates does not answer')), COUNTED_WITHIN);
  });
  return Promise.race([counted, late]).finally(() => clearTimeout(timer));
}
