import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/domain/decision.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { live, OK, type Script, START } from './life.ts';
import { testWorld } from './world.ts';

const gone = (from: number) => (hours: number) => (hours >= from ? ('gone' as const) : ('live' as const));
const on =
  (desk: string, delivery: Delivery | 'lost', otherwise: Delivery = OK) =>
  (intent: Intent): Delivery | 'lost' =>
    `${intent.recipient}/${intent.channel}` === desk ? delivery : otherwise;
const retry: Delivery = { result: 'retry', code: 'http_503' };
const failed: Delivery = { result: 'failed', code: 'smtp_550' };
const refused: Delivery = { result: 'refused', code: 'http_200', reason: 'not_a_violation' };
const handover = (reason: 'captcha' | 'drift' | 'login'): Delivery => ({
  result: 'handover',
  code: reason,
  reason,
});
const look = (verdict: 'gone' | 'live' | 'restricted'): TakedownEvent => ({
  type: 'checked',
  at: 0,
  purpose: 'follow_up',
  by: 'person',
  found: [{ verdict, signal: 'person' }],
});
const doneAt =
  (events: (now: number) => TakedownEvent[]): NonNullable<Script['person']> =>
  (task) => ({
    result: 'done',
    events: events(task.openedAt),
  });

interface Row {
  readonly name: string;
  readonly script: Script;
  readonly outcome?: string;
  readonly rests?: string;
  readonly sent?: readonly string[];
  readonly cycles?: number;
  readonly tasks?: readonly string[];
}

const ALL_RUNGS = ['site/api#1 @0', 'site/form#1 @48', 'hoster/abuse#1 @72'];

