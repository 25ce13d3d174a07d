import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Practice, startPractice } from '../../src/sandbox/practice.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { eventually } from './support/eventually.ts';
import { answer, type Environment, redress, serve } from './support/redress.ts';
import { post } from './support/request.ts';
import { query } from './support/stage.ts';

const PLATFORMS = ['pixhub', 'looply', 'letterbox', 'deafly', 'wobbly-mail', 'hostwell'] as const;
const ids = (from: number): readonly string[] => [
  post('pixhub', from),
  post('looply', from),
  post('letterbox', from),
  post('deafly', from),
  post('wobbly-mail', from),
];

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const onPractice = (): Environment => ({
  REDRESS_PRACTICE_HTTP: `${practice.http.address}:${practice.http.port}`,
  REDRESS_PRACTICE_SMTP: `${practice.smtp.host}:${practice.smtp.port}`,
});

const OUTCOMES = z.object({
  byOutcome: z.record(z.string(), z.number()),
  byStatus: z.record(z.string(), z.number()),
});
const outcomes = (env: Environment) => answer(env, OUTCOMES, ['status']);

async function submitAll(env: Environment, urls: readonly string[]): Promise<void> {
  const one = (url: string): Promise<unknown> =>
    answer(env, z.object({ answers: z.array(z.object({ result: z.literal('accepted') })).length(1) }), [
      'submit',
      url,
      '--case-reference',
      'HL-2026-0300',
      '--age-in-image',
      'adult',
      '--non-consent-statement',
      'The person shown did not agree to the publication.',
      '--good-faith',
      'yes',
      '--accuracy',
      'yes',
      '--authority-basis',
      'Written authority',
      '--consented-on',
      '2026-11-20',
    ]);
  await Promise.all(urls.map(one));
}

/** Waits until something has arrived at every desk but the last, which is in the middle of the work. */
const inTheMiddle = (from: number) =>
  eventually(
    () => PLATFORMS.slice(0, 4).map((name) => practice.arrivals(name).posts.get(String(from)) ?? 0),
    (counts) => counts.filter((count) => count > 0).length >= 2,
  );

function arrivedOnce(from: number): void {
  const seen = PLATFORMS.map((name) => [name, practice.arrivals(name).posts.get(String(from))]);
  expect(seen).toEqual(PLATFORMS.map((name) => [name, 1]));
  expect(PLATFORMS.map((name) => practice.arrivals(name).sameText)).toEqual(PLATFORMS.map(() => 0));
}

describe.concurrent('a process that serves', () => {
  it('ends with 0 within 20 s when it is asked to, and the next one finishes everything, nothing twice', async () => {
    const folder = await tempFolder('sigterm');
    const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path };
    const first = await serve(env);
    await submitAll(env, ids(101));
    await inTheMiddle(101);
    first.kill('SIGTERM');
    const ended = await first.ended();
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(20_000);
    expect(first.log()).toContain('stopping');
    expect(first.log().trimEnd().split('\n').at(-1)).toContain('"stopped"');
    const second = await serve(env);
    await eventually(
      () => outcomes(env),
      ({ byOutcome }) => byOutcome['removed'] === 5,
      60_000,
    );
    arrivedOnce(101);
    second.kill('SIGINT');
    expect((await second.ended()).code).toBe(0);
    expect((await redress(env, 'audit', 'verify')).code).toBe(0);
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
    await submitAll(env, ids(102));
    await inTheMiddle(102);
    first.kill('SIGKILL');
    expect((await first.ended()).code).toBeNull();
    // Two to five minutes later:
    await query(database.url, 'UPDATE redress.takedowns SET lease_until = 1 WHERE lease_until IS NOT NULL');
    await query(database.url, 'UPDATE redress.attempts SET lease_until = 1 WHERE lease_until IS NOT NULL');
    const second = await serve(env);
    const settled = await eventually(
      () => outcomes(env),
      ({ byOutcome, byStatus }) => (byOutcome['removed'] ?? 0) + (byStatus['person'] ?? 0) === 5,
      60_000,
    );
    // The form alone cannot be repeated: if it was just being sent, a person finds out.
    expect(settled.byOutcome['removed']).toBeGreaterThanOrEqual(4);
    const counts = PLATFORMS.map((name) => practice.arrivals(name).posts.get('102') ?? 0);
    expect(Math.max(...counts)).toBe(1);
    expect(PLATFORMS.map((name) => practice.arrivals(name).sameText)).toEqual(PLATFORMS.map(() => 0));
    second.kill('SIGTERM');
    expect((await second.ended()).code).toBe(0);
    expect((await redress(env, 'audit', 'verify')).code).toBe(0);
    await redis.stop();
    await database.drop();
    await folder.remove();
  });

  it('shares the work with others by roles, each notice once', async () => {
    const [folder, database] = [await tempFolder('roles'), await freshDatabase()];
    const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path, DATABASE_URL: database.url };
    const processes = await Promise.all(
      ['api', 'worker', 'worker', 'browser'].map((role) => serve(env, '--role', role)),
    );
    await submitAll(env, ids(103));
    await eventually(
      () => outcomes(env),
      ({ byOutcome }) => byOutcome['removed'] === 5,
      60_000,
    );
    arrivedOnce(103);
    for (const { port } of processes) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ status: 'ready' })]);
    }
    for (const one of processes) one.kill('SIGTERM');
    const ends = await Promise.all(processes.map((one) => one.ended()));
    expect(ends.map((one) => one.code)).toEqual([0, 0, 0, 0]);
    await database.drop();
    await folder.remove();
  });

  it('on a port that is taken says so and ends with 2', async () => {
    const [folder, database] = [await tempFolder('port'), await freshDatabase()];
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const env = {
      ...onPractice(),
      REDRESS_DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      REDRESS_HTTP_PORT: String(port),
    };
    const ended = await redress(env, 'serve');
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('[port_taken]');
    expect(ended.err).toContain('REDRESS_HTTP_PORT');
    taken.close();
    await database.drop();
    await folder.remove();
  });

  it.each([
    ['database', { DATABASE_URL: 'postgres://u:canary@127.0.0.1:1/none' }, 'database_unreachable'],
    ['queue', { REDIS_URL: 'redis://u:canary@127.0.0.1:1' }, 'queue_unreachable'],
  ])('without its %s says so and ends with 5', async (_, missing, code) => {
    const [folder, database] = [await tempFolder('missing'), await freshDatabase()];
    const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path, DATABASE_URL: database.url, ...missing };
    const ended = await redress(env, 'serve');
    expect(ended.code).toBe(5);
    expect(ended.err).toContain(`[${code}]`);
    expect(ended.err).toContain('What to do:');
    expect(ended.err + ended.out).not.toContain('canary');
    await database.drop();
    await folder.remove();
  });
});
