import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_S = 60;
/** Wrong tokens in a minute: of one address, and of one connection's address whatever it says whom it speaks for. */
const MOST = 10;
const MOST_OF_PROXY = 300;

export interface Attempts {
  /** Whether this caller may try a token now. */
  may(c: Context): Promise<boolean>;
  /** Counts a wrong one. */
  failed(c: Context): Promise<void>;
}

/**
 * How often wrong tokens may be tried, counted in this process. Tokens cannot be guessed (256 bits); this keeps away who
 * hammers. Behind a proxy all connections come from one address, so what the proxy says last counts too.
 */
export function signInAttempts(): Attempts {
  const single = new RateLimiterMemory({ points: MOST, duration: WINDOW_S });
  const proxy = new RateLimiterMemory({ points: MOST_OF_PROXY, duration: WINDOW_S });
  const used = async (limiter: RateLimiterMemory, key: string): Promise<number> =>
    (await limiter.get(key))?.consumedPoints ?? 0;
  const count = (limiter: RateLimiterMemory, key: string) =>
    limiter.consume(key).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
    });
  return {
    may: async (c) => {
      const { address, spokenFor } = whoTries(c);
      return (await used(single, spokenFor)) < MOST && (await used(proxy, address)) < MOST_OF_PROXY;
    },
    failed: async (c) => {
      const { address, spokenFor } = whoTries(c);
      await count(single, spokenFor);
      await count(proxy, address);
    },
  };
}

function whoTries(c: Context): { readonly address: string; readonly spokenFor: string } {
  const address = getConnInfo(c).remote.address ?? 'unknown';
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 60) ?? '';
  return { address, spokenFor: `${address} ${last}` };
}