const LIVES: readonly Row[] = [
  {
    name: 'removes after the first notice, proved by two looks',
    script: { look: gone(5) },
    outcome: 'removed',
    sent: ['site/api#1 @0'],
  },
  {
    name: 'sends nothing when two looks show that it was gone before',
    script: { look: gone(0) },
    outcome: 'already_gone',
    sent: [],
  },
  {
    name: 'does not believe one gone look',
    script: { look: (h) => (h < 0.5 ? 'gone' : h > 10 ? 'gone' : 'live') },
    outcome: 'removed',
    sent: ['site/api#1 @1'],
  },
  {
    name: 'climbs the ladder by the deadline and ends with no response when nobody ever answers',
    script: { person: () => ({ result: 'failed' }) },
    outcome: 'no_response',
    sent: ALL_RUNGS,
    tasks: ['send_by_hand failed'],
  },
  {
    name: 'waits for a person at the regulator and goes on looking meanwhile',
    script: { days: 60 },
    rests: 'person',
    sent: ALL_RUNGS,
  },
  {
    name: 'ends while a person has the turn when the image goes by itself, and drops the task',
    script: { look: gone(400) },
    outcome: 'removed',
    sent: ALL_RUNGS,
    tasks: ['send_by_hand dropped'],
  },
  {
    name: 'tries a failing transport again, then takes another channel of the rung',
    script: { deliver: on('site/api', retry), look: gone(30) },
    outcome: 'removed',
  },
  {
    name: 'takes another channel at once when an address is dead',
    script: { deliver: on('site/api', failed), look: gone(5) },
    outcome: 'removed',
    sent: ['site/api#1 @0', 'site/mail#1 @0'],
  },
  {
    name: 'escalates at once after a refusal',
    script: { deliver: on('site/api', refused), look: gone(5) },
    outcome: 'removed',
    sent: ['site/api#1 @0', 'site/form#1 @0'],
  },
  {
    name: 'ends as refused, with the last reason, when every desk says no',
    script: { deliver: () => refused, person: () => ({ result: 'failed' }) },
    outcome: 'refused (not_a_violation)',
    sent: ['site/api#1 @0', 'site/form#1 @0', 'hoster/abuse#1 @0'],
  },
  {
    name: 'ends as exhausted when desks answered but did nothing',
    script: {
      person: () => ({ result: 'failed' }),
      poll: () => ({ type: 'replied', at: 0, noticeKey: '', kind: 'in_review', via: 'api', by: 'site' }),
    },
    outcome: 'exhausted',
  },
  {
    name: 'repeats an API call of unknown fate under the same notice, since the channel takes a key',
    script: {
      deliver: (intent) => (intent.try === 1 ? 'lost' : OK),
      look: gone(5),
      request: { platform: 'site' },
    },
    outcome: 'removed',
    sent: ['site/api#1 @0', 'site/api#2 @0'],
  },
  {
    name: 'never repeats a form of unknown fate: it waits for a receipt, then asks a person',
    script: {
      request: { platform: 'formonly' },
      deliver: () => 'lost',
      person: () => ({ result: 'done' }),
      look: gone(8),
    },
    outcome: 'removed',
    sent: ['formonly/form#1 @0'],
    tasks: ['find_receipt done'],
  },
  {
    name: 'ends as exhausted when a form never arrived and nothing else is left',
    script: {
      request: { platform: 'formonly' },
      deliver: () => 'lost',
      person: () => ({ result: 'failed' }),
    },
    outcome: 'exhausted',
    tasks: ['find_receipt failed'],
  },
  {
    name: 'gives a CAPTCHA to a person when the rung has nothing else',
    script: {
      request: { platform: 'formonly' },
      deliver: () => handover('captcha'),
      person: () => ({ result: 'done' }),
      look: gone(3),
    },
    outcome: 'removed',
    tasks: ['send_by_hand done'],
  },
  {
    name: 'prefers another machine channel of the rung to a person',
    script: { deliver: on('site/api', handover('login')), look: gone(3) },
    outcome: 'removed',
    sent: ['site/api#1 @0', 'site/mail#1 @0'],
    tasks: [],
  },
  {
    name: 'comes back to the person when that other channel fails too, before it climbs',
    script: {
      deliver: (intent) =>
        intent.channel === 'api' ? handover('login') : intent.channel === 'mail' ? failed : OK,
      person: () => ({ result: 'done' }),
      look: gone(10),
    },
    outcome: 'removed',
    sent: ['site/api#1 @0', 'site/mail#1 @0'],
    tasks: ['send_by_hand done'],
  },
  {
    name: 'calls a geo-block restricted, never removed',
    script: { look: (h) => (h > 2 ? 'geo_blocked' : 'live'), person: () => ({ result: 'failed' }) },
    outcome: 'restricted',
  },
  {
    name: 'asks a person to look behind a login wall, and proves it by a second look of theirs',
    script: {
      request: { platform: 'formonly' },
      look: (h) => (h > 2 ? 'login_wall' : 'live'),
      person: (task) => ({
        result: 'done',
        events: [{ ...look('gone'), at: task.openedAt } as TakedownEvent],
      }),
    },
    outcome: 'removed',
    tasks: ['look_by_hand done', 'look_by_hand done'],
  },
  {
    name: 'ends by the answers when the person cannot see either',
    script: {
      request: { platform: 'formonly' },
      look: () => 'bot_blocked',
      person: () => ({ result: 'failed' }),
    },
    outcome: 'no_response',
    tasks: ['look_by_hand failed'],
  },
  {
    name: 'calls a host that stays down unreachable, after it was notified',
    script: { look: () => 'host_down' },
    outcome: 'unreachable',
    sent: ['site/api#1 @0', 'site/form#1 @48', 'hoster/abuse#1 @72'].slice(0, 2),
  },
  {
    name: 'reopens at once when a removed image comes back, and notifies the same desk as a new case',
    script: {
      look: (h, cycle) => (cycle === 0 ? (h > 2 && h < 100 ? 'gone' : 'live') : h > 250 ? 'gone' : 'live'),
    },
    outcome: 'removed',
    cycles: 1,
  },
  {
    name: 'asks a person where to report when no file knows the host',
    script: { request: { platform: null, host: 'unknown.example' } },
    rests: 'person',
    sent: [],
  },
  {
    name: 'goes on by the file when the person found the platform',
    script: {
      request: { platform: null, host: 'unknown.example' },
      person: doneAt((now) => [
        { type: 'platform_set', at: now, platform: 'site', regimes: ['two-days'], by: 'person' },
      ]),
      look: gone(3),
    },
    outcome: 'removed',
    sent: ['site/api#1 @0'],
    tasks: ['find_platform done'],
  },
  {
    name: 'ends as exhausted when no way in was found',
    script: { request: { platform: 'mute' }, person: () => ({ result: 'failed' }) },
    outcome: 'exhausted',
    tasks: ['find_platform failed'],
  },
  {
    name: 'counts a search engine as delisted when a person recorded it so',
    script: {
      request: { platform: 'finder', regimes: [] },
      look: () => 'not_checkable',
      person: (task) =>
        task.kind === 'send_by_hand'
          ? {
              result: 'done',
              events: [
                {
                  type: 'replied',
                  at: task.openedAt,
                  noticeKey: task.noticeKey ?? '',
                  kind: 'delisted',
                  via: 'person',
                  by: 'person',
                },
              ],
            }
          : { result: 'failed' },
    },
    outcome: 'delisted',
  },
  {
    name: 'sends nothing and looks at nothing when a minor may be shown',
    script: { request: { ageInImage: 'minor' } },
    outcome: 'minor_route',
    sent: [],
  },
  {
    name: 'treats an unknown age like a minor',
    script: { request: { ageInImage: 'unknown' } },
    outcome: 'minor_route',
    sent: [],
  },
  {
    name: 'stops for good when it is withdrawn in the middle',
    script: { happens: [{ at: 20, event: (now) => ({ type: 'withdrawn', at: now, by: 'helpline' }) }] },
    outcome: 'withdrawn',
    sent: ['site/api#1 @0'],
  },
  {
    name: 'stops for good when a minor is recognised in the middle',
    script: {
      happens: [
        { at: 50, event: (now) => ({ type: 'age_changed', at: now, ageInImage: 'minor', by: 'helpline' }) },
      ],
    },
    outcome: 'minor_route',
    sent: ['site/api#1 @0', 'site/form#1 @48'],
  },
  {
    name: 'goes on sending although checks cannot be made',
    script: { look: () => 'fails', person: () => ({ result: 'failed' }) },
    outcome: 'no_response',
    sent: ALL_RUNGS.slice(0, 1),
  },
  {
    name: 'uses the trusted flagger channel only with the status',
    script: { request: { statuses: ['site/trusted_flagger'] }, look: gone(3) },
    outcome: 'removed',
    sent: ['site/flagger#1 @0'],
  },
];

