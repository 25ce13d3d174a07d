import { describe, expect, it } from 'vitest';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { milestonesOf } from '../../../src/domain/statistics/milestones.ts';
import type { NoticeFact } from '../../../src/domain/statistics/notices.ts';
import { HOUR } from '../../../src/domain/time.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';

/** Hours since the request. */
type Happening = readonly TakedownEvent[];

const requested: TakedownEvent = {
  type: 'requested',
  at: 0,
  by: 'token:tok_1',
  platform: 'site',
  host: 'site.test',
  ageInImage: 'adult',
  regimes: ['law48'],
  countries: ['DE'],
  locations: ['page'],
  statuses: [],
};
const at = (hours: number): number => hours * HOUR;
const key = (recipient: string, cycle: number): string => `n-${recipient}-${cycle}`;

const told = (hours: number, recipient = 'site', cycle = 0, hasReference = false): Happening => [
  {
    type: 'intended',
    at: at(hours),
    key: `${key(recipient, cycle)}-1`,
    noticeKey: key(recipient, cycle),
    try: 1,
    why: 'first_notice',
    recipient,
    channel: 'abuse',
    rung: 0,
  },
  {
    type: 'settled',
    at: at(hours),
    key: `${key(recipient, cycle)}-1`,
    delivery: { result: 'sent', code: 'ok', hasReference },
  },
];
type Delivery = Extract<TakedownEvent, { type: 'settled' }>['delivery'];
/** One of several notices to the platform, by another channel each. */
const tries = (channel: number, begun: number, settled: number, delivery: Delivery): Happening =>
  told(begun).map((event) => {
    const key = `n-site-0-${channel}-1`;
    if (event.type === 'intended')
      return { ...event, key, noticeKey: `n-site-0-${channel}`, channel: `channel-${channel}` };
    return event.type === 'settled' ? { ...event, key, at: at(settled), delivery } : event;
  });
const answered = (
  channel: number,
  hours: number,
  kind: 'receipt' | 'refused',
  reason: 'needs_court_order' | 'other' = 'other',
): Happening => [
  {
    type: 'replied',
    at: at(hours),
    noticeKey: `n-site-0-${channel}`,
    kind,
    via: 'person',
    by: 'x',
    ...(kind === 'refused' ? { reason } : {}),
  },
];
const looked = (
  hours: number,
  verdict: Verdict,
  purpose: 'follow_up' | 'confirm' | 'watch' = 'follow_up',
): Happening => [
  { type: 'checked', at: at(hours), purpose, by: 'redress', found: [{ verdict, signal: 's' }] },
];
const replied = (
  hours: number,
  kind: 'receipt' | 'refused' | 'needs_more' | 'delisted',
  recipient = 'site',
): Happening => [
  {
    type: 'replied',
    at: at(hours),
    noticeKey: key(recipient, 0),
    kind,
    via: 'person',
    by: 'x',
    ...(kind === 'refused' ? { reason: 'not_a_violation' as const } : {}),
  },
];
const closed = (hours: number, outcome: Extract<TakedownEvent, { type: 'closed' }>['outcome']): Happening => [
  { type: 'closed', at: at(hours), outcome },
];
const reopened = (hours: number, why: 'came_back' | 'person' = 'came_back'): Happening => [
  { type: 'reopened', at: at(hours), why, by: 'redress' },
];
const gone = (hours: number): Happening => [
  ...looked(hours, 'gone'),
  ...looked(hours + 6, 'gone', 'confirm'),
  ...closed(hours + 6, 'removed'),
];

const deadlineOf = (regimes: readonly string[], from: number): number | null =>
  regimes.includes('law48') ? from + at(48) : null;
const milestones = (...happened: readonly Happening[]) =>
  milestonesOf('td_1', [requested, ...happened.flat()], deadlineOf);

/** What became of each notice, times in hours. */
const line = ({ recipient, cycle, reachedAt, receiptAt, deadlineAt, end, stoppedAt }: NoticeFact) => {
  const hours = (time: number | null): number | null => (time === null ? null : time / HOUR);
  return [recipient, cycle, hours(reachedAt), hours(receiptAt), hours(deadlineAt), end, hours(stoppedAt)];
};

