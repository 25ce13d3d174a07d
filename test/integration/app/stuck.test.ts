import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../../e2e/support/built.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { outsider } from '../../e2e/support/outsider.ts';
import { type Environment, serve } from '../../e2e/support/redress.ts';
import { startRelay } from '../../e2e/support/relay.ts';
import { post } from '../../e2e/support/request.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { startRedis } from '../../support/redis.ts';
import { tempFolder } from '../../support/temp-folder.ts';

beforeAll(async () => {
  await builtProgram();
}, 180_000);

type Finished = (release: () => Promise<void> | void) => void;

/** Where a process runs, and what runs in it before Redress does. */
async function place(onTestFinished: Finished, preload = ''): Promise<Environment> {
  const folder = await tempFolder('stuck');
  onTestFinished(() => folder.remove());
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const file = join(folder.path, 'preload.mjs');
  await writeFile(file, preload);
  return { REDRESS_DATA_DIR: folder.path, DATABASE_URL: url, NODE_OPTIONS: `--import=${file}` };
}

/** The clock by which a process judges itself goes thirty times as fast, so that minutes are seconds. */
const FAST = 'const now = performance.now.bind(performance); performance.now = () => now() * 30;';

/** A server that takes connections and never says a word. */
async function mute(onTestFinished: Finished): Promise<string> {
  const server: Server = createServer((socket) => void socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

const readyz = async (port: number): Promise<{ readonly status: number; readonly body: unknown }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { status: answer.status, body: await answer.json() };
};

describe.concurrent('a process that hangs', { timeout: 180_000 }, () => {
  it('since its event loop stands still kills itself, and says so first', async ({ onTestFinished }) => {
    // When it is told to, for ever.
    const env = await place(onTestFinished, "process.on('SIGUSR2', () => { for (;;); });");
    const child = await serve(env);
    onTestFinished(() => child.clear());
    process.kill(child.pid, 'SIGUSR2');
    expect((await child.ended()).code).toBeNull();
    const last = JSON.parse(child.log().trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({
      level: 50,
      pid: child.pid,
      msg: 'the event loop stands still: this process ends itself',
    });
    expect(last.ms).toBeGreaterThanOrEqual(30_000);
  });

  it('since its claim loop waits for ever says so at /livez and in the log, and ends with 6', async ({
    onTestFinished,
  }) => {
    const env = await place(onTestFinished, FAST);
    const url = new URL(env['DATABASE_URL'] ?? '');
    const relay = await startRelay({ host: url.hostname, port: Number(url.port) });
    onTestFinished(() => relay.close());
    url.port = String(relay.port);
    const child = await serve({ ...env, DATABASE_URL: url.toString() });
    onTestFinished(() => child.clear());
    const livez = async (): Promise<{ readonly status: number; readonly body: unknown }> => {
      const answer = await fetch(`http://127.0.0.1:${child.port}/livez`);
      return { status: answer.status, body: await answer.json() };
    };
    expect(await livez()).toMatchObject({ status: 200, body: { status: 'ok' } });
    relay.freeze();
    expect(await eventually(livez, ({ status }) => status !== 200)).toMatchObject({
      status: 503,
      body: { status: 'stuck', stuck: 'claim loop' },
    });
    expect((await child.ended()).code).toBe(6);
    expect(child.log()).toContain('this process hangs and ends itself');
    expect(child.log()).toContain('"kind":"claim loop"');
  });

  it('since an effect never ends says which, and ends with 6', async ({ onTestFinished }) => {
    const env = {
      ...(await place(onTestFinished, FAST)),
      REDRESS_PRACTICE_HTTP: await mute(onTestFinished),
      REDRESS_PRACTICE_SMTP: await mute(onTestFinished),
    };
    const other = await outsider(env);
    onTestFinished(() => other.close());
    await other.submit([post('letterbox', 1)]);
    const child = await serve(env);
    onTestFinished(() => child.clear());
    expect((await child.ended()).code).toBe(6);
    expect(child.log()).toContain('"kind":"check"');
  });
});

describe('/readyz', { timeout: 60_000 }, () => {
  it('tells of the Redis that is away, and of its return', async ({ onTestFinished }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const env = await place(onTestFinished);
    const child = await serve({ ...env, REDIS_URL: redis.url });
    onTestFinished(() => child.clear());
    const fine = { status: 200, body: { status: 'ready', parts: { ledger: 'ok', queue: 'ok' } } };
    expect(await readyz(child.port)).toMatchObject(fine);
    await redis.stop();
    const away = { status: 503, body: { status: 'not ready', parts: { ledger: 'ok', queue: 'away' } } };
    expect(
      await eventually(
        () => readyz(child.port),
        ({ status }) => status === 503,
      ),
    ).toMatchObject(away);
    const livez = await fetch(`http://127.0.0.1:${child.port}/livez`);
    expect(livez.status).toBe(200);
    await redis.start();
    expect(
      await eventually(
        () => readyz(child.port),
        ({ status }) => status === 200,
      ),
    ).toMatchObject(fine);
  });
});

describe('a process that sends mail for real', { timeout: 60_000 }, () => {
  it('does not start without a mail server: each notice would fail', async ({ onTestFinished }) => {
    const env = await place(onTestFinished);
    const live = { ...env, REDRESS_MODE: 'live', REDRESS_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    await expect(serve(live, '--role', 'worker')).rejects.toThrow('smtp_missing');
    // Web forms need none.
    const child = await serve(live, '--role', 'browser');
    onTestFinished(() => child.clear());
    child.kill('SIGTERM');
    expect((await child.ended()).code).toBe(0);
  });
});
