import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { EffectJob, EffectQueue } from '../../../src/flow/ports.ts';
import type { OpenQueue } from '../../../src/queue/effect-queue.ts';
import { openQueue } from '../../../src/queue/open.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { freshDatabase } from '../../support/postgres.ts';
import type { TestRedis } from '../../support/redis.ts';
import { startRedis } from '../../support/redis.ts';
import { recorder, until } from './support/recorder.ts';

const email = (id: string): EffectJob => ({ id, takedownId: 'td_1', kind: 'email' });

describe('without its server, the queue', () => {
  it.each([
    ['REDIS_URL', { redisUrl: 'redis://127.0.0.1:1' }],
    ['DATABASE_URL', { databaseUrl: 'postgres://nobody:canary@127.0.0.1:1/none' }],
  ])('does not open, and names %s', async (field, address) => {
    const opening = openQueue({ ...address, logger: recorder() });
    const error = await opening.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'queue_unreachable', field });
    expect(String(error)).not.toContain('canary');
  });
});

describe('a Redis that goes away', () => {
  let server: TestRedis;
  let queue: EffectQueue;
  const logger = recorder();
  const done: string[] = [];
  beforeAll(async () => {
    server = await startRedis();
    queue = await openQueue({ redisUrl: server.url, logger });
    await queue.work('email', 2, async (job) => {
      done.push(job.id);
    });
  });
  afterAll(async () => {
    await queue.close(2_000);
    await server.stop();
  });

  it('makes the producer fail at once, is logged once, and is used again when it is back', async () => {
    await queue.add('email', [email('before-1')]);
    await until(() => done.includes('before-1'));
    await server.stop();
    const failed = async () => {
      const error = await queue.add('email', [email('lost-1')]).catch((failure: unknown) => failure);
      return error instanceof Error && 'code' in error && error.code === 'queue_unreachable';
    };
    await until(failed);
    // Long enough for many tries to connect.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const refused = logger.lines.filter((line) => String(line.fields['reason']).includes('ECONNREFUSED'));
    expect(refused).toHaveLength(1);
    await server.start();
    await until(async () => {
      try {
        await queue.add('email', [email('after-1')]);
        return true;
      } catch {
        return false;
      }
    });
    await until(() => done.includes('after-1'));
    expect(done).not.toContain('lost-1');
  });

  it('or forgets everything (FLUSHALL) takes new jobs and works on', async () => {
    const admin = new Redis(server.url);
    await admin.flushall();
    admin.disconnect();
    await queue.add('email', [email('flushed-1')]);
    await until(() => done.includes('flushed-1'));
    expect((await queue.counts()).email).toEqual({ waiting: 0, active: 0 });
  });
});

describe('a PostgreSQL that ends all connections', () => {
  let database: TestDatabase;
  let queue: OpenQueue;
  const logger = recorder();
  beforeAll(async () => {
    database = await freshDatabase();
    queue = await openQueue({ databaseUrl: database.url, logger });
  });
  afterEach(() => queue.close(2_000));
  afterAll(() => database.drop());

  it('and takes none for a while does not end the process, and is used again afterwards', async () => {
    const done: string[] = [];
    await queue.work('email', 2, async (job) => {
      done.push(job.id);
    });
    let returns = 0;
    queue.onReturn(() => {
      returns += 1;
    });
    await queue.add('email', [email('before-1')]);
    await until(() => done.includes('before-1'));
    const name = new URL(database.url).pathname.slice(1);
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await expect(queue.add('email', [email('lost-1')])).rejects.toMatchObject({ code: 'queue_unreachable' });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
    await queue.add('email', [email('after-1')]);
    await until(() => done.includes('after-1'));
    await until(() => returns > 0);
    const reasons = logger.lines.map((line) => line.fields['reason']);
    expect(reasons.length).toBeGreaterThan(0);
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it('is given back all connections when it is closed, and held few before', async () => {
    const other = await openQueue({ databaseUrl: database.url, logger });
    for (const kind of ['email', 'form', 'api', 'check'] as const) {
      await other.work(kind, 8, async () => undefined);
      await other.add(
        kind,
        Array.from({ length: 50 }, (_, index) => ({ ...email(`${kind}-${index}`), kind })),
      );
    }
    const count = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: inject('postgresUrl') });
      await client.connect();
      const found = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = $1',
        [new URL(database.url).pathname.slice(1)],
      );
      await client.end();
      return found.rows[0]?.count ?? -1;
    };
    expect(await count()).toBeLessThanOrEqual(7);
    await other.close(5_000);
    await until(async () => (await count()) === 0);
  });
});
