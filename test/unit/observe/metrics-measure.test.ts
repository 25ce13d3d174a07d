import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { evolve, fold } from '../../../src/domain/fold.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { measure } from '../../../src/flow/measure.ts';
import type { Metrics } from '../../../src/flow/ports.ts';

const T0 = Date.parse('2026-01-05T10:00:00Z');
const desk = { recipient: 'bigsite', channel: 'abuse', rung: 0, noticeKey: 'n1' };
const sent: Delivery = { result: 'sent', code: 'smtp_250', hasReference: false };

const requested: TakedownEvent = {
  type: 'requested',
  at: T0,
  by: 'token:t',
  platform: 'bigsite',
  host: 'bigsite.test',
  ageInImage: 'adult',
  regimes: [],
  countries: [],
  locations: ['page', 'media'],
  statuses: [],
};
const intended = (at: number, key = 'n1-1'): TakedownEvent => ({
  type: 'intended',
  at,
  key,
  try: 1,
  why: 'first_notice',
  ...desk,
});
const settled = (at: number, delivery: Delivery = sent, key = 'n1-1'): TakedownEvent => ({
  type: 'settled',
  at,
  key,
  delivery,
});
const closed = (at: number): TakedownEvent => ({ type: 'closed', at, outcome: 'removed' });

/** What is reported about the last `now` events of a life. */
function reported(
  life: readonly TakedownEvent[],
  now: number,
  deadlineAt: number | null = null,
): readonly (readonly unknown[])[] {
  const told: unknown[][] = [];
  const tell =
    (name: string) =>
    (...facts: unknown[]): void =>
      void told.push([name, ...facts]);
  const metrics: Metrics = {
    attempted: tell('attempted'),
    looked: tell('looked'),
    firstNotice: tell('firstNotice'),
    ended: tell('ended'),
    removed: tell('removed'),
    performed: tell('performed'),
    claimed: tell('claimed'),
    webhookTried: tell('webhookTried'),
    envelopeAnswered: tell('envelopeAnswered'),
  };
  const before = fold('td_1', life.slice(0, -now));
  const events = life.slice(-now);
  const plan = {
    status: 'waiting',
    dueAt: null,
    effect: null,
    recipient: null,
    channel: null,
    deadlineAt,
    next: '',
  } as const;
  measure(
    metrics,
    { takedown: before, plan },
    { events: events.map((event) => ({ event })), state: events.reduce(evolve, before) },
  );
  return told;
}

describe('a step of a takedown reports', () => {
  it('a notice that arrived, and that it was the first', () => {
    expect(reported([requested, intended(T0), settled(T0 + HOUR)], 1)).toEqual([
      ['attempted', { recipient: 'bigsite', channel: 'abuse', result: 'sent', code: 'smtp_250' }],
      ['firstNotice', HOUR],
    ]);
  });

  it('a try that did not arrive, and no first notice', () => {
    const retry = { result: 'retry', code: 'http_503' } as const;
    expect(reported([requested, intended(T0), settled(T0 + 1, retry)], 1)).toEqual([
      ['attempted', { recipient: 'bigsite', channel: 'abuse', result: 'retry', code: 'http_503' }],
    ]);
  });

  it('a lost try of which the same step opens the next', () => {
    const lost = { result: 'unknown', code: 'worker_lost' } as const;
    expect(reported([requested, intended(T0), settled(T0 + 1, lost), intended(T0 + 1, 'n1-2')], 2)).toEqual([
      ['attempted', { recipient: 'bigsite', channel: 'abuse', result: 'unknown', code: 'worker_lost' }],
    ]);
  });

  it('a later notice without calling it the first', () => {
    const second: TakedownEvent = {
      ...desk,
      type: 'intended',
      at: T0,
      key: 'n2-1',
      try: 1,
      why: 'deadline_passed',
      noticeKey: 'n2',
    };
    const life = [requested, intended(T0), settled(T0 + 1), second, settled(T0 + DAY, sent, 'n2-1')];
    expect(reported(life, 1).map(([name]) => name)).toEqual(['attempted']);
  });

  it('a person who brought the first notice to its desk', () => {
    const opened: TakedownEvent = {
      type: 'task_opened',
      at: T0,
      taskId: 't',
      kind: 'send_by_hand',
      reason: 'captcha',
      noticeKey: 'n1',
    };
    const done: TakedownEvent = {
      type: 'task_ended',
      at: T0 + HOUR,
      taskId: 't',
      result: 'done',
      by: 'ada',
      hasReference: false,
    };
    const handover = { result: 'handover', code: 'captcha', reason: 'captcha' } as const;
    expect(reported([requested, intended(T0), settled(T0, handover), opened, done], 1)).toEqual([
      ['firstNotice', HOUR],
    ]);
  });

  it('each location that was looked at', () => {
    const checked: TakedownEvent = {
      type: 'checked',
      at: T0,
      purpose: 'follow_up',
      by: 'redress',
      found: [
        { verdict: 'gone', signal: 's' },
        { verdict: 'live', signal: 's' },
      ],
    };
    expect(reported([requested, checked], 1)).toEqual([
      ['looked', { platform: 'bigsite', verdict: 'gone' }],
      ['looked', { platform: 'bigsite', verdict: 'live' }],
    ]);
  });

  it('a check that came to no verdict', () => {
    const failed: TakedownEvent = { type: 'check_failed', at: T0, purpose: 'precheck', code: 'timed_out' };
    expect(reported([requested, failed], 1)).toEqual([
      ['looked', { platform: 'bigsite', verdict: 'failed' }],
    ]);
  });

  it.each([
    ['in time', T0 + 3 * DAY, false],
    ['on the very deadline', T0 + 2 * DAY, false],
    ['late', T0 + 2 * DAY - 1, true],
  ])('a removal %s, counted from the first notice that arrived', (_, deadlineAt, late) => {
    const life = [requested, intended(T0), settled(T0 + DAY), closed(T0 + 2 * DAY)];
    expect(reported(life, 1, deadlineAt)).toEqual([
      ['ended', { outcome: 'removed', late }],
      ['removed', { platform: 'bigsite', after: DAY }],
    ]);
  });

  it('a removal after the image came back, counted within that cycle', () => {
    const again: TakedownEvent = { type: 'reopened', at: T0 + 5 * DAY, why: 'came_back', by: 'redress' };
    const second: TakedownEvent = {
      ...desk,
      type: 'intended',
      at: T0 + 5 * DAY,
      key: 'n2-1',
      try: 1,
      why: 'came_back',
      noticeKey: 'n2',
    };
    const life = [
      requested,
      intended(T0),
      settled(T0),
      closed(T0 + DAY),
      again,
      second,
      settled(T0 + 5 * DAY, sent, 'n2-1'),
      closed(T0 + 6 * DAY),
    ];
    expect(reported(life, 1).at(-1)).toEqual(['removed', { platform: 'bigsite', after: DAY }]);
  });

  it('an end without a notice, and no time to removal', () => {
    const gone: TakedownEvent = { type: 'closed', at: T0, outcome: 'already_gone' };
    expect(reported([requested, gone], 1)).toEqual([['ended', { outcome: 'already_gone', late: false }]]);
  });
});