describe('what became of a notice', () => {
  it.each([
    ['it is open', [told(1)], [['site', 0, 1, null, 49, null, null]]],
    [
      'the image was first seen gone some hours before that was proved',
      [told(1), looked(5, 'live'), gone(20)],
      [['site', 0, 1, null, 49, 'removed', 20]],
    ],
    [
      'a look that saw it again takes the first sign of removal back',
      [told(1), looked(5, 'gone'), looked(9, 'live', 'confirm'), gone(20)],
      [['site', 0, 1, null, 49, 'removed', 20]],
    ],
    [
      'a reference that came with it is a receipt, and a later answer is not the first one',
      [told(1, 'site', 0, true), replied(3, 'receipt')],
      [['site', 0, 1, 1, 49, null, null]],
    ],
    ['an answer is a receipt', [told(1), replied(3, 'needs_more')], [['site', 0, 1, 3, 49, null, null]]],
    [
      'a refusal ends nothing: the image is there as long as anybody asks',
      [told(1), replied(3, 'refused'), closed(9, 'refused')],
      [['site', 0, 1, 3, 49, 'refused', null]],
    ],
    [
      'a removal counts for all that were told, and a law binds the platform alone',
      [told(1), told(50, 'host'), gone(60)],
      [
        ['site', 0, 1, null, 49, 'removed', 60],
        ['host', 0, 50, null, null, 'removed', 60],
      ],
    ],
    [
      'who refused gets no credit for what somebody else was then told to remove',
      [told(1), replied(3, 'refused'), told(50, 'host'), gone(60)],
      [
        ['site', 0, 1, 3, 49, 'refused', null],
        ['host', 0, 50, null, null, 'removed', 60],
      ],
    ],
    [
      'who refused and removed it after all is credited with that',
      [told(1), replied(3, 'refused'), gone(60)],
      [['site', 0, 1, 3, 49, 'removed', 60]],
    ],
    [
      'who refused keeps the credit when the other had been told before, or at that moment',
      [told(1), told(2, 'host'), told(3, 'registrar'), replied(3, 'refused'), gone(60)],
      [
        ['site', 0, 1, 3, 49, 'removed', 60],
        ['host', 0, 2, null, null, 'removed', 60],
        ['registrar', 0, 3, null, null, 'removed', 60],
      ],
    ],
    [
      'who refused keeps the credit when the other heard only after the image had gone',
      [
        told(1),
        replied(3, 'refused'),
        looked(20, 'gone'),
        told(25, 'host'),
        looked(26, 'gone', 'confirm'),
        closed(26, 'removed'),
      ],
      [['site', 0, 1, 3, 49, 'removed', 20]],
    ],
    [
      'who refused keeps the credit when the notice to the other never arrived',
      [told(1), replied(3, 'refused'), told(50, 'host').slice(0, 1), gone(60)],
      [['site', 0, 1, 3, 49, 'removed', 60]],
    ],
    [
      'who refused gets no credit when the other heard at the very moment of the removal',
      [told(1), replied(3, 'refused'), told(20, 'host'), gone(20)],
      [['site', 0, 1, 3, 49, 'refused', null]],
    ],
    [
      'a search engine delists while the platform does nothing',
      [told(1), told(50, 'search'), replied(55, 'delisted', 'search'), closed(90, 'delisted')],
      [
        ['site', 0, 1, null, 49, 'not_removed', null],
        ['search', 0, 50, 55, null, 'delisted', 55],
      ],
    ],
    [
      'a takedown that is withdrawn is lost from sight',
      [told(1), [{ type: 'withdrawn', at: at(2), by: 'x' } as const], closed(2, 'withdrawn')],
      [['site', 0, 1, null, 49, 'lost', 2]],
    ],
    [
      'it was restricted only',
      [told(1), closed(60, 'restricted')],
      [['site', 0, 1, null, 49, 'restricted', null]],
    ],
    [
      'nobody answered',
      [told(1), closed(60, 'no_response')],
      [['site', 0, 1, null, 49, 'not_removed', null]],
    ],
    [
      'it came back: the new notice is watched on its own',
      [told(1), gone(20), looked(80, 'live', 'watch'), reopened(80), told(81, 'site', 1), looked(90, 'live')],
      [
        ['site', 0, 1, null, 49, 'removed', 20],
        ['site', 1, 81, null, 129, null, null],
      ],
    ],
    [
      'it was taken up again by a person: the first notice was watched until then',
      [told(1), closed(60, 'no_response'), reopened(80, 'person'), told(81, 'site', 1)],
      [
        ['site', 0, 1, null, 49, 'not_removed', 80],
        ['site', 1, 81, null, 129, null, null],
      ],
    ],
    ['it arrived when the image had gone', [gone(0.5).slice(0, 2), told(1), closed(7, 'removed')], []],
    ['it was never delivered', [told(1).slice(0, 1)], []],
  ] as const)('is told from the events: %s', (_name, happened, expected) => {
    expect(milestones(...happened).notices.map(line)).toEqual(expected);
  });

  it('tells whether it was pushed back, why it was refused, and whether it came back', () => {
    expect(milestones(told(1), replied(3, 'refused')).notices[0]).toMatchObject({
      pushedBack: true,
      reason: 'not_a_violation',
      returned: false,
    });
    expect(milestones(told(1), replied(2, 'needs_more'), gone(5), reopened(70)).notices[0]).toMatchObject({
      pushedBack: true,
      reason: null,
      returned: true,
    });
  });

  it('tells that nothing was pushed back where nobody said no', () => {
    expect(milestones(told(1)).notices[0]).toMatchObject({
      pushedBack: false,
      reason: null,
      returned: false,
    });
    expect(milestones(told(1), replied(3, 'receipt'), gone(9)).notices[0]).toMatchObject({
      pushedBack: false,
      returned: false,
    });
  });

  it('is of the first that reached the recipient, whichever was begun first, and of the first answer to any', () => {
    const late = tries(0, 1, 4, { result: 'sent', code: 'ok', hasReference: false });
    const early = tries(1, 2, 2, { result: 'sent', code: 'ok', hasReference: false });
    const failed = tries(2, 0.5, 0.5, { result: 'failed', code: 'smtp_550' });
    const found = milestones(failed, late, early, answered(0, 9, 'receipt'), answered(1, 5, 'receipt'));
    expect(found.notices.map(line)).toEqual([['site', 0, 2, 5, 50, null, null]]);
    expect(found.notices[0]).toMatchObject({ channel: 'channel-1' });
  });

  it('is refused at once by a desk that says so, and the last reason counts', () => {
    const refused = tries(0, 1, 1, { result: 'refused', code: 'http_422', reason: 'not_a_violation' });
    const other = tries(1, 2, 2, { result: 'sent', code: 'ok', hasReference: false });
    expect(milestones(other, refused).notices[0]).toMatchObject({
      end: 'refused',
      reason: 'not_a_violation',
      pushedBack: true,
    });
    const both = milestones(
      other,
      refused,
      answered(0, 9, 'refused', 'needs_court_order'),
      answered(1, 5, 'refused', 'other'),
    );
    expect(both.notices[0]).toMatchObject({ end: 'refused', reason: 'needs_court_order', receiptAt: at(1) });
  });

  it('stands in the order of time, then of the name', () => {
    const names = (...happened: readonly Happening[]) =>
      milestones(...happened).notices.map(({ recipient }) => recipient);
    expect(names(told(1, 'site'), told(1, 'host'))).toEqual(['host', 'site']);
    const slow = told(0.5, 'site').map((event) =>
      event.type === 'settled' ? { ...event, at: at(50) } : event,
    );
    expect(names(slow, told(1, 'zoo'))).toEqual(['zoo', 'site']);
  });

  it('takes a receipt that a person found', () => {
    const found = milestones(
      told(1),
      [
        {
          type: 'task_opened',
          at: at(2),
          taskId: 't1',
          kind: 'find_receipt',
          reason: 'r',
          noticeKey: key('site', 0),
        },
      ],
      [{ type: 'task_ended', at: at(4), taskId: 't1', result: 'done', by: 'x', hasReference: true }],
    );
    expect(found.notices.map(line)).toEqual([['site', 0, 1, 4, 49, null, null]]);
  });
});

