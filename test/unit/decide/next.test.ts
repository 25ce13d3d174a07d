import { describe, expect, it } from 'vitest';
import { next } from '../../../src/decide/next.ts';
import type { World } from '../../../src/decide/world.ts';
import { noticeKey } from '../../../src/domain/ids.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { at, endedTask, lookOf, openTask, sendOf, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const decide = (over: Partial<Takedown>, world: World = testWorld(), hours = 2) =>
  next(takedownOf(over), world, at(hours));
const looked = [lookOf('live', 0, { purpose: 'precheck' })];
const findPlatform = (reason: string) => ({ do: 'ask', task: { kind: 'find_platform', reason } });

describe('the first notice', () => {
  const key = noticeKey({ takedownId: 'td_1', cycle: 0, rung: 0, recipient: 'site', channel: 'api' });

  it('comes after a look', () => {
    expect(decide({})).toEqual({ do: 'check', at: at(2), purpose: 'precheck' });
    expect(decide({ looks: looked })).toEqual({
      do: 'send',
      at: at(2),
      recipient: 'site',
      channel: 'api',
      rung: 0,
      noticeKey: key,
      try: 1,
      key: `${key}-1`,
      why: 'first_notice',
    });
  });

  it('goes out at once when the image came back, and says so', () => {
    expect(decide({ cycle: 1, sends: [sendOf()] })).toMatchObject({
      do: 'send',
      at: at(2),
      why: 'came_back',
    });
  });

  it('is handed over where a machine may not use the desk', () => {
    const world = testWorld({ verified: new Set() });
    expect(decide({ looks: looked }, world)).toEqual({
      do: 'hand_over',
      reason: 'unchecked',
      recipient: 'site',
      channel: 'api',
      rung: 0,
      noticeKey: key,
      try: 1,
      key: `${key}-1`,
      why: 'first_notice',
    });
  });

  it('waits for a desk that rests, when there is no other', () => {
    const world = testWorld({ resting: new Map([['formonly/form', at(9)]]) });
    expect(decide({ platform: 'formonly', looks: looked }, world)).toMatchObject({ do: 'send', at: at(9) });
  });

  it('goes to the first rung that has a desk', () => {
    const site = testWorld().recipients.get('site');
    const world = withFile(testWorld(), 'site', {
      ladder: [{ channels: ['copyright'], wait: 'deadline' }, ...(site?.ladder.slice(1) ?? [])],
    });
    expect(decide({ looks: looked }, world)).toMatchObject({ channel: 'form', rung: 1, why: 'first_notice' });
  });
});

describe('a try that is under way', () => {
  const open = sendOf({
    recipient: 'hoster',
    channel: 'abuse',
    rung: 2,
    tries: 3,
    key: 'n1-3',
    intendedAt: at(1),
    settledAt: undefined,
    delivery: undefined,
    deliveredAt: undefined,
    why: 'deadline_passed',
  });

  it('is what is to be done, under the same key, whatever else there is', () => {
    const over = { looks: [lookOf('gone', 0), lookOf('gone', 1)], task: openTask() };
    expect(decide({ ...over, sends: [sendOf(), open, sendOf({ noticeKey: 'n9' })] })).toEqual({
      do: 'send',
      at: at(1),
      recipient: 'hoster',
      channel: 'abuse',
      rung: 2,
      noticeKey: 'n1',
      try: 3,
      key: 'n1-3',
      why: 'deadline_passed',
    });
  });

  it('is the last of several', () => {
    expect(decide({ sends: [open, { ...open, key: 'n2-1' }] })).toMatchObject({ key: 'n2-1' });
  });

  it('is given up for a stop, and after the end', () => {
    expect(decide({ sends: [open], withdrawnAt: at(1) })).toMatchObject({ do: 'close' });
    const ended = { outcome: { kind: 'exhausted' }, closedAt: at(1) } as const;
    expect(decide({ sends: [open], ...ended })).toMatchObject({ do: 'wait', why: 'ended' });
  });
});

describe('what comes first', () => {
  it.each<readonly [string, Partial<Takedown>, object]>([
    [
      'the proof, before the search for the platform',
      { platform: null, looks: [lookOf('gone', 0), lookOf('gone', 1)] },
      { do: 'close', outcome: { kind: 'already_gone' } },
    ],
    [
      'the proof, before the task of a person',
      { task: openTask(), looks: [lookOf('gone', 0), lookOf('gone', 1)] },
      { do: 'close' },
    ],
    [
      'a host that is away, before a notice',
      { looks: [lookOf('host_down', 0), lookOf('host_down', 80)] },
      { do: 'close' },
    ],
    [
      'the task of a person, before the next notice',
      { task: openTask(), looks: looked },
      { do: 'check', purpose: 'follow_up' },
    ],
    [
      'the task of a person, before the first look',
      { task: openTask() },
      { do: 'check', purpose: 'follow_up' },
    ],
    [
      'the next rung, before the end',
      { looks: looked, sends: [undelivered({ result: 'failed', code: 'x' })] },
      { do: 'send', channel: 'mail' },
    ],
    [
      'the last notice of the cycle',
      { looks: looked, sends: [undelivered({ result: 'failed', code: 'x' }), sendOf({ channel: 'mail' })] },
      { do: 'check' },
    ],
    [
      'the end, when the ladder is used up',
      {
        platform: 'formonly',
        looks: [lookOf('live', 1)],
        sends: [undelivered({ result: 'failed', code: 'x' }, { recipient: 'formonly', channel: 'form' })],
      },
      { do: 'close', outcome: { kind: 'exhausted' } },
    ],
  ])('is %s', (_, over, decision) => {
    expect(decide(over)).toMatchObject(decision);
  });
});

describe('the search for the platform', () => {
  it.each([
    [null, 'unknown_host'],
    ['nobody', 'unknown_host'],
    ['mute', 'no_channel'],
  ])('of a takedown with the platform %s is given to a person: %s', (platform, reason) => {
    expect(decide({ platform })).toEqual(findPlatform(reason));
  });

  it('is given to a person once for each reason', () => {
    const found = (reason: string) => [endedTask({ kind: 'find_platform', reason })];
    expect(decide({ platform: null, endedTasks: found('unknown_host') })).toMatchObject({ do: 'check' });
    expect(decide({ platform: 'mute', endedTasks: found('unknown_host') })).toEqual(
      findPlatform('no_channel'),
    );
    const other = [endedTask({ kind: 'look_by_hand', reason: 'unknown_host' })];
    expect(decide({ platform: null, endedTasks: other })).toEqual(findPlatform('unknown_host'));
  });

  it('is waited for, and nothing is looked at meanwhile where no file knows the host', () => {
    const task = openTask({ kind: 'find_platform', reason: 'unknown_host' });
    expect(decide({ platform: null, task })).toEqual({ do: 'wait', until: null, why: 'person' });
    expect(decide({ platform: 'mute', task })).toMatchObject({ do: 'check', purpose: 'follow_up' });
  });
});

describe('the turn of a person', () => {
  it('is waited for where Redress cannot look', () => {
    const blind = withFile(testWorld(), 'site', { removal: { signals: [], method: 'none' } });
    expect(decide({ task: openTask(), sends: [sendOf()] }, blind)).toEqual({
      do: 'wait',
      until: null,
      why: 'person',
    });
  });
});
