import { describe, expect, it } from 'vitest';
import { stop } from '../../../src/decide/stop.ts';
import { watch } from '../../../src/decide/watch.ts';
import { OUTCOMES, type Outcome } from '../../../src/domain/outcome.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { DAY } from '../../../src/domain/time.ts';
import { at, lookOf, takedownOf, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const ENDED = { do: 'wait', until: null, why: 'ended' };

describe('a takedown that must stop', () => {
  it.each<readonly [Partial<Takedown>, string]>([
    [{ ageInImage: 'minor' }, 'minor_route'],
    [{ ageInImage: 'unknown' }, 'minor_route'],
    [{ withdrawnAt: at(1) }, 'withdrawn'],
    [{ erasedAt: at(1) }, 'withdrawn'],
    [{ ageInImage: 'minor', withdrawnAt: at(1) }, 'minor_route'],
  ])('since %j closes as %s and then rests for good', (over, kind) => {
    expect(stop(takedownOf(over))).toEqual({ do: 'close', outcome: { kind } });
    expect(stop(takedownOf({ ...over, outcome: { kind: 'removed' }, closedAt: at(2) }))).toEqual(ENDED);
  });

  it('is none that shows an adult and was not withdrawn', () => {
    expect(stop(takedownOf())).toBeUndefined();
    expect(stop(takedownOf({ outcome: { kind: 'removed' }, closedAt: at(2) }))).toBeUndefined();
  });
});

describe('the watch after the end', () => {
  const removed = { outcome: { kind: 'removed' }, closedAt: at(10) } as const;
  const seen = (verdict: 'gone' | 'live' | 'login_wall') => lookOf(verdict, 34, { purpose: 'watch' });
  const outcome = (kind: (typeof OUTCOMES)[number]): Outcome =>
    kind === 'refused' ? { kind, reason: 'other' } : { kind };

  it('begins when the takedown has ended', () => {
    expect(watch(takedownOf(), testWorld())).toBeUndefined();
  });

  it.each([
    [0, 1],
    [1, 7],
    [2, 30],
    [3, 90],
  ])('after %d looks goes on %d days after the end', (watched, days) => {
    expect(watch(takedownOf({ ...removed, watched, looks: [seen('gone')] }), testWorld())).toEqual({
      do: 'check',
      at: at(10) + days * DAY,
      purpose: 'watch',
    });
  });

  it('is over after four looks', () => {
    expect(watch(takedownOf({ ...removed, watched: 4 }), testWorld())).toEqual(ENDED);
  });

  it.each(OUTCOMES)('after %s', (kind) => {
    const over = { outcome: outcome(kind), closedAt: at(10) };
    const watched = ['removed', 'already_gone', 'delisted', 'restricted', 'unreachable'].includes(kind);
    expect(watch(takedownOf(over), testWorld())?.do).toBe(watched ? 'check' : 'wait');
    expect(watch(takedownOf({ ...over, platform: null }), testWorld())?.do).toBe(watched ? 'check' : 'wait');
  });

  it('reopens the takedown at once when the image is back', () => {
    const looks = [lookOf('gone', 1), seen('live')];
    expect(watch(takedownOf({ ...removed, watched: 1, looks }), testWorld())).toEqual({
      do: 'reopen',
      why: 'came_back',
    });
  });

  it.each<readonly [string, Partial<Takedown>]>([
    ['a look that shows something else', { watched: 1, looks: [seen('live'), seen('login_wall')] }],
    ['a look that was made before the end', { watched: 1, looks: [lookOf('live', 1)] }],
    ['a look of the watch before', { watched: 0, looks: [seen('live')] }],
    ['no look', { watched: 1 }],
  ])('reopens nothing for %s', (_, over) => {
    expect(watch(takedownOf({ ...removed, ...over }), testWorld())?.do).toBe('check');
  });

  it('looks later when a check failed', () => {
    const over = { ...removed, checkFailures: 1, lastCheckFailedAt: at(10) + DAY };
    expect(watch(takedownOf(over), testWorld())).toMatchObject({ at: at(10) + DAY + 15 * 60_000 });
  });

  it('does not look where Redress cannot', () => {
    const blind = withFile(testWorld(), 'site', { removal: { signals: [], method: 'none' } });
    expect(watch(takedownOf(removed), blind)).toEqual(ENDED);
  });
});
