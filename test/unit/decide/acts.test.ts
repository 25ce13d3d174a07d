import { describe, expect, it } from 'vitest';
import {
  type ActRefusal,
  whyNotAssign,
  whyNotEscalate,
  whyNotPause,
  whyNotRetry,
  whyNotUnpause,
} from '../../../src/decide/acts.ts';
import { next } from '../../../src/decide/next.ts';
import type { World } from '../../../src/decide/world.ts';
import { evolve } from '../../../src/domain/fold.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { at, lookOf, openTask, sendOf, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const WORLD = testWorld();
const NOW = at(1);
const ASKED = { at: NOW, by: 'ada', why: 'urgent' } as const;

const looked = lookOf('live', 0, { purpose: 'precheck' });
const ended = takedownOf({ outcome: { kind: 'removed' }, closedAt: at(0.5) });
const waiting = takedownOf({ looks: [looked], sends: [sendOf()] });
const failed = takedownOf({
  looks: [looked],
  sends: [undelivered({ result: 'retry', code: 'http_503' }, { settledAt: NOW })],
});
const inDoubt = (channel: string): Takedown =>
  takedownOf({
    looks: [looked],
    sends: [undelivered({ result: 'unknown', code: 'worker_lost' }, { channel, settledAt: NOW })],
  });
const seenGone = takedownOf({ looks: [looked, lookOf('gone', 0.9)], sends: [sendOf()] });
const onTop = takedownOf({
  looks: [looked],
  sends: [sendOf(), sendOf({ noticeKey: 'n2', key: 'n2-1', rung: 9, recipient: 'hoster', channel: 'abuse' })],
});
const running = takedownOf({ looks: [looked], sends: [undelivered(undefined)] });
const withPerson = takedownOf({ looks: [looked], task: openTask() });
const paused: Takedown = { ...waiting, pausedAt: at(0.5) };

describe('retry now', () => {
  it.each<readonly [string, Takedown, ActRefusal | undefined]>([
    ['a takedown that waits for its next look', waiting, undefined],
    ['one whose transport failed', failed, undefined],
    ['one that has ended', ended, 'takedown_ended'],
    ['one that is paused', paused, 'takedown_paused'],
    ['one that waits for a person', withPerson, 'takedown_with_person'],
    ['one whose second look is to come', seenGone, 'takedown_confirming'],
    ['one whose notice may have arrived by mail', inDoubt('mail'), 'takedown_in_doubt'],
    ['one whose notice may have arrived by API', inDoubt('api'), 'takedown_in_doubt'],
  ])('%s: %s', (_, takedown, refusal) => {
    expect(whyNotRetry(takedown, WORLD, NOW)).toBe(refusal);
  });

  it('cannot hasten what is waited for where nothing can be looked at', () => {
    const blind = withFile(WORLD, 'site', { removal: { signals: [], method: 'none' } });
    expect(whyNotRetry(inDoubt('form'), blind, NOW)).toBe('takedown_in_doubt');
    const sent = takedownOf({ looks: [looked], sends: [sendOf({ channel: 'mail' })] });
    expect(next(sent, blind, NOW)).toMatchObject({ do: 'wait', why: 'answer' });
    expect(whyNotRetry(sent, blind, NOW)).toBe('retry_nothing');
  });

  it('never hastens a notice of unknown fate, but does look meanwhile', () => {
    const form = inDoubt('form');
    expect(whyNotRetry(form, WORLD, NOW)).toBeUndefined();
    expect(next(evolve(form, { type: 'retried', ...ASKED }), WORLD, NOW)).toMatchObject({
      do: 'check',
      at: NOW,
    });
  });

  it('makes what waits due at once, until it was done', () => {
    const asked = evolve(waiting, { type: 'retried', ...ASKED });
    expect(next(waiting, WORLD, NOW)).toMatchObject({ at: at(1) });
    const early = at(0.2);
    expect(whyNotRetry(waiting, WORLD, early)).toBeUndefined();
    const hurried = evolve(waiting, { type: 'retried', ...ASKED, at: early });
    const decision = next(hurried, WORLD, early);
    expect(decision).toMatchObject({ at: early });
    const polled = evolve(hurried, { type: 'polled', at: early, noticeKey: 'n1', code: 'ok' });
    expect(polled.hastenedAt).toBeUndefined();
    expect(asked.version).toBe(waiting.version + 1);
  });

  it('tries a failed channel anew, even one that rests', () => {
    const resting: World = { ...WORLD, resting: new Map([['site/api', at(6)]]) };
    const only = withFile(resting, 'site', {
      ladder: [{ channels: ['api'], wait: 'deadline' }],
    });
    const decision = next(failed, only, NOW);
    expect(decision).toMatchObject({ do: 'send', at: at(6) });
    expect(next(evolve(failed, { type: 'retried', ...ASKED }), only, NOW)).toMatchObject({
      do: 'send',
      channel: 'api',
      try: 2,
      at: NOW,
    });
  });

  it('does not use up the schedule of looks', () => {
    const hurried = evolve(waiting, { type: 'retried', ...ASKED, at: at(0.1) });
    const found = [{ verdict: 'live' as const, signal: 'ok' }];
    const seen = evolve(hurried, {
      type: 'checked',
      at: at(0.1),
      purpose: 'follow_up',
      by: 'redress',
      found,
    });
    expect(seen.looks.at(-1)).toMatchObject({ asked: true });
    expect(next(seen, WORLD, at(0.1))).toEqual(next(waiting, WORLD, at(0.1)));
  });

  it('makes a look that failed before at once', () => {
    const away = takedownOf({
      looks: [looked],
      sends: [sendOf()],
      checkFailures: 4,
      lastCheckFailedAt: at(0.9),
    });
    const asked = evolve(away, { type: 'retried', ...ASKED });
    expect(next(asked, WORLD, NOW)).toMatchObject({ at: NOW });
  });
});

