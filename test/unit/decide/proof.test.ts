import { describe, expect, it } from 'vitest';
import { proof, unreachable } from '../../../src/decide/proof.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { at, lookOf, openTask, sendOf, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const BLIND = withFile(testWorld(), 'site', { removal: { signals: [], method: 'none' } });
const seen = (hours: number) => lookOf('gone', hours, { by: 'person' });
const prove = (over: Partial<Takedown>, now = at(100), world = testWorld()) =>
  proof(takedownOf(over), world, now);

describe('removal', () => {
  it.each<readonly [string, Takedown['looks']]>([
    ['without a look', []],
    ['by a look that shows it', [lookOf('live', 1)]],
    ['by a look at a login wall', [lookOf('login_wall', 1), lookOf('login_wall', 3)]],
    ['once it is back', [lookOf('gone', 1), lookOf('gone', 2), lookOf('live', 3)]],
    ['by looks of the watch', [lookOf('gone', 1, { purpose: 'watch' })]],
    ['by looks of an earlier cycle', [lookOf('gone', 1, { cycle: 7 }), lookOf('gone', 3, { cycle: 7 })]],
  ])('is not proved %s', (_, looks) => {
    expect(prove({ looks })).toBeUndefined();
  });

  it.each<readonly [string, Partial<Takedown>, number]>([
    ['an hour after the first', { looks: [lookOf('gone', 1)] }, 2],
    [
      'an hour after the first of them, when they were too close',
      { looks: [lookOf('gone', 1), lookOf('gone', 1.9)] },
      2,
    ],
    [
      'anew when it was seen in between',
      { looks: [lookOf('gone', 1), lookOf('live', 2), lookOf('gone', 9)] },
      10,
    ],
    [
      'later when a check failed meanwhile',
      { looks: [lookOf('gone', 1)], checkFailures: 1, lastCheckFailedAt: at(2) },
      2.25,
    ],
    [
      'by Redress itself, also while a person has a task',
      { looks: [lookOf('gone', 1)], task: openTask() },
      2,
    ],
    ['by Redress when its own look was the last', { looks: [seen(1), lookOf('gone', 1.5)] }, 2],
  ])('is to be confirmed by a second look %s', (_, over, hours) => {
    expect(prove(over, at(0))).toEqual({ do: 'check', at: at(hours), purpose: 'confirm' });
  });

  it.each<readonly [string, Partial<Takedown>, string]>([
    ['removed when it was asked for', { sends: [sendOf()] }, 'removed'],
    ['already gone when nothing was sent', {}, 'already_gone'],
    [
      'already gone when no notice had arrived',
      { sends: [undelivered({ result: 'failed', code: 'x' })] },
      'already_gone',
    ],
    [
      'removed when a notice may have arrived',
      { sends: [undelivered({ result: 'unknown', code: 'worker_lost' }, { doubts: ['n1-1'] })] },
      'removed',
    ],
    [
      'removed when an earlier try may have arrived, though the last did not',
      { sends: [undelivered({ result: 'failed', code: 'x' }, { key: 'n1-2', tries: 2, doubts: ['n1-1'] })] },
      'removed',
    ],
    ['removed when it had come back', { cycle: 1 }, 'removed'],
    ['removed when an earlier notice had arrived', { cycle: 1, sends: [sendOf()] }, 'removed'],
    ['delisted for a search engine', { platform: 'finder' }, 'delisted'],
    ['already gone where no file knows the host', { platform: null }, 'already_gone'],
    ['already gone where the file is no longer there', { platform: 'nobody' }, 'already_gone'],
  ])('counts as %s', (_, over, kind) => {
    const looks = [
      lookOf('gone', 1, { cycle: over.cycle ?? 0 }),
      lookOf('gone', 2, { cycle: over.cycle ?? 0 }),
    ];
    expect(prove({ looks, ...over })).toEqual({ do: 'close', outcome: { kind } });
  });

  it('is proved by the first and the last of several agreeing looks', () => {
    const looks = [lookOf('gone', 1), lookOf('gone', 1.5), lookOf('gone', 2)];
    expect(prove({ looks })?.do).toBe('close');
  });
});

describe('what a person saw', () => {
  it('is confirmed by a person, after the same pause', () => {
    expect(prove({ looks: [seen(1)] }, at(2) - 1)).toEqual({ do: 'wait', until: at(2), why: 'answer' });
    const ask = { do: 'ask', task: { kind: 'look_by_hand', reason: 'confirm_gone' } };
    expect(prove({ looks: [seen(1)] }, at(2))).toEqual(ask);
    expect(prove({ looks: [seen(1)] }, at(9))).toEqual(ask);
  });

  it('waits for the person who has a task already', () => {
    expect(prove({ looks: [seen(1)], task: openTask() })).toEqual({ do: 'wait', until: null, why: 'person' });
  });

  it('is how it is confirmed, too, where Redress can no longer look', () => {
    expect(prove({ looks: [lookOf('gone', 1)] }, at(9), BLIND)?.do).toBe('ask');
  });
});

describe('a host', () => {
  const down = (...hours: number[]) => hours.map((hour) => lookOf('host_down', hour));
  it.each<readonly [string, Takedown['looks'], boolean]>([
    ['that was never looked at', [], false],
    ['that is up', [lookOf('live', 1), lookOf('live', 99)], false],
    ['that is down for less than three days', down(1, 72), false],
    ['that is down for three days', down(1, 20, 73), true],
    ['that was up in between', [...down(1), lookOf('live', 40), ...down(73)], false],
    ['that is up again', [...down(1, 73), lookOf('live', 74)], false],
  ])('%s is unreachable', (_, looks, away) => {
    expect(unreachable(takedownOf({ looks }), testWorld())).toEqual(
      away ? { do: 'close', outcome: { kind: 'unreachable' } } : undefined,
    );
  });

  it('may be away for as long as its platform says', () => {
    const verify = { ...testWorld().recipients.get('site')?.verify };
    const own = { followUp: [], afterwards: 0, confirmAfter: 0, watch: [], retryCheckAfter: 0, ...verify };
    const world = withFile(testWorld(), 'site', { verify: { ...own, hostDownFor: 30 * MINUTE } });
    expect(unreachable(takedownOf({ looks: down(1, 1.5) }), world)?.do).toBe('close');
  });
});
