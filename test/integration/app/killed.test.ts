import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEASES } from '../../../src/flow/ledger.ts';
import { type Practice, startPractice } from '../../../src/sandbox/practice.ts';
import { builtProgram } from '../../e2e/support/built.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { outsider } from '../../e2e/support/outsider.ts';
import { type Environment, type Serving, serve } from '../../e2e/support/redress.ts';
import { post } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { startRedis } from '../../support/redis.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A form, an API, mail, and mail that is followed by a host's desk. */
const PLATFORMS = ['pixhub', 'looply', 'letterbox', 'wobbly-mail', 'deafly'] as const;

let practice: Practice;
beforeAll(async () => {
  await builtProgram();
  practice = await startPractice();
}, 180_000);
afterAll(() => practice.close());

type Finished = (release: () => Promise<void> | void) => void;

async function place(onTestFinished: Finished, backend: 'redis' | 'postgres'): Promise<Environment> {
  const folder = await tempFolder('killed');
  onTestFinished(() => folder.remove());
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const redis = backend === 'redis' ? await startRedis() : undefined;
  onTestFinished(() => redis?.stop());
  return {
    REDRESS_PRACTICE_HTTP: `${practice.http.address}:${practice.http.port}`,
    REDRESS_PRACTICE_SMTP: `${practice.smtp.host}:${practice.smtp.port}`,
    REDRESS_DATA_DIR: folder.path,
    DATABASE_URL: url,
    REDIS_URL: redis?.url,
  };
}

const heldBy = async (env: Environment, pid: number): Promise<number> => {
  const [row] = await query<{ count: number }>(
    env['DATABASE_URL'] ?? '',
    `SELECT count(*)::int AS count FROM redress.takedowns
     WHERE lease_until > extract(epoch FROM now()) * 1000 AND lease_by LIKE '%-' || $1 || '-%'`,
    [pid],
  );
  return row?.count ?? 0;
};

/** Stops the process where it stands with work in its hands: what it holds then is not done meanwhile. */
async function frozenWithWork(env: Environment, victim: Serving): Promise<void> {
  await eventually(
    async () => {
      if ((await heldBy(env, victim.pid)) === 0) return 0;
      victim.kill('SIGSTOP');
      // What it had sent to the database may still be done there.
      await sleep(300);
      const held = await heldBy(env, victim.pid);
      if (held === 0) victim.kill('SIGCONT');
      return held;
    },
    (held) => held > 0,
    90_000,
  );
}

async function forgotten(redisUrl: string | undefined): Promise<void> {
  if (redisUrl === undefined) return;
  const admin = new Redis(redisUrl);
  await admin.flushall();
  admin.disconnect();
}

describe.each([
  ['redis', 501],
  ['postgres', 502],
] as const)('a process that is killed, with the queue on %s,', { timeout: 200_000 }, (backend, id) => {
  it('loses its work to the one beside it long before the leases end, and nothing is sent twice', async ({
    onTestFinished,
  }) => {
    const env = await place(onTestFinished, backend);
    const start = async (): Promise<Serving> => {
      const child = await serve(env);
      onTestFinished(() => child.clear());
      return child;
    };
    const victim = await start();
    const other = await outsider(env);
    onTestFinished(() => other.close());
    await other.submit(PLATFORMS.map((name) => post(name, id)));
    const arrived = (): readonly number[] =>
      PLATFORMS.map((name) => practice.arrivals(name).posts.get(String(id)) ?? 0);
    await frozenWithWork(env, victim);
    victim.kill('SIGKILL');
    await victim.ended();
    const killed = Date.now();
    // On Redis the queue dies too, so that no abandoned job brings the work back: the ledger alone does it.
    await forgotten(env['REDIS_URL']);
    expect(await heldBy(env, victim.pid)).toBeGreaterThan(0);
    const heir = await start();
    await eventually(
      () => heldBy(env, victim.pid),
      (held) => held === 0,
      90_000,
    );
    expect(Date.now() - killed).toBeLessThan(LEASES.email);
    if (env['REDIS_URL'] !== undefined)
      await eventually(heir.log, (log) => log.includes('took back the work of a process that gives no sign'));
    const end = await eventually(
      () => other.standing(),
      (now) => (now['removed'] ?? 0) + (now['person'] ?? 0) === PLATFORMS.length,
      120_000,
    );
    // A form that was just being sent cannot be repeated: a person finds out.
    expect(end['removed']).toBeGreaterThanOrEqual(PLATFORMS.length - 2);
    expect(Math.max(...arrived())).toBe(1);
    expect(PLATFORMS.map((name) => practice.arrivals(name).sameText)).toEqual(PLATFORMS.map(() => 0));
    expect(await other.audit()).toMatchObject({ takedowns: PLATFORMS.length, breaks: [] });
  });
});
