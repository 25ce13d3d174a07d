import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenQueue } from '../../../src/queue/effect-queue.ts';
import { openQueue } from '../../../src/queue/open.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { BACKENDS, type QueueServer, startServer } from './support/backends.ts';

describe.each(BACKENDS)('the board of the queues on %s', (kind) => {
  let server: QueueServer;
  let queue: OpenQueue;
  beforeAll(async () => {
    server = await startServer(kind);
    queue = await openQueue({ ...server.address, logger: silentLogger });
    await queue.add('check', [{ id: 'check-td_1-1', takedownId: 'td_1', kind: 'check' }]);
  });
  afterAll(async () => {
    await queue.close(1_000);
    await server.stop();
  });

  const check = async (of: 'ops' | 'helpline') => {
    const found = (await queue.board(of)).find((one) => one.getName() === 'redress-check');
    if (found === undefined) throw new Error('the board lacks a queue');
    return found;
  };

  it('has the four queues of the effects', async () => {
    expect((await queue.board('ops')).map((one) => one.getName())).toEqual([
      'redress-email',
      'redress-form',
      'redress-api',
      'redress-check',
    ]);
  });

  it('shows ops a job with its takedown, to which a link leads, and nothing else of its data', async () => {
    const board = await check('ops');
    const [job] = await board.getJobs(['waiting'], 0, 10);
    expect(job?.toJSON().id).toBe('check-td_1-1');
    const data = job?.toJSON().data;
    expect(board.format('data', data)).toEqual({ takedownId: 'td_1' });
    expect(board.format('data', { takedownId: 'https://x.example', url: 'https://x.example' })).toEqual({
      takedownId: null,
    });
    expect(board.format('returnValue', { anything: 1 })).toBeNull();
    const json = job?.toJSON();
    expect(json === undefined ? undefined : board.externalJobUrl?.(json)).toEqual({
      displayText: 'td_1',
      href: '/search/td_1',
    });
  });

  it('shows helplines how long the queues are, and no job', async () => {
    const board = await check('helpline');
    expect(board.readOnlyMode).toBe(true);
    expect(await board.getJobCounts()).toMatchObject({ waiting: 1 });
    expect(await board.getJobs(['waiting'], 0, 10)).toEqual([]);
    expect(await board.getJob('check-td_1-1')).toBeUndefined();
  });
});
