import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EffectJob, EffectKind, EffectQueue } from '../../../src/flow/ports.ts';
import { EFFECT_KINDS } from '../../../src/flow/ports.ts';
import { openQueue } from '../../../src/queue/open.ts';
import type { QueueServer } from './support/backends.ts';
import { BACKENDS, optionsFor, startServer } from './support/backends.ts';
import { latch, recorder, until } from './support/recorder.ts';

let counter = 0;
function job(kind: EffectKind = 'email', id?: string): EffectJob {
  counter += 1;
  return { id: id ?? `n${'ab'.repeat(20)}${counter}-1`, takedownId: `td_${counter}`, kind };
}

describe.each(BACKENDS)('the queue on %s', (backend) => {
  let server: QueueServer;
  const open: EffectQueue[] = [];
  beforeAll(async () => {
    server = await startServer(backend);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close(5_000)));
  });
  afterAll(() => server.stop());

  async function queueOn(more: Partial<Parameters<typeof optionsFor>[1]> = {}): Promise<EffectQueue> {
    const queue = await openQueue(
      optionsFor(server, { logger: recorder(), stalling: { lock: 30_000, interval: 1_000 }, ...more }),
    );
    open.push(queue);
    return queue;
  }

  it('gives each job to a handler of its kind, whole', async () => {
    const queue = await queueOn();
    const jobs = EFFECT_KINDS.map((kind) => job(kind));
    const done: EffectJob[] = [];
    for (const kind of EFFECT_KINDS) {
      await queue.work(kind, 2, async (one) => {
        done.push(one);
      });
    }
    await Promise.all(jobs.map((one) => queue.add(one.kind, [one])));
    await until(() => done.length === jobs.length);
    expect(done).toHaveLength(4);
    expect(done).toEqual(expect.arrayContaining(jobs));
  });

  it('works on as many at once as it was told, in several processes too', async () => {
    const queue = await queueOn();
    const second = await queueOn();
    const gate = latch();
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    const handle = async (one: EffectJob): Promise<void> => {
      seen.push(one.id);
      running += 1;
      most = Math.max(most, running);
      await gate.opened;
      running -= 1;
    };
    await queue.work('email', 2, handle);
    await second.work('email', 1, handle);
    const jobs = Array.from({ length: 9 }, () => job());
    await queue.add('email', jobs);
    await until(() => running === 3);
    expect(await queue.counts()).toMatchObject({
      email: { active: 3, waiting: 6 },
      form: { active: 0, waiting: 0 },
    });
    gate.open();
    await until(async () => seen.length === 9 && (await queue.counts()).email.active === 0);
    expect(most).toBe(3);
    expect([...seen].sort()).toEqual(jobs.map((one) => one.id).sort());
  });

  it('holds one job of an id at a time, and takes the id again when it is done', async () => {
    const queue = await queueOn();
    const one = job('form');
    await queue.add('form', [one, one]);
    await queue.add('form', [one]);
    expect((await queue.counts()).form).toEqual({ waiting: 1, active: 0 });
    let runs = 0;
    await queue.work('form', 1, async () => {
      runs += 1;
    });
    await until(async () => runs === 1 && (await queue.counts()).form.active === 0);
    await queue.add('form', [one]);
    await until(async () => runs === 2 && (await queue.counts()).form.active === 0);
  });

  it('logs what a handler throws, without its words, and never runs it again', async () => {
    const logger = recorder();
    const queue = await queueOn({ logger });
    const bad = job('api');
    let runs = 0;
    await queue.work('api', 1, async () => {
      runs += 1;
      throw new TypeError('canary https://bigsite.test/secret');
    });
    await queue.add('api', [bad]);
    await until(async () => runs === 1 && (await queue.counts()).api.active === 0);
    await queue.add('api', [job('api')]);
    await until(() => runs === 2);
    const errors = logger.lines.filter((line) => line.level === 'error');
    expect(errors[0]).toMatchObject({
      fields: { job: bad.id, takedown: bad.takedownId, kind: 'api', error: 'TypeError' },
    });
    expect(JSON.stringify(logger.lines)).not.toContain('canary');
    await until(async () => (await queue.counts()).api.active === 0);
    expect(await server.dump()).not.toContain('canary');
  });

  it('stores ids and nothing else', async () => {
    const queue = await queueOn();
    // An object may carry more than its type says; none of it may get into the store.
    const extra = { url: 'https://bigsite.test/canary', text: 'canary text' };
    const one: EffectJob = { ...extra, ...job('check', 'check-td_1-4') };
    await queue.add('check', [one]);
    const dump = await server.dump();
    expect(dump).toContain('check-td_1-4');
    expect(dump).toContain(one.takedownId);
    expect(dump).not.toContain('canary');
    await queue.work('check', 1, async () => undefined);
    await until(async () => (await queue.counts()).check.waiting === 0);
  });

  it('refuses an id that BullMQ would misread, and a second worker of a kind', async () => {
    const queue = await queueOn();
    await expect(queue.add('email', [job('email', 'a:b')])).rejects.toThrow('without colons');
    await queue.work('email', 1, async () => undefined);
    await expect(queue.work('email', 1, async () => undefined)).rejects.toThrow('already');
    await expect(queue.add('email', [])).resolves.toBeUndefined();
  });

  it('lets running jobs end when it is closed, and starts no others', async () => {
    const queue = await queueOn();
    const gate = latch();
    const started: string[] = [];
    const ended: string[] = [];
    await queue.work('email', 1, async (one) => {
      started.push(one.id);
      await gate.opened;
      ended.push(one.id);
    });
    const jobs = [job(), job()];
    await queue.add('email', jobs);
    await until(() => started.length === 1);
    const closed = queue.close(30_000);
    setTimeout(gate.open, 100);
    await closed;
    expect(ended).toEqual(started);
    expect(started).toHaveLength(1);
    const next = await queueOn();
    expect((await next.counts()).email).toEqual({ waiting: 1, active: 0 });
    await next.work('email', 1, async (one) => {
      ended.push(one.id);
    });
    await until(() => ended.length === 2);
    expect([...ended].sort()).toEqual(jobs.map((one) => one.id).sort());
  });

  it('does not wait beyond the deadline', async () => {
    const logger = recorder();
    const queue = await queueOn({ logger, stalling: { lock: 2_000, interval: 1_000 } });
    const gate = latch();
    const started = latch();
    await queue.work('email', 1, async () => {
      started.open();
      await gate.opened;
    });
    await queue.add('email', [job()]);
    await started.opened;
    await queue.close(50);
    expect(logger.lines.map((line) => line.message)).toContainEqual(expect.stringContaining('deadline'));
    gate.open();
    // Its job was left behind: another worker gets it.
    const next = await queueOn({ stalling: { lock: 2_000, interval: 1_000 } });
    const again = latch();
    await next.work('email', 1, async () => again.open());
    await again.opened;
    await until(async () => (await next.counts()).email.active === 0);
  });

  it('hands the job of a killed worker to another', async () => {
    const address = 'redisUrl' in server.address ? server.address.redisUrl : server.address.databaseUrl;
    const queue = await queueOn({ stalling: { lock: 2_000, interval: 1_000 } });
    const one = job();
    await queue.add('email', [one]);
    const script = join(import.meta.dirname, 'support', 'abandon.process.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, backend, address], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe(`took ${one.id}\n`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const got: string[] = [];
    await queue.work('email', 1, async (other) => {
      got.push(other.id);
    });
    await until(() => got.length > 0);
    expect(got).toEqual([one.id]);
  });
});
