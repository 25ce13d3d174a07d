import { describe, expect, it } from 'vitest';
import { afterFailures, followUp, precheck, verifyOf } from '../../../src/decide/verify.ts';
import type { World } from '../../../src/decide/world.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { DAY, MINUTE } from '../../../src/domain/time.ts';
import { at, lookOf, replied, sendOf, T, takedownOf, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const BLIND = withFile(testWorld(), 'site', { removal: { signals: [], method: 'none' } });
const failures = (checkFailures: number, hours: number) => ({ checkFailures, lastCheckFailedAt: at(hours) });

describe('how a takedown is looked at', () => {
  const general = verifyOf(takedownOf({ platform: null }), testWorld());

  it.each([[null], ['nobody']])('is the general way for the platform %s', (platform) => {
    expect(verifyOf(takedownOf({ platform }), testWorld())).toEqual(general);
    expect(general).toMatchObject({ checkable: true, confirmAfter: 60 * MINUTE, afterwards: DAY });
  });

  it('is what the file of the platform says', () => {
    const verify = { ...testWorld().recipients.get('site')?.verify, ...general, confirmAfter: 7 };
    const { checkable: _, ...own } = verify;
    expect(verifyOf(takedownOf(), withFile(testWorld(), 'site', { verify: own }))).toEqual({
      ...own,
      checkable: true,
    });
  });

  it('is not at all where the file says so', () => {
    expect(verifyOf(takedownOf(), BLIND).checkable).toBe(false);
  });
});

describe('the look before anything is sent', () => {
  it.each<readonly [string, Partial<Takedown>, World, boolean]>([
    ['at a new takedown', {}, testWorld(), true],
    ['after one failed check', failures(1, 0), testWorld(), true],
    ['not after two failed checks', failures(2, 0), testWorld(), false],
    ['not after three failed checks', failures(3, 0), testWorld(), false],
    ['not twice', { looks: [lookOf('live', 0, { purpose: 'precheck' })] }, testWorld(), false],
    ['not after a notice', { sends: [sendOf()] }, testWorld(), false],
    ['not when the image came back', { cycle: 1 }, testWorld(), false],
    ['not where Redress cannot look', {}, BLIND, false],
  ])('happens %s', (_, over, world, happens) => {
    expect(precheck(takedownOf(over), world, at(1))).toEqual(
      happens ? { do: 'check', at: at(1), purpose: 'precheck' } : undefined,
    );
  });
});

describe('the next look', () => {
  const next = (over: Partial<Takedown>, world = testWorld()) => followUp(takedownOf(over), world);
  const sent = [sendOf({ deliveredAt: at(10) })];
  const looks = (...hours: number[]) => hours.map((hour) => lookOf('live', hour));

  it.each<readonly [string, Partial<Takedown>, number]>([
    ['an hour after the notice', { sends: sent }, 11],
    ['an hour after the last notice', { sends: [sendOf({ deliveredAt: at(2) }), ...sent] }, 11],
    ['an hour after the request while none has arrived', {}, 1],
    ['an hour after the image came back', { cycle: 1, cycleStartedAt: at(100), sends: sent }, 101],
    ['six hours after the notice, when there was one', { sends: sent, looks: looks(11) }, 16],
    ['six hours after it, too, when that one was at the same moment', { sends: sent, looks: looks(10) }, 16],
    ['a day after the notice, when there were two', { sends: sent, looks: looks(11, 16) }, 34],
    ['two days after the notice, when there were three', { sends: sent, looks: looks(11, 16, 34) }, 58],
    ['a day after the last look from then on', { sends: sent, looks: looks(11, 16, 34, 59) }, 83],
    ['an hour after the notice, whatever was seen before it', { sends: sent, looks: looks(1, 2, 9) }, 11],
    [
      'six hours after the notice, whatever else was looked for',
      { sends: sent, looks: [...looks(11), lookOf('gone', 12, { purpose: 'confirm' })] },
      16,
    ],
    ['when a check that failed is tried again, if that is later', { sends: sent, ...failures(2, 15) }, 15.5],
    ['as planned when a failed check is long ago', { sends: sent, ...failures(1, 10.5) }, 11],
  ])('is %s', (_, over, hours) => {
    expect(next(over)).toEqual({ do: 'check', at: at(hours), purpose: 'follow_up' });
  });

  it.each<readonly [string, Takedown['looks'], number]>([
    ['at once when nobody has looked', [], 12],
    ['at once when the last look was before', looks(11.5), 12],
    ['by the schedule when somebody has looked at that moment', looks(12), 16],
    ['by the schedule when somebody has looked since', looks(13), 16],
  ])('after the recipient says that it is gone is %s', (_, seen, hours) => {
    const sends = [sendOf({ deliveredAt: at(10), replies: [replied('says_gone', 12)] })];
    expect(next({ sends, looks: seen })?.at).toBe(at(hours));
  });

  it('waits for a failed check also when the recipient says that it is gone', () => {
    const sends = [sendOf({ deliveredAt: at(10), replies: [replied('says_gone', 12)] })];
    expect(next({ sends, ...failures(3, 12) })).toEqual({ do: 'check', at: at(13), purpose: 'follow_up' });
  });

  it('is none where Redress cannot look', () => {
    expect(next({ sends: sent }, BLIND)).toBeUndefined();
  });
});

describe('a check that could not be made', () => {
  const verify = verifyOf(takedownOf(), testWorld());
  const tried = (count: number) => afterFailures(takedownOf(failures(count, 1)), verify, T);

  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [7, 960],
    [8, 24 * 60],
    [50, 24 * 60],
    [5_000, 24 * 60],
  ])('for the time number %d is tried again after %d minutes', (count, minutes) => {
    expect(tried(count)).toBe(at(1) + minutes * MINUTE);
  });

  it('doubles its pause ten times at most, however short the file wants it', () => {
    const short = { ...verify, retryCheckAfter: 1_000 };
    const pauses = [10, 11, 12, 40].map((n) => afterFailures(takedownOf(failures(n, 1)), short, T) - at(1));
    expect(pauses).toEqual([512_000, 1_024_000, 1_024_000, 1_024_000]);
  });

  it('never makes a look earlier than it was due', () => {
    expect(afterFailures(takedownOf(failures(1, 1)), verify, at(9))).toBe(at(9));
  });

  it('changes nothing once a look has come about, or the image came back since', () => {
    expect(afterFailures(takedownOf(), verify, T)).toBe(T);
    expect(afterFailures(takedownOf(failures(0, 5)), verify, T)).toBe(T);
  });
});