describe('a channel that rests because it keeps failing', () => {
  const DAY_LATER = START + 24 * 3_600_000;

  it('is passed over for another channel of the rung', () => {
    const world = testWorld({ resting: new Map([['site/api', DAY_LATER]]) });
    expect(live(world, { look: gone(3) }).sent).toEqual(['site/mail#1 @0']);
  });

  it('is waited for when there is no other, and tried when its rest is over', () => {
    const world = testWorld({ resting: new Map([['formonly/form', DAY_LATER]]) });
    const life = live(world, { request: { platform: 'formonly' }, look: gone(30) });
    expect(life.sent).toEqual(['formonly/form#1 @24']);
  });

  it('lets a failed delivery step aside instead of trying again', () => {
    const world = testWorld({ resting: new Map([['site/mail', DAY_LATER]]) });
    const life = live(world, { deliver: on('site/api', failed), look: gone(40) });
    expect(life.sent).toEqual(['site/api#1 @0', 'site/mail#1 @24']);
  });
});

describe('a takedown', () => {
  it.each(LIVES)('$name', ({ script, outcome, rests, sent, cycles, tasks }) => {
    const life = live(testWorld(), script);
    const ended = life.takedown.outcome;
    const said =
      ended === undefined ? undefined : ended.kind === 'refused' ? `refused (${ended.reason})` : ended.kind;
    expect(said).toBe(outcome);
    expect(life.rests).toBe(rests ?? (outcome === undefined ? 'person' : 'ended'));
    if (sent !== undefined) expect(life.sent.slice(0, sent.length)).toEqual(sent);
    if (cycles !== undefined) expect(life.takedown.cycle).toBe(cycles);
    if (tasks !== undefined)
      expect(life.takedown.endedTasks.map((task) => `${task.kind} ${task.result}`)).toEqual(tasks);
    expect(new Set(life.keys).size).toBe(life.keys.length);
  });
});
