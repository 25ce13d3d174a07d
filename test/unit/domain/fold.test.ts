import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { EventOf, TakedownEvent } from '../../../src/domain/event.ts';
import { fold } from '../../../src/domain/fold.ts';
import { EVENTS, intended, opened, requested, T } from './events.ts';

const takedownAfter = (...events: TakedownEvent[]) => fold('td_1', [requested, ...events]);
const settled = (delivery: Delivery): EventOf<'settled'> => ({ ...EVENTS.settled, delivery });
const checked = (...verdicts: EventOf<'checked'>['found'][number]['verdict'][]): EventOf<'checked'> => ({
  ...EVENTS.checked,
  found: verdicts.map((verdict) => ({ verdict, signal: 'test' })),
});

describe('a notice', () => {
  const DELIVERIES: readonly (readonly [Delivery, boolean])[] = [
    [{ result: 'sent', code: 'ok', hasReference: false }, true],
    [{ result: 'says_gone', code: 'ok', hasReference: false }, true],
    [{ result: 'refused', code: 'ok', reason: 'other' }, true],
    [{ result: 'retry', code: 'http_503' }, false],
    [{ result: 'failed', code: 'smtp_550' }, false],
    [{ result: 'handover', code: 'captcha', reason: 'captcha' }, false],
    [{ result: 'unknown', code: 'lost' }, false],
  ];
  it.each(DELIVERIES)('settled as %j has reached its desk: %s', (delivery, reached) => {
    const [send] = takedownAfter(intended, settled(delivery)).sends;
    expect(send).toMatchObject({ delivery, settledAt: T + 3 });
    expect(send?.deliveredAt).toBe(reached ? T + 3 : undefined);
  });

  it('is one over all its tries, and keeps why it was first sent', () => {
    const again = { ...intended, key: 'n1-2', try: 2, why: 'transport_retry', at: T + 9 } as const;
    const { sends } = takedownAfter(intended, settled({ result: 'retry', code: 'http_503' }), again);
    expect(sends).toHaveLength(1);
    expect(sends[0]).toMatchObject({ why: 'first_notice', tries: 2, key: 'n1-2', intendedAt: T + 9 });
    expect(sends[0]?.delivery).toBeUndefined();
  });

  it('is not settled by another key', () => {
    const other = { ...settled({ result: 'sent', code: 'ok', hasReference: true }), key: 'n9-1' };
    expect(takedownAfter(intended, other).sends[0]?.delivery).toBeUndefined();
  });

  it('has a reference once one has come, whatever comes later', () => {
    const once = settled({ result: 'sent', code: 'ok', hasReference: true });
    const again = { ...intended, key: 'n1-2', try: 2 };
    const late = { ...settled({ result: 'sent', code: 'ok', hasReference: false }), key: 'n1-2' };
    expect(takedownAfter(intended, once, again, late).sends[0]?.hasReference).toBe(true);
  });

  it('of unknown fate has arrived when its recipient answers', () => {
    const { sends } = takedownAfter(intended, settled({ result: 'unknown', code: 'lost' }), {
      ...EVENTS.replied,
      at: T + 7,
    });
    expect(sends[0]).toMatchObject({ deliveredAt: T + 7, replies: [{ kind: 'in_review', via: 'api' }] });
  });

  const LOST: Delivery = { result: 'unknown', code: 'worker_lost' };
  const SENT: Delivery = { result: 'sent', code: 'smtp_250', hasReference: true };
  const again = { ...intended, key: 'n1-2', try: 2, at: T + 9 };
  const late = (delivery: Delivery, at = T + 20) => ({ ...settled(delivery), at });

  it('of unknown fate is in doubt, over later tries too', () => {
    const failed = { ...settled({ result: 'failed', code: 'smtp_550' }), key: 'n1-2', at: T + 10 };
    expect(takedownAfter(intended, settled(LOST)).sends[0]?.doubts).toEqual(['n1-1']);
    expect(takedownAfter(intended, settled(LOST), again, failed).sends[0]).toMatchObject({
      delivery: { result: 'failed' },
      doubts: ['n1-1'],
    });
    const both = { ...settled(LOST), key: 'n1-2', at: T + 10 };
    expect(takedownAfter(intended, settled(LOST), again, both).sends[0]?.doubts).toEqual(['n1-1', 'n1-2']);
  });

  it('that was taken for lost is settled by the result that came late', () => {
    const [send] = takedownAfter(intended, settled(LOST), late(SENT)).sends;
    expect(send).toMatchObject({
      delivery: SENT,
      settledAt: T + 20,
      deliveredAt: T + 20,
      hasReference: true,
    });
    expect(send?.doubts).toBeUndefined();
    const [not] = takedownAfter(intended, settled(LOST), late({ result: 'retry', code: 'smtp_451' })).sends;
    expect(not).toMatchObject({ delivery: { result: 'retry' } });
    expect([not?.deliveredAt, not?.doubts]).toEqual([undefined, undefined]);
  });

  it('has arrived by an earlier try, and the one that runs goes on', () => {
    const [send] = takedownAfter(intended, settled(LOST), again, late(SENT)).sends;
    expect(send).toMatchObject({ key: 'n1-2', deliveredAt: T + 20, hasReference: true });
    expect([send?.delivery, send?.settledAt, send?.doubts]).toEqual([undefined, undefined, undefined]);
  });

  it('counts how often it was asked about', () => {
    const { sends } = takedownAfter(intended, EVENTS.polled, { ...EVENTS.polled, at: T + 8 });
    expect(sends[0]).toMatchObject({ polls: 2, polledAt: T + 8 });
  });
});

