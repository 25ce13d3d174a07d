import { describe, expect, it } from 'vitest';
import type { Pace } from '../../../src/flow/ledger.ts';
import { allowed, putOff, spend } from '../../../src/ledger/store/claim/gcra.ts';

const MINUTE = 60_000;

/** Claims all that the pace allows for some minutes; `delay` is how long after its claim an effect acts. */
function arrivals(pace: Pace, delay: (claimedAt: number) => number, countsLate: boolean): number[] {
  let tat = 0;
  const acting: { readonly at: number; readonly late: number }[] = [];
  const arrived: number[] = [];
  for (let now = 1_000_000; now < 1_000_000 + 6 * MINUTE; now += 50) {
    for (const one of acting.filter(({ at }) => at <= now)) {
      acting.splice(acting.indexOf(one), 1);
      arrived.push(one.at);
      if (countsLate && one.late > 3_000) ({ tat } = putOff(pace, tat, now, one.late));
    }
    const count = Math.min(allowed(pace, tat, now), pace.concurrency - acting.length);
    if (count <= 0) continue;
    ({ tat } = spend(pace, tat, now, count));
    for (let one = 0; one < count; one += 1) acting.push({ at: now + delay(now), late: delay(now) });
  }
  return arrived.sort((a, b) => a - b);
}

function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE).length));
}

/** Effects act at once but for those that a process claims between two and two and a half minutes: it stands still. */
const stalled = (claimedAt: number) => {
  const since = claimedAt - 1_000_000 - 2 * MINUTE;
  return since >= 0 && since < 30_000 ? Math.max(10_000, 30_000 - since) : 20;
};

const PACES: readonly (readonly [string, Pace])[] = [
  ['one a second, two at once', { perMinute: 60, concurrency: 2 }],
  ['one a second, ten at once', { perMinute: 60, concurrency: 10 }],
  ['ten a minute, five at once', { perMinute: 10, concurrency: 5 }],
  ['six hundred a minute, fifty at once', { perMinute: 600, concurrency: 50 }],
];

describe('a pace', () => {
  it.each(PACES)('of %s is kept in any minute, and used', (_, pace) => {
    const most = mostInAMinute(arrivals(pace, () => 20, true));
    expect(most).toBeLessThanOrEqual(pace.perMinute);
    expect(most).toBeGreaterThanOrEqual(pace.perMinute * 0.8);
  });

  it.each(PACES)('of %s is kept where effects are late for a while', (_, pace) => {
    expect(mostInAMinute(arrivals(pace, stalled, true))).toBeLessThanOrEqual(pace.perMinute);
  });

  it('would not be kept if those were not counted anew', () => {
    const pace = { perMinute: 60, concurrency: 10 };
    expect(mostInAMinute(arrivals(pace, stalled, false))).toBeGreaterThan(60);
  });

  it('is used again when those that were late are made up for', () => {
    const pace = { perMinute: 60, concurrency: 10 };
    const times = arrivals(pace, stalled, true);
    const last = times.filter((at) => at >= 1_000_000 + 5 * MINUTE).length;
    const undisturbed = arrivals(pace, () => 20, true).filter((at) => at >= 1_000_000 + 5 * MINUTE).length;
    expect(last).toBeGreaterThanOrEqual(undisturbed - 1);
  });
});

describe('putting off', () => {
  const pace = { perMinute: 60, concurrency: 10 };
  const interval = 65_000 / 51;
  const now = 1_000_000;

  it('costs what giving one out costs, when as much has been made up for since', () => {
    expect(putOff(pace, 0, now, 10_000)).toEqual(spend(pace, 0, now, 1));
    const some = spend(pace, 0, now, 4);
    expect(putOff(pace, some.tat, now, 10_000)).toEqual(spend(pace, some.tat, now, 1));
    expect(putOff(pace, some.tat, now, Number.POSITIVE_INFINITY)).toEqual(spend(pace, some.tat, now, 1));
  });

  it('costs as much of it as has been made up for, when that is less', () => {
    const few = { perMinute: 6, concurrency: 1 };
    const given = spend(few, 0, now, 1);
    const acts = putOff(few, given.tat, now + 4_000, 4_000);
    // As if it were given out now.
    expect(acts).toEqual(spend(few, 0, now + 4_000, 1));
  });

  it('leaves a recipient that is always slow near its pace', () => {
    const few = { perMinute: 6, concurrency: 1 };
    const last = arrivals(few, () => 4_000, true).filter((at) => at >= 1_000_000 + MINUTE).length;
    const counted = arrivals(few, () => 4_000, false).filter((at) => at >= 1_000_000 + MINUTE).length;
    expect(last / counted).toBeGreaterThan(0.7);
  });

  it('goes no further than that the pace is found again', () => {
    let { tat } = spend(pace, 0, now, 10);
    for (let one = 0; one < 100; one += 1) ({ tat } = putOff(pace, tat, now, 10_000));
    expect(allowed(pace, tat, now)).toBe(0);
    expect(allowed(pace, tat, now + 11 * interval + 1)).toBe(1);
  });

  it('takes one that a clock has left astray for what it is when it was set back', () => {
    expect(putOff(pace, 5_000_000, now, 10_000)).toEqual(spend(pace, 5_000_000, now, 1));
  });
});
