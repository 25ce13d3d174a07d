import { describe, expect, it } from 'vitest';
import { strictestClock } from '../../../src/decide/deadline.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { at, sendOf, takedownOf, undelivered } from './takedown.ts';
import { testWorld } from './world.ts';

const clock = (over: Partial<Takedown>) => strictestClock(takedownOf(over), testWorld(), at(10));
const delivered = (hours: number, over = {}) => sendOf({ deliveredAt: at(hours), ...over });

describe('the legal clock', () => {
  it.each<readonly [string, Partial<Takedown>, number]>([
    ['no notice was sent', {}, 10],
    ['no notice has arrived', { sends: [undelivered({ result: 'retry', code: 'http_503' })] }, 10],
    ['the notice reached somebody else', { sends: [delivered(1, { recipient: 'hoster' })] }, 10],
    ['the notice belongs to an earlier cycle', { cycle: 1, sends: [delivered(1)] }, 10],
    ['its file is not the platform', { platform: null, sends: [delivered(1)] }, 10],
  ])('does not run while %s', (_, over, from) => {
    expect(clock(over)).toEqual({ regime: 'two-days', running: false, at: at(from + 48) });
  });

  it.each<readonly [string, Partial<Takedown>, number]>([
    ['the notice that reached the platform', { sends: [delivered(1)] }, 1],
    ['the first one that did', { sends: [delivered(3), delivered(2), delivered(5)] }, 2],
    ['the one of this cycle', { cycle: 1, sends: [delivered(1), delivered(4, { cycle: 1 })] }, 4],
    ['any desk of the platform', { sends: [delivered(6, { channel: 'mail' })] }, 6],
  ])('runs from %s', (_, over, from) => {
    expect(clock(over)).toEqual({ regime: 'two-days', running: true, at: at(from + 48) });
  });

  it.each([[[]], [['unheard-of']], [['some-day']]])('is none under the laws %j', (regimes) => {
    expect(clock({ regimes, sends: [delivered(1)] })).toBeNull();
  });

  it('is that of the one law that gives a figure, among others', () => {
    expect(clock({ regimes: ['unheard-of', 'some-day', 'two-days'] })?.regime).toBe('two-days');
  });
});