describe('a look', () => {
  it('is as bad as its worst location', () => {
    expect(takedownAfter(checked('gone', 'live', 'host_down')).looks.at(-1)?.verdict).toBe('live');
  });

  it('forgives the failures before it', () => {
    const failed = takedownAfter(EVENTS.check_failed, EVENTS.check_failed);
    expect(failed).toMatchObject({ checkFailures: 2, lastCheckFailedAt: T + 3 });
    const looked = takedownAfter(EVENTS.check_failed, checked('live'));
    expect(looked.checkFailures).toBe(0);
    expect(looked.lastCheckFailedAt).toBeUndefined();
  });

  it('of the watch counts towards its schedule, others do not', () => {
    const watch = { ...checked('gone'), purpose: 'watch' } as const;
    expect(takedownAfter(EVENTS.closed, watch, checked('gone'), watch).watched).toBe(2);
  });
});

describe("a person's task", () => {
  const handed = [intended, settled({ result: 'handover', code: 'captcha', reason: 'captcha' })] as const;

  it.each([
    ['send_by_hand', 'done', true],
    ['find_receipt', 'done', true],
    ['send_by_hand', 'failed', false],
    ['send_by_hand', 'dropped', false],
    ['answer_recipient', 'done', false],
    ['look_by_hand', 'done', false],
  ] as const)('%s that is %s means that the notice has reached its desk: %s', (kind, result, reached) => {
    const takedown = takedownAfter(
      ...handed,
      { ...opened, kind },
      { ...EVENTS.task_ended, result, hasReference: true },
    );
    expect(takedown.sends[0]?.deliveredAt).toBe(reached ? T + 3 : undefined);
    expect(takedown.sends[0]?.hasReference).toBe(reached);
    expect(takedown.task).toBeUndefined();
    expect(takedown.endedTasks).toMatchObject([{ id: 'task_1', kind, result, cycle: 0 }]);
  });

  it.each([
    ['that is not open', [EVENTS.task_ended]],
    ['of another id', [opened, { ...EVENTS.task_ended, taskId: 'task_2' }]],
    ['twice', [opened, EVENTS.task_ended, EVENTS.task_ended]],
  ])('%s cannot end', (_, events) => {
    expect(() => takedownAfter(intended, ...events)).toThrow(/task/);
  });
});

describe('a takedown', () => {
  it('that comes back begins a new cycle and keeps what was', () => {
    const takedown = takedownAfter(intended, checked('gone'), EVENTS.closed, EVENTS.reopened);
    expect(takedown).toMatchObject({ cycle: 1, cycleStartedAt: T + 4, watched: 0, checkFailures: 0 });
    expect(takedown.sends[0]?.cycle).toBe(0);
    expect(takedown.looks[0]?.cycle).toBe(0);
    expect([takedown.outcome, takedown.closedAt]).toEqual([undefined, undefined]);
  });

  it.each([
    [{ outcome: 'removed' }, { kind: 'removed' }],
    [
      { outcome: 'refused', reason: 'not_ours' },
      { kind: 'refused', reason: 'not_ours' },
    ],
    [{ outcome: 'refused' }, { kind: 'refused', reason: 'other' }],
  ] as const)('closed as %j has the outcome %j', (end, outcome) => {
    expect(takedownAfter({ type: 'closed', at: T + 5, ...end })).toMatchObject({ outcome, closedAt: T + 5 });
  });

  it('learns its platform and laws from a person', () => {
    expect(takedownAfter(EVENTS.platform_set)).toMatchObject({ platform: 'other', regimes: ['dsa'] });
  });

  it('is withdrawn, and found to show a minor, without losing its record', () => {
    expect(takedownAfter(intended, EVENTS.withdrawn)).toMatchObject({
      withdrawnAt: T + 3,
      sends: [{ key: 'n1-1' }],
    });
    expect(takedownAfter(intended, EVENTS.age_changed)).toMatchObject({
      ageInImage: 'minor',
      sends: [{ key: 'n1-1' }],
    });
  });

  it('is erased, and keeps what happened and how it ended', () => {
    expect(takedownAfter(intended, EVENTS.closed, EVENTS.erased)).toMatchObject({
      erasedAt: T + 5,
      outcome: { kind: 'removed' },
      sends: [{ key: 'n1-1' }],
    });
  });
});
