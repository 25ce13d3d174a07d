import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/domain/time.ts';
import { EVERYTHING } from '../../../src/flow/ledger.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { HELPLINE, type TestLedger, testLedger } from '../ledger/support/ledger.ts';
import { type duePlan, newTakedown, sendStep, T0 } from '../ledger/support/takedowns.ts';

let ledger: TestLedger;
const look = (now: number) => ledger.views.gauges(now);
const add = (...plans: Parameters<typeof duePlan>[0][]) =>
  ledger.ledger.add(plans.map((plan) => newTakedown(ledger.caseId, plan === undefined ? {} : { plan })));

beforeAll(async () => {
  ledger = await testLedger();
});
afterEach(async () => {
  await ledger.clear();
  await ledger.sql('DELETE FROM redress.circuits');
  await ledger.sql('DELETE FROM redress.stops');
});
afterAll(() => ledger.end());

describe('the figures of the ledger', () => {
  it('are empty when there is nothing', async () => {
    expect(await look(T0)).toEqual({
      takedowns: [],
      due: [],
      leases: [],
      deadlines: { passed: 0, within_1h: 0, within_6h: 0 },
      tasks: [],
      circuits: [],
      stops: [],
      webhooks: { pending: 0, pendingSince: null, untoldSince: null, dead: 0, disabled: 0 },
    });
  });

  it('count takedowns by status', async () => {
    const idle = { dueAt: null, effect: null, recipient: null, channel: null };
    await add({}, {}, { ...idle, status: 'person' }, { ...idle, status: 'ended' });
    const { takedowns } = await look(T0);
    expect(Object.fromEntries((takedowns ?? []).map(({ status, count }) => [status, count]))).toEqual({
      queued: 2,
      person: 1,
      ended: 1,
    });
  });

  it('tell the oldest due takedown of each effect over all recipients, and leave out what is not due yet', async () => {
    await add(
      { dueAt: T0 + 500 },
      { dueAt: T0, recipient: 'smallsite' },
      { dueAt: T0 + 90_000, effect: 'form' },
      { dueAt: T0 + 200, effect: null, recipient: null, channel: null, status: 'waiting' },
    );
    const { due } = await look(T0 + 1_000);
    expect([...due].sort((a, b) => a.oldestAt - b.oldestAt)).toEqual([
      { effect: 'email', oldestAt: T0, claimableAt: T0 },
      { effect: 'wait', oldestAt: T0 + 200, claimableAt: T0 + 200 },
    ]);
  });

  it('count the lag from when the pace of the recipient allowed it', async () => {
    await add({}, {});
    const pace = { perMinute: 2, concurrency: 1 };
    const claimed = await ledger.ledger.claim(
      { now: T0, limit: 10, worker: 'w', room: new Map([['email', 1_000]]), pace: () => pace },
      (stored) => sendStep(stored, T0, 'w'),
    );
    expect(claimed.jobs).toHaveLength(1);
    const { due } = await look(T0 + 1_000);
    expect(due).toEqual([{ effect: 'email', oldestAt: T0, claimableAt: T0 + 32_500 }]);
  });

  it('tell which effects hold a lease, and when the first of these ends', async () => {
    await add({}, {}, {});
    let taken = 0;
    await ledger.ledger.claim(
      {
        now: T0,
        limit: 2,
        worker: 'w',
        room: new Map([['email', 1_000]]),
        pace: () => ({ perMinute: 600, concurrency: 5 }),
      },
      (stored) => {
        taken += 1;
        return sendStep(stored, T0, 'w', 60_000 + taken * 1_000);
      },
    );
    expect((await look(T0)).leases).toEqual([{ effect: 'email', held: 2, firstEnd: T0 + 61_000 }]);
  });

  it('put each open deadline into one range', async () => {
    await add(
      ...[-1, 0, HOUR - 1, HOUR, 6 * HOUR - 1, 6 * HOUR].map((ahead) => ({ deadlineAt: T0 + ahead })),
      { deadlineAt: null },
    );
    expect((await look(T0)).deadlines).toEqual({ passed: 1, within_1h: 2, within_6h: 2 });
  });

  it('count open tasks by kind with the age of the oldest', async () => {
    const task = (id: string, kind: string, openedAt: number) => ({
      ...newTakedown(ledger.caseId),
      openedTasks: [{ id, kind, reason: 'captcha', recipient: null, channel: null, openedAt, dueAt: null }],
    });
    await ledger.ledger.add([
      task('task_1', 'send_by_hand', T0),
      task('task_2', 'send_by_hand', T0 - 5),
      task('task_3', 'look_by_hand', T0),
    ]);
    await ledger.sql("UPDATE redress.tasks SET status = 'done' WHERE id = 'task_3'");
    expect((await look(T0)).tasks).toEqual([{ kind: 'send_by_hand', count: 2, oldestAt: T0 - 5 }]);
  });

  it('tell what subscribers were not told yet, and what was given up', async () => {
    const webhooks = ledger.webhooks({ kind: 'helpline', helplineId: HELPLINE.id });
    const of = { helplineId: HELPLINE.id, label: 'test', events: ['*'] };
    const { webhook } = await webhooks.create({ ...of, url: 'https://one.example/' }, T0 - 1);
    const gone = await webhooks.create({ ...of, url: 'https://two.example/' }, T0 - 1);
    try {
      await add({}, {});
      expect((await look(T0)).webhooks).toEqual({
        pending: 0,
        pendingSince: null,
        untoldSince: T0,
        dead: 0,
        disabled: 0,
      });
      // What another transaction of the server still holds back is told a moment later.
      await eventually(
        () => ledger.outbox.fanOut(100, T0 + 7).then(() => look(T0)),
        ({ webhooks: found }) => found.pending === 4,
      );
      expect((await look(T0)).webhooks).toMatchObject({
        pending: 4,
        pendingSince: T0 + 7,
        untoldSince: null,
      });
      await ledger.outbox.disable(gone.webhook.id, 'http_410', T0);
      expect((await look(T0)).webhooks).toMatchObject({ pending: 2, disabled: 1 });
      const due = await ledger.outbox.claim(10, 'w', T0 + 7, T0 + 60_000);
      const tried = { at: T0 + 8, code: 'http_500', ms: 1 };
      for (const [index, { id }] of due.entries())
        await ledger.outbox.settle(id, 'w', { state: index === 0 ? 'dead' : 'delivered' }, tried);
      expect((await look(T0)).webhooks).toEqual({
        pending: 0,
        pendingSince: null,
        untoldSince: null,
        dead: 1,
        disabled: 1,
      });
    } finally {
      await webhooks.remove(webhook.id);
      await webhooks.remove(gone.webhook.id);
    }
  });

  it('tell circuits, and stops by what they stop', async () => {
    const policy = { failures: 1, pause: 60_000, maxPause: 60_000 };
    await ledger.ledger.countFailure('bigsite', 'abuse', policy, T0);
    for (const [index, scope] of [EVERYTHING, 'bigsite', 'bigsite/abuse', 'smallsite/abuse'].entries())
      await ledger.ledger.stop({ scope, at: T0 + index, by: 'ops', why: 'test' });
    const { circuits, stops } = await look(T0);
    expect(circuits).toMatchObject([{ recipient: 'bigsite', channel: 'abuse' }]);
    expect([...stops].sort((a, b) => a.oldestAt - b.oldestAt)).toEqual([
      { scope: 'everything', count: 1, oldestAt: T0 },
      { scope: 'recipient', count: 1, oldestAt: T0 + 1 },
      { scope: 'channel', count: 2, oldestAt: T0 + 2 },
    ]);
  });
});
