import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EffectJob } from '../../../src/flow/ports.ts';
import type { OpenQueue } from '../../../src/queue/effect-queue.ts';
import { openQueue } from '../../../src/queue/open.ts';
import type { QueueServer } from './support/backends.ts';
import { BACKENDS, optionsFor, startServer } from './support/backends.ts';
import { latch, recorder, until } from './support/recorder.ts';

let counter = 0;
const effects = (count: number): EffectJob[] =>
  Array.from({ length: count }, () => {
    counter += 1;
    return { id: `n${counter}-1`, takedownId: `td_${counter}`, kind: 'check' };
  });

describe.each(BACKENDS)('effects that are queued together on %s', (backend) => {
  let server: QueueServer;
  const open: OpenQueue[] = [];
  beforeAll(async () => {
    server = await startServer(backend);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close(5_000)));
  });
  afterAll(() => server.stop());

  async function queueOn(): Promise<OpenQueue> {
    const stalling = { lock: 30_000, interval: 1_000 };
    const queue = await openQueue(optionsFor(server, { logger: recorder(), stalling }));
    open.push(queue);
    return queue;
  }

  it('make few jobs, and are all performed, each once and no more at once than was said', async () => {
    const queue = await queueOn();
    const second = await queueOn();
    const all = effects(230);
    await queue.add('check', all);
    expect((await queue.counts()).check).toEqual({ waiting: 12, active: 0 });
    expect((await queue.waiting(['check', 'email'])).get('check')).toBe(230);
    const seen: string[] = [];
    const work = async (on: OpenQueue) => {
      const at = { once: 0, most: 0 };
      await on.work('check', 8, async ({ id }, hand) => {
        await hand.act();
        at.once += 1;
        at.most = Math.max(at.most, at.once);
        await new Promise((resolve) => setTimeout(resolve, 5));
        at.once -= 1;
        seen.push(id);
        hand.acted();
      });
      return at;
    };
    const [first, other] = [await work(queue), await work(second)];
    await until(async () => seen.length >= 230 && (await queue.counts()).check.active === 0);
    expect([...seen].sort()).toEqual(all.map(({ id }) => id).sort());
    expect([first.most, other.most]).toEqual([8, 8]);
  });

  it('do not wait for one of them that is slow, and closing does', async () => {
    const queue = await queueOn();
    const gate = latch();
    const all = effects(100);
    const slow = all[3]?.id;
    const seen: string[] = [];
    await queue.work('check', 4, async ({ id }, hand) => {
      await hand.act();
      if (id === slow) await gate.opened;
      hand.acted();
      seen.push(id);
    });
    await queue.add('check', all);
    await until(() => seen.length === 99);
    expect(seen).not.toContain(slow);
    const closed = queue.close(30_000);
    setTimeout(gate.open, 100);
    await closed;
    expect(seen).toContain(slow);
  });

  it('are named to ops, and a job of several leads to the search', async () => {
    const queue = await queueOn();
    await queue.add('check', effects(20));
    const board = (await queue.board('ops')).find((one) => one.getName() === 'redress-check');
    const job = (await board?.getJobs(['waiting'], 0, 1))?.[0]?.toJSON();
    if (board === undefined || job === undefined) throw new Error('the board shows no job');
    expect(board.format('data', job.data)).toEqual({
      takedownIds: [expect.stringMatching(/^td_\d+$/), expect.stringMatching(/^td_\d+$/)],
    });
    expect(board.externalJobUrl?.(job)).toEqual({ displayText: '', href: '/search' });
    expect(board.format('data', { effects: [['https://x.example', 'https://x.example']] })).toEqual({
      takedownId: null,
    });
  });
});
