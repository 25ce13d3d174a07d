import { describe, expect, it } from 'vitest';
import { awaitAnswer, rungEnd } from '../../../src/decide/answer.ts';
import type { World } from '../../../src/decide/world.ts';
import type { Reply } from '../../../src/domain/delivery.ts';
import type { Send, Takedown } from '../../../src/domain/takedown.ts';
import { HOUR } from '../../../src/domain/time.ts';
import { at, endedTask, lookOf, replied, sendOf, T, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const WORLD = testWorld();
const BLIND = withFile(WORLD, 'site', { removal: { signals: [], method: 'none' } });
const site = WORLD.recipients.get('site');
const api = site?.channels['api'];
const mail = { channel: 'mail' } as const;
const looks = (...hours: number[]) => hours.map((hour) => lookOf('live', hour));

function answer(
  send: Send,
  hours = 0,
  over: Partial<Takedown> = {},
  world: World = WORLD,
): ReturnType<typeof awaitAnswer> {
  return awaitAnswer(takedownOf({ sends: [send], ...over }), world, at(hours), send);
}
const poll = (hours: number) => ({
  do: 'poll',
  at: at(hours),
  recipient: 'site',
  channel: 'api',
  noticeKey: 'n1',
});
const check = (hours: number) => ({ do: 'check', at: at(hours), purpose: 'follow_up' });
const wait = (hours: number) => ({ do: 'wait', until: at(hours), why: 'answer' });
const nextRung = { do: 'send', recipient: 'site', channel: 'form', rung: 1, why: 'deadline_passed', try: 1 };

describe('a notice that has arrived', () => {
  it.each<readonly [string, Partial<Send>, Takedown['looks'], object]>([
    ['asked about an hour later', {}, [], poll(1)],
    ['asked about an hour after the last time', { polledAt: at(5), polls: 1 }, looks(1, 6), poll(6)],
    ['looked for first when that is due earlier', { polledAt: at(0.5), polls: 1 }, [], check(1)],
    ['looked for when an e-mail went out', mail, looks(1), check(6)],
    ['looked for at the end of the rung at the latest', mail, looks(1, 6, 24, 47), check(48)],
    ['looked for when it was asked about often enough', { polls: 20, polledAt: at(0) }, [], check(1)],
    ['asked about once more before that', { polls: 19, polledAt: at(-0.5) }, [], poll(0.5)],
    ['looked for when the recipient gave it no number', { hasReference: false }, [], check(1)],
    [
      'asked about also at the very end of the rung',
      { polledAt: at(47), polls: 9 },
      looks(1, 6, 24),
      poll(48),
    ],
  ])('is %s', (_, over, seen, decision) => {
    expect(answer(sendOf(over), 0, { looks: seen })).toEqual(decision);
  });

  it.each<readonly [Reply['kind'], boolean]>([
    ['receipt', true],
    ['in_review', true],
    ['needs_more', true],
    ['says_gone', false],
    ['delisted', false],
    ['restricted', false],
    ['refused', false],
  ])('of which the recipient said %s is asked about again: %s', (kind, again) => {
    const over = {
      looks: looks(1.5),
      endedTasks: [endedTask({ kind: 'answer_recipient' })],
    };
    const send = sendOf({ replies: [replied(kind, 1), replied('receipt', 1)], polledAt: at(1), polls: 1 });
    expect(answer(send, 1, over)?.do).toBe(again ? 'poll' : 'check');
  });

  it('is asked about without a number where the recipient wants none', () => {
    if (site === undefined || api?.kind !== 'api' || api.status === undefined)
      throw new Error('the test world has no status');
    const { status } = api;
    const about = (url: string) =>
      withFile(WORLD, 'site', {
        channels: {
          ...site.channels,
          api: { ...api, status: { ...status, request: { ...status.request, url } } },
        },
      });
    const send = sendOf({ hasReference: false });
    const by = (url: string) => answer(send, 0, {}, about(url))?.do;
    expect(by('https://site.example/reports?host={{ host }}')).toBe('poll');
    expect(by('https://site.example/reports?reference={{ host }}')).toBe('poll');
    expect(by('https://site.example/reports/{{reference}}')).toBe('check');
    expect(by('https://site.example/reports/{{ reference | url_encode }}')).toBe('check');
    expect(by('https://site.example/{{ "x" | append: reference }}')).toBe('check');
    expect(by('https://site.example/{{ preference }}')).toBe('poll');
  });

  it('is not asked about where the file says no way, or is gone', () => {
    if (site === undefined || api?.kind !== 'api') throw new Error('the test world has no API');
    const { status: _, ...silent } = api;
    const world = withFile(WORLD, 'site', { channels: { ...site.channels, api: silent } });
    expect(answer(sendOf(), 0, {}, world)).toEqual(check(1));
    expect(answer(sendOf({ recipient: 'nobody' }))).toEqual(check(1));
    expect(answer(sendOf({ channel: 'fax' }))).toEqual(check(1));
    expect(answer(undelivered({ result: 'retry', code: 'x' }, { hasReference: true }))).toEqual(check(1));
  });

  it('is waited for until the end of its rung where nobody can look or ask', () => {
    expect(answer(sendOf(mail), 0, {}, BLIND)).toEqual(wait(48));
    expect(answer(sendOf({ polledAt: at(47.5), polls: 1 }), 0, {}, BLIND)).toEqual(wait(48));
    expect(answer(sendOf({ polledAt: at(46.5), polls: 1 }), 0, {}, BLIND)).toEqual(poll(47.5));
  });
});

describe('the end of a rung', () => {
  it.each<readonly [string, number, Partial<Takedown>]>([
    ['a look shows at its end that it is still there', 48, { looks: looks(1, 6, 24, 48) }],
    ['a look shows that after its end', 50, { looks: looks(1, 49) }],
    ['three checks have failed', 48, { looks: looks(1), checkFailures: 3, lastCheckFailedAt: at(47) }],
  ])('leads to the next one when %s', (_, hours, over) => {
    expect(answer(sendOf(), hours, over)).toMatchObject({ ...nextRung, at: at(hours) });
  });

  it('leads to the next one without a look where Redress cannot look', () => {
    expect(answer(sendOf(), 48, {}, BLIND)).toMatchObject(nextRung);
    expect(answer(sendOf(mail), 47.9, {}, BLIND)).toEqual(wait(48));
  });

  it('leads nowhere from the last rung', () => {
    const send = sendOf({ recipient: 'authority', channel: 'complaint', rung: 3 });
    expect(answer(send, 24 * 7, { looks: looks(24 * 7) })).toBeUndefined();
  });

  it.each<readonly [string, number, Partial<Takedown>, number]>([
    ['if the last look was before it', 48, { looks: looks(1, 6, 24, 47) }, 48],
    ['and long after it, if nobody has looked since', 90, { looks: looks(1, 6, 24, 47) }, 48],
    [
      'and waits for a check that failed',
      48,
      { looks: looks(1, 6, 24, 47), checkFailures: 2, lastCheckFailedAt: at(48) },
      48.5,
    ],
  ])('needs a look %s', (_, hours, over, due) => {
    expect(answer(sendOf(mail), hours, over)).toEqual(check(due));
  });

  it('does not wait for three failed checks before it has come', () => {
    const over = { looks: looks(1), checkFailures: 3, lastCheckFailedAt: at(5) };
    expect(answer(sendOf(mail), 47, over)).toEqual(check(6));
  });

  it('is looked at, not polled, when both can only happen after it', () => {
    const over = { looks: looks(1, 6, 24, 47), checkFailures: 2, lastCheckFailedAt: at(48) };
    expect(answer(sendOf({ polledAt: at(47.2), polls: 9 }), 48, over)).toEqual(check(48.5));
  });
});

describe('a recipient that wants to know more', () => {
  const asks = { do: 'ask', task: { kind: 'answer_recipient', reason: 'needs_more', noticeKey: 'n1' } };
  const question = replied('needs_more');
  const done = endedTask({ kind: 'answer_recipient' });

  it.each<readonly [string, Reply[], Takedown['endedTasks'], boolean]>([
    ['once', [question], [], true],
    ['once more', [question, question], [done], true],
    ['twice at once', [question, question], [], true],
    ['and has been answered', [question], [done], false],
    ['and has been answered each time', [question, question], [done, done], false],
    [
      'while the question about another notice was answered',
      [question],
      [{ ...done, noticeKey: 'n2' }],
      true,
    ],
    ['while another task was ended', [question], [endedTask({ kind: 'find_receipt' })], true],
    ['never', [replied('in_review')], [], false],
  ])('%s is answered by a person', (_, replies, endedTasks, asked) => {
    const decision = answer(sendOf({ replies }), 0, { endedTasks });
    if (asked) expect(decision).toEqual(asks);
    else expect(decision).toEqual(poll(1));
  });
});

describe('how long a rung lasts', () => {
  const end = (send: Send, over: Partial<Takedown> = {}, world = WORLD) =>
    rungEnd(takedownOf({ sends: [send], ...over }), world, at(3), send);
  const hoster = (hours: number) =>
    sendOf({ rung: 2, recipient: 'hoster', channel: 'abuse', deliveredAt: at(hours) });
  const byDeadline = (promises?: { within: number }) =>
    withFile(
      withFile(
        WORLD,
        'hoster',
        promises === undefined
          ? {}
          : { promises: { ...promises, text: 'soon', source: 'a test', confidence: 'sourced' } },
      ),
      'site',
      {
        ladder: [
          ...(site?.ladder.slice(0, 2) ?? []),
          { to: 'hoster', channels: ['abuse'], wait: 'deadline' },
        ],
      },
    );

  it('is said by the file, from the delivery', () => {
    expect(end(sendOf({ rung: 1, channel: 'form', deliveredAt: at(5) }))).toBe(at(5 + 24));
    expect(end(hoster(5))).toBe(at(5 + 48));
  });

  it('is counted from now while nothing has arrived', () => {
    expect(end(undelivered({ result: 'unknown', code: 'lost' }, { rung: 1 }))).toBe(at(3 + 24));
  });

  it('is said by the clock that runs, which began with the first notice', () => {
    const sends = [sendOf({ deliveredAt: at(1) })];
    expect(end(sendOf({ ...mail, deliveredAt: at(9) }), { sends })).toBe(at(49));
    expect(end(hoster(9), { sends }, byDeadline())).toBe(at(49));
  });

  it('is over at once for a notice that arrives after the clock has run out', () => {
    expect(end(sendOf({ ...mail, deliveredAt: at(60) }), { sends: [sendOf()] })).toBe(at(60));
  });

  it.each<readonly [string, Send, Partial<Takedown>, World, number]>([
    ['what the recipient promises, without a law', hoster(5), {}, byDeadline({ within: 5 * HOUR }), 10],
    ['48 hours, without a law and a promise', hoster(5), {}, byDeadline(), 53],
    ['48 hours, under a law without a figure', sendOf(), { regimes: ['some-day'] }, WORLD, 48],
    [
      '48 hours, when its rung is no longer in the file',
      sendOf({ rung: 9, recipient: 'x', deliveredAt: at(2) }),
      {},
      WORLD,
      50,
    ],
  ])('is %s', (_, send, over, world, hours) => {
    expect(end(send, over, world)).toBe(at(hours));
  });

  it('starts at the request for what arrived then', () => {
    expect(end(sendOf({ deliveredAt: T }))).toBe(at(48));
  });
});
