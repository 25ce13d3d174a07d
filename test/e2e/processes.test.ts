import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../src/sandbox/practice.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { builtProgram } from './support/built.ts';
import { eventually } from './support/eventually.ts';
import { outsider } from './support/outsider.ts';
import { type Environment, redress, serve } from './support/redress.ts';
import { post } from './support/request.ts';
import { query } from './support/stage.ts';

/** Those that get a notice about each post; hostwell is told what deafly does not heed. */
const PLATFORMS = ['pixhub', 'looply', 'letterbox', 'wobbly-mail', 'deafly', 'hostwell'] as const;
const posts = (id: number): readonly string[] => PLATFORMS.slice(0, 5).map((name) => post(name, id));

let practice: Practice;
beforeAll(async () => {
  await builtProgram();
  practice = await startPractice();
}, 180_000);
afterAll(() => practice.close());

const onPractice = (): Environment => ({
  REDRESS_PRACTICE_HTTP: `${practice.http.address}:${practice.http.port}`,
  REDRESS_PRACTICE_SMTP: `${practice.smtp.host}:${practice.smtp.port}`,
});

const arrived = (id: number): readonly number[] =>
  PLATFORMS.map((name) => practice.arrivals(name).posts.get(String(id)) ?? 0);
const inTheMiddle = (id: number) =>
  eventually(
    () => arrived(id),
    (counts) => counts.filter((count) => count > 0).length >= 2,
    90_000,
  );
const sameTexts = (): readonly number[] => PLATFORMS.map((name) => practice.arrivals(name).sameText);

describe.concurrent('a process that serves', { timeout: 180_000 }, () => {
  it('ends with 0 within 20 s when it is asked to, and the next one finishes everything, nothing twice', async () => {
    const folder = await tempFolder('sigterm');
    const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path };
    const first = await serve(env);
    const beside = await outsider(env);
    await beside.submit(posts(101));
    await inTheMiddle(101);
    first.kill('SIGTERM');
    const ended = await first.ended();
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(20_000);
    expect(first.log()).toContain('stopping');
    expect(first.log().trimEnd().split('\n').at(-1)).toContain('"stopped"');
    expect(first.err()).toBe('');
    const second = await serve(env);
    await eventually(
      () => beside.standing(),
      (now) => now['removed'] === 5,
      120_000,
    );
    expect(arrived(101)).toEqual(PLATFORMS.map(() => 1));
    expect(sameTexts()).toEqual(PLATFORMS.map(() => 0));
    expect(await beside.audit()).toMatchObject({ takedowns: 5, breaks: [] });
    await beside.close();
    second.kill('SIGINT');
    expect((await second.ended()).code).toBe(0);
    await folder.remove();
  });

  it('may be killed: when its leases have run out, the next one finishes everything, nothing twice', async () => {
    const [folder, database, redis] = [
      await tempFolder('sigkill'),
      await freshDatabase(),
      await startRedis(),
    ];
    const env = {
      ...onPractice(),
      REDRESS_DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
    };
    const first = await serve(env);
    const beside = await outsider(env);
    await beside.submit(posts(102));
    await inTheMiddle(102);
    first.kill('SIGKILL');
    expect((await first.ended()).code).toBeNull();
    // Two to five minutes later:
    await query(database.url, 'UPDATE redress.takedowns SET lease_until = 1 WHERE lease_until IS NOT NULL');
    await query(database.url, 'UPDATE redress.attempts SET lease_until = 1 WHERE lease_until IS NOT NULL');
    const second = await serve(env);
    const end = await eventually(
      () => beside.standing(),
      (now) => (now['removed'] ?? 0) + (now['person'] ?? 0) === 5,
      120_000,
    );
    // The form alone cannot be repeated: if it was just being sent, a person finds out.
    expect(end['removed']).toBeGreaterThanOrEqual(4);
    expect(Math.max(...arrived(102))).toBe(1);
    expect(sameTexts()).toEqual(PLATFORMS.map(() => 0));
    expect(await beside.audit()).toMatchObject({ takedowns: 5, breaks: [] });
    await beside.close();
    second.kill('SIGTERM');
    expect((await second.ended()).code).toBe(0);
    await redis.stop();
    await database.drop();
    await folder.remove();
  });

  it('shares the work with others by roles, each notice once', async () => {
    const [folder, database] = [await tempFolder('roles'), await freshDatabase()];
    const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path, DATABASE_URL: database.url };
    const processes = await Promise.all(
      ['api', 'worker', 'browser'].map((role) => serve(env, '--role', role)),
    );
    const beside = await outsider(env);
    await beside.submit(posts(103));
    await eventually(
      () => beside.standing(),
      (now) => now['removed'] === 5,
      120_000,
    );
    expect(arrived(103)).toEqual(PLATFORMS.map(() => 1));
    for (const { port } of processes) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ status: 'ready' })]);
    }
    for (const one of processes) one.kill('SIGTERM');
    const ends = await Promise.all(processes.map((one) => one.ended()));
    expect(ends.map((one) => one.code)).toEqual([0, 0, 0]);
    await beside.close();
    await database.drop();
    await folder.remove();
  });
});

describe('a process that cannot serve', { timeout: 120_000 }, () => {
  const failing = async (more: Environment) => {
    const [folder, database] = [await tempFolder('failing'), await freshDatabase()];
    const ended = await redress(
      { ...onPractice(), REDRESS_DATA_DIR: folder.path, DATABASE_URL: database.url, ...more },
      'serve',
    );
    await database.drop();
    await folder.remove();
    return ended;
  };

  it('since its port is taken says so and ends with 2', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const ended = await failing({ REDRESS_HTTP_PORT: String(port) });
    taken.close();
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('[port_taken]');
    expect(ended.err).toContain('REDRESS_HTTP_PORT');
  });

  it.each([
    ['database', { DATABASE_URL: 'postgres://u:canary@127.0.0.1:1/none' }, 'database_unreachable'],
    ['queue', { REDIS_URL: 'redis://u:canary@127.0.0.1:1' }, 'queue_unreachable'],
  ])('without its %s says so and ends with 5', async (_, missing, code) => {
    const ended = await failing(missing);
    expect(ended.code).toBe(5);
    expect(ended.err).toContain(`[${code}]`);
    expect(ended.err).toContain('What to do:');
    expect(ended.err + ended.out).not.toContain('canary');
  });
});
