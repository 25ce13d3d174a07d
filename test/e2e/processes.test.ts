import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Practice, startPractice } from '../../src/sandbox/practice.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { builtProgram } from './support/built.ts';
import { eventually } from './support/eventually.ts';
import { type Outsider, outsider } from './support/outsider.ts';
import { type Environment, redress, type Serving, serve } from './support/redress.ts';
import { startRelay } from './support/relay.ts';
import { post } from './support/request.ts';

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
/** What a test opens is released when it has finished, in reverse, whatever came of it. */
type Finished = (release: () => Promise<void> | void) => void;

async function place(onTestFinished: Finished, name: string, database?: 'own'): Promise<Environment> {
  const folder = await tempFolder(name);
  onTestFinished(() => folder.remove());
  const env = { ...onPractice(), REDRESS_DATA_DIR: folder.path };
  if (database === undefined) return env;
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return { ...env, DATABASE_URL: url };
}

async function serving(
  onTestFinished: Finished,
  env: Environment,
  ...args: readonly string[]
): Promise<Serving> {
  const child = await serve(env, ...args);
  onTestFinished(() => child.clear());
  return child;
}

async function beside(onTestFinished: Finished, env: Environment): Promise<Outsider> {
  const other = await outsider(env);
  onTestFinished(() => other.close());
  return other;
}

const sameTexts = (): readonly number[] => PLATFORMS.map((name) => practice.arrivals(name).sameText);

describe.concurrent('a process that serves', { timeout: 180_000 }, () => {
  it('ends with 0 within 20 s when it is asked to, and the next one finishes everything, nothing twice', async ({
    onTestFinished,
  }) => {
    const env = await place(onTestFinished, 'sigterm');
    const first = await serving(onTestFinished, env);
    const other = await beside(onTestFinished, env);
    await other.submit(posts(101));
    await inTheMiddle(101);
    first.kill('SIGTERM');
    const ended = await first.ended();
    expect(ended.code).toBe(0);
    expect(ended.ms).toBeLessThan(20_000);
    expect(first.log()).toContain('stopping');
    expect(first.log().trimEnd().split('\n').at(-1)).toContain('"stopped"');
    expect(first.err()).toBe('');
    const second = await serving(onTestFinished, env);
    await eventually(
      () => other.standing(),
      (now) => now['removed'] === 5,
      120_000,
    );
    expect(arrived(101)).toEqual(PLATFORMS.map(() => 1));
    expect(sameTexts()).toEqual(PLATFORMS.map(() => 0));
    expect(await other.audit()).toMatchObject({ takedowns: 5, breaks: [] });
    second.kill('SIGINT');
    expect((await second.ended()).code).toBe(0);
  });

  it('may be killed: the next one finds it dead and finishes everything, nothing twice', async ({
    onTestFinished,
  }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const env: Environment = { ...(await place(onTestFinished, 'sigkill', 'own')), REDIS_URL: redis.url };
    const first = await serving(onTestFinished, env);
    const other = await beside(onTestFinished, env);
    await other.submit(posts(102));
    await inTheMiddle(102);
    first.kill('SIGKILL');
    expect((await first.ended()).code).toBeNull();
    const second = await serving(onTestFinished, env);
    const end = await eventually(
      () => other.standing(),
      (now) => (now['removed'] ?? 0) + (now['person'] ?? 0) === 5,
      120_000,
    );
    // The form alone cannot be repeated: if it was just being sent, a person finds out.
    expect(end['removed']).toBeGreaterThanOrEqual(4);
    expect(Math.max(...arrived(102))).toBe(1);
    expect(sameTexts()).toEqual(PLATFORMS.map(() => 0));
    expect(await other.audit()).toMatchObject({ takedowns: 5, breaks: [] });
    second.kill('SIGTERM');
    expect((await second.ended()).code).toBe(0);
  });

  it('shares the work with others by roles, each notice once', async ({ onTestFinished }) => {
    const env = await place(onTestFinished, 'roles', 'own');
    const processes = await Promise.all(
      ['api', 'worker', 'browser'].map((role) => serving(onTestFinished, env, '--role', role)),
    );
    const other = await beside(onTestFinished, env);
    await other.submit(posts(103));
    await eventually(
      () => other.standing(),
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
  });

  it('ends within 20 s although its database hangs', async ({ onTestFinished }) => {
    const env = await place(onTestFinished, 'hanging', 'own');
    const url = new URL(env['DATABASE_URL'] ?? '');
    const relay = await startRelay({ host: url.hostname, port: Number(url.port) });
    onTestFinished(() => relay.close());
    url.port = String(relay.port);
    const child = await serving(onTestFinished, { ...env, DATABASE_URL: url.toString() });
    relay.freeze();
    child.kill('SIGTERM');
    const ended = await child.ended();
    expect(ended.ms).toBeLessThan(25_000);
    expect([0, 5]).toContain(ended.code);
  });

  it('that crashes tells where, and none of the words of the error', async ({ onTestFinished }) => {
    const env = await place(onTestFinished, 'crash', 'own');
    // As soon as the process listens for its end, which is after it has begun its work.
    const crash = `const look = setInterval(() => {
      if (process.listenerCount('SIGTERM') === 0) return;
      clearInterval(look);
      throw new TypeError('canary https://canary.example');
    }, 20)`;
    const file = join(env['REDRESS_DATA_DIR'] ?? '', 'crash.mjs');
    await writeFile(file, crash);
    const ended = await redress(
      { ...env, REDRESS_HTTP_PORT: '0', NODE_OPTIONS: `--import=${file}` },
      'serve',
    );
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('Redress has a bug: TypeError');
    expect(ended.err + ended.out).not.toContain('canary.example');
  });
});

describe('a process that cannot serve', { timeout: 120_000 }, () => {
  it('since its port is taken says so and ends with 2', async ({ onTestFinished }) => {
    const env = await place(onTestFinished, 'port', 'own');
    const taken = await startRelay({ host: '127.0.0.1', port: 1 });
    onTestFinished(() => taken.close());
    const ended = await redress({ ...env, REDRESS_HTTP_PORT: String(taken.port) }, 'serve');
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('[port_taken]');
    expect(ended.err).toContain('REDRESS_HTTP_PORT');
  });

  it.each([
    ['database', { DATABASE_URL: 'postgres://u:canary@127.0.0.1:1/none' }, 'database_unreachable'],
    ['queue', { REDIS_URL: 'redis://u:canary@127.0.0.1:1' }, 'queue_unreachable'],
  ])('without its %s says so and ends with 5', async (_, missing, code) => {
    const env = await place(onTestFinished, 'missing', 'own');
    const ended = await redress({ ...env, REDRESS_HTTP_PORT: '0', ...missing }, 'serve');
    expect(ended.code).toBe(5);
    expect(ended.err).toContain(`[${code}]`);
    expect(ended.err).toContain('What to do:');
    expect(ended.err + ended.out).not.toContain('canary');
  });
});
