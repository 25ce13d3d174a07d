import type { Hono } from 'hono';
import pg from 'pg';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOf } from '../../../src/app/desk.ts';
import { createApi } from '../../../src/http/api.ts';
import type { RateStore } from '../../../src/http/desk.ts';
import { RATE_WINDOW_S } from '../../../src/http/guard/rate.ts';
import { openRedisRateStore } from '../../../src/queue/rate-store.ts';
import { startRedis } from '../../support/redis.ts';
import { type TestApi, testApi } from './support/desk.ts';

const POINTS = 4;
const OF = { points: POINTS, duration: RATE_WINDOW_S };

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());

/** One more process that answers, as far as rates are concerned. */
function another(rates: RateStore): Hono {
  const queue = { counts: () => Promise.reject(new Error('nobody asks')) };
  return createApi({ ...apiOf(api.base, queue, rates), limits: { pointsPerMinute: POINTS } });
}

const freshToken = async (): Promise<string> =>
  (await api.token({ helplineId: 'helpline-a', role: 'practitioner' })).token;

async function ask(app: Hono, token: string): Promise<readonly [number, string | null]> {
  const answer = await app.request('/v1/platforms?limit=1', {
    headers: { authorization: `Bearer ${token}` },
  });
  const [, left = null] = /r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '') ?? [];
  return [answer.status, left];
}

/** What two processes answer in turn to one token. */
async function inTurn(one: Hono, two: Hono, token: string) {
  const answers = [];
  for (const app of [one, two, one, two, one, two]) answers.push(await ask(app, token));
  return answers;
}

const TOGETHER = [
  [200, '3'],
  [200, '2'],
  [200, '1'],
  [200, '0'],
  [429, '0'],
  [429, '0'],
];

const ALONE = [
  [200, '3'],
  [200, '3'],
  [200, '2'],
  [200, '2'],
  [200, '1'],
  [200, '1'],
];

describe('the points of a token', () => {
  it('are counted in PostgreSQL for all processes together, and for each token apart', async () => {
    const { handle } = api.base;
    const [one, two] = [another(handle.rateStore(OF)), another(handle.rateStore(OF))];
    expect(await inTurn(one, two, await freshToken())).toEqual(TOGETHER);
    expect(await ask(one, await freshToken())).toEqual([200, '3']);
  });

  it('are spent by requests that come at once, and none is counted twice', async () => {
    const { handle } = api.base;
    const [one, two] = [another(handle.rateStore(OF)), another(handle.rateStore(OF))];
    const token = await freshToken();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(index % 2 === 0 ? one : two, token)),
    );
    expect(answers.filter(([status]) => status === 200)).toHaveLength(POINTS);
  });

  it('are counted in Redis, and by each process alone while Redis is away', async () => {
    const server = await startRedis();
    const stores = [1, 2].map(() => openRedisRateStore(server.url, OF, () => undefined));
    const [first, second] = stores;
    if (first === undefined || second === undefined) throw new Error('two stores were made');
    try {
      // Both are connected before anything is counted.
      for (const store of stores) {
        await expect
          .poll(() =>
            store.consume(`warm ${Math.random()}`, 1).then(
              () => true,
              () => false,
            ),
          )
          .toBe(true);
      }
      expect(await inTurn(another(first), another(second), await freshToken())).toEqual(TOGETHER);
      await server.stop();
      const [one, two] = [another(first), another(second)];
      expect(await inTurn(one, two, await freshToken())).toEqual(ALONE);
      expect(api.log.filter((line) => line.includes('counted by each process alone'))).toHaveLength(2);
    } finally {
      for (const store of stores) store.close();
      await server.stop().catch(() => undefined);
    }
  });

  it('cost nobody an answer when the store hangs', async () => {
    const asked: number[] = [];
    const hanging: RateStore = {
      consume: (_, points) => new Promise<RateLimiterRes>(() => asked.push(points ?? 1)),
    };
    const app = another(hanging);
    const token = await freshToken();
    expect(await ask(app, token)).toEqual([200, '3']);
    expect(await ask(app, token)).toEqual([200, '2']);
    // It is left alone for a while: the second request did not wait for it.
    expect(asked).toEqual([1]);
  });

  it('lie in a table that is not logged, so that counting waits for no disk', async () => {
    const { handle } = api.base;
    const store = handle.rateStore({ points: 1_000, duration: RATE_WINDOW_S });
    const spent = await store.consume('tok_counted', 7);
    expect(spent).toBeInstanceOf(RateLimiterRes);
    expect(spent.remainingPoints).toBe(993);
    const client = new pg.Client({ connectionString: handle.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query(
        `SELECT relpersistence AS kept, (SELECT count(*)::int FROM redress.rate_limits WHERE key ~ 'tok_counted') AS n
         FROM pg_class WHERE oid = 'redress.rate_limits'::regclass`,
      );
      expect(rows).toEqual([{ kept: 'u', n: 1 }]);
    } finally {
      await client.end();
    }
  });
});