describe('escalate', () => {
  it.each<readonly [string, Takedown, ActRefusal | undefined]>([
    ['a takedown that waits for an answer', waiting, undefined],
    ['one whose transport failed', failed, undefined],
    ['one whose notice may have arrived', inDoubt('form'), undefined],
    ['one that has ended', ended, 'takedown_ended'],
    ['one that is paused', paused, 'takedown_paused'],
    ['one that waits for a person', withPerson, 'takedown_with_person'],
    ['one that is being sent', running, 'takedown_running'],
    ['one without a notice', takedownOf({ looks: [looked] }), 'rung_none_yet'],
    ['one on the last rung', onTop, 'rung_none_left'],
    ['one whose second look is to come', seenGone, 'takedown_confirming'],
    ['one that is escalated already', { ...waiting, escalatedFrom: 0 }, 'takedown_due'],
    [
      'one of whose notices only the last is being sent',
      takedownOf({
        looks: [looked],
        sends: [sendOf(), undelivered(undefined, { noticeKey: 'n2', key: 'n2-1', rung: 1 })],
      }),
      'takedown_running',
    ],
    ['one on the last rung, never looked at', takedownOf({ sends: onTop.sends }), 'rung_none_left'],
  ])('%s: %s', (_, takedown, refusal) => {
    expect(whyNotEscalate(takedown, WORLD, NOW)).toBe(refusal);
  });

  it('hands over to a person where no machine may send', () => {
    const unverified: World = { ...WORLD, mode: 'live', verified: new Set() };
    const asked = evolve(waiting, { type: 'escalated', ...ASKED, rung: 0 });
    expect(next(asked, unverified, NOW)).toMatchObject({ do: 'hand_over', why: 'escalated' });
    expect(whyNotEscalate(waiting, unverified, NOW)).toBeUndefined();
  });

  it('goes to the next rung at once, and says why', () => {
    const asked = evolve(waiting, { type: 'escalated', ...ASKED, rung: 0 });
    expect(next(asked, WORLD, NOW)).toMatchObject({ do: 'send', rung: 1, why: 'escalated', at: NOW });
  });
});

describe('pause, unpause and assign', () => {
  // Each with the question, so that it is asked within the test.
  it.each<
    readonly [string, (takedown: Takedown) => ActRefusal | undefined, Takedown, ActRefusal | undefined]
  >([
    ['pause a takedown that goes on', whyNotPause, waiting, undefined],
    ['pause one that waits for a person', whyNotPause, withPerson, undefined],
    ['pause one that is paused', whyNotPause, paused, 'takedown_paused'],
    ['pause one that has ended', whyNotPause, ended, 'takedown_ended'],
    ['unpause one that is paused', whyNotUnpause, paused, undefined],
    ['unpause one that is not', whyNotUnpause, waiting, 'takedown_not_paused'],
    ['unpause one that has ended', whyNotUnpause, ended, 'takedown_ended'],
    [
      'unpause one that was paused when it ended',
      whyNotUnpause,
      { ...ended, pausedAt: NOW },
      'takedown_ended',
    ],
    ['assign the task of one that waits for a person', whyNotAssign, withPerson, undefined],
    ['assign where there is no task', whyNotAssign, waiting, 'task_none'],
    ['assign what has ended', whyNotAssign, ended, 'takedown_ended'],
    ['assign what has ended with a task', whyNotAssign, { ...ended, task: openTask() }, 'takedown_ended'],
  ])('%s', (_, why, takedown, wanted) => {
    expect(why(takedown)).toBe(wanted);
  });

  it('nothing is due while it is paused, not even a try that was opened', () => {
    for (const one of [waiting, failed, running, seenGone, withPerson]) {
      expect(next({ ...one, pausedAt: NOW }, WORLD, at(500))).toEqual({
        do: 'wait',
        until: null,
        why: 'paused',
      });
    }
  });

  it.each(['withdrawn', 'age_changed'] as const)('what is paused still ends when it is %s', (type) => {
    const event =
      type === 'withdrawn'
        ? ({ type, at: NOW, by: 'ada' } as const)
        : ({ type, at: NOW, by: 'ada', ageInImage: 'minor' } as const);
    expect(next(evolve(paused, event), WORLD, NOW)).toMatchObject({ do: 'close' });
  });

  it('what goes on again does what it waited for', () => {
    const on = evolve(paused, { type: 'unpaused', ...ASKED });
    expect(next(on, WORLD, at(40))).toEqual(next(waiting, WORLD, at(40)));
  });

  it('a task shows to whom it was given and by whom, until it is taken back', () => {
    const given = evolve(withPerson, { type: 'assigned', ...ASKED, taskId: 'task_1', to: 'tok_b' });
    expect(given.task?.assigned).toEqual({ to: 'tok_b', by: 'ada', at: NOW });
    const back = evolve(given, { type: 'assigned', ...ASKED, taskId: 'task_1', to: null });
    expect(back.task?.assigned).toBeUndefined();
    for (const one of [given, waiting]) {
      expect(() => evolve(one, { type: 'assigned', ...ASKED, taskId: 'task_9', to: 'tok_b' })).toThrow(
        'a task that is not open is not assigned',
      );
    }
  });
});