describe('the milestones of a takedown', () => {
  it('are its firsts, its end, and its removals and returns over all cycles', () => {
    const found = milestones(
      told(1),
      replied(3, 'receipt'),
      gone(20),
      reopened(80),
      told(81, 'site', 1),
      gone(90),
    );
    expect(found).toMatchObject({
      version: 13,
      platform: 'site',
      requestedAt: 0,
      firstNoticeAt: at(1),
      firstReceiptAt: at(3),
      removals: [at(20), at(90)],
      deadlineAt: at(129),
      endedAt: at(96),
      outcome: 'removed',
      reason: null,
      returns: 1,
    });
  });

  it('hold nothing where nothing has happened yet', () => {
    expect(milestones()).toEqual({
      id: 'td_1',
      version: 1,
      platform: 'site',
      requestedAt: 0,
      firstNoticeAt: null,
      firstReceiptAt: null,
      removals: [],
      deadlineAt: null,
      endedAt: null,
      outcome: null,
      reason: null,
      returns: 0,
      notices: [],
    });
  });

  it('name the reason of a refusal, and follow a platform that was found later', () => {
    const found = milestones(
      [{ type: 'platform_set', at: at(1), platform: 'other', regimes: [], by: 'x' }],
      told(2, 'other'),
      [{ type: 'closed', at: at(9), outcome: 'refused', reason: 'needs_court_order' }],
    );
    expect(found).toMatchObject({
      platform: 'other',
      outcome: 'refused',
      reason: 'needs_court_order',
      deadlineAt: null,
    });
  });
});
