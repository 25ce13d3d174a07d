import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf } from '../../../src/domain/statistics/kaplan-meier.ts';
import { quantile } from '../../../src/domain/statistics/quantile.ts';
import { isSmall, SMALLEST, suppress } from '../../../src/domain/statistics/suppress.ts';
import { wilson } from '../../../src/domain/statistics/wilson.ts';

const observations = fc.array(fc.record({ time: fc.nat(40), event: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});
const at = (curve: ReturnType<typeof curveOf>, time: number): number =>
  curve.steps.findLast((step) => step.time <= time)?.surviving ?? 1;

describe('for any observations', () => {
  it('the curve only falls, from 1 towards 0, and its band is around it and falls too', () => {
    fc.assert(
      fc.property(observations, (all) => {
        let before = { surviving: 1, high: 1 };
        for (const { surviving, band, events, atRisk } of curveOf(all).steps) {
          expect(surviving).toBeLessThan(before.surviving);
          expect(surviving).toBeGreaterThanOrEqual(0);
          expect(events).toBeLessThanOrEqual(atRisk);
          expect(band.low).toBeLessThanOrEqual(surviving);
          expect(band.high).toBeGreaterThanOrEqual(surviving);
          expect(band.high).toBeLessThanOrEqual(1);
          before = { surviving, high: band.high };
        }
      }),
    );
  });

  it('to have seen less never lowers the curve', () => {
    fc.assert(
      fc.property(observations, fc.nat(59), (all, which) => {
        const censored = all.map((one, index) =>
          index === which % all.length ? { ...one, event: false } : one,
        );
        for (const { time } of all)
          expect(at(curveOf(censored), time)).toBeGreaterThanOrEqual(at(curveOf(all), time) - 1e-12);
      }),
    );
  });

  it('the curve is the plain share of those left when nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 60 }), (times) => {
        const curve = curveOf(times.map((time) => ({ time, event: true })));
        for (const { time, surviving, variance } of curve.steps) {
          const left = times.filter((one) => one > time).length / times.length;
          expect(surviving).toBeCloseTo(left, 12);
          // Greenwood's variance is then the binomial one.
          if (variance !== null) expect(variance).toBeCloseTo((left * (1 - left)) / times.length, 12);
        }
        const sorted = times.toSorted((a, b) => a - b);
        expect(quantile(curve, 0.5).at).toBe(sorted[Math.ceil(times.length / 2) - 1]);
      }),
    );
  });

  it('later quantiles come later, and lie in their bands', () => {
    fc.assert(
      fc.property(observations, (all) => {
        const curve = curveOf(all);
        const [half, most] = [quantile(curve, 0.5), quantile(curve, 0.9)];
        const never = Number.POSITIVE_INFINITY;
        expect(half.at ?? never).toBeLessThanOrEqual(most.at ?? never);
        for (const one of [half, most]) {
          expect(one.low ?? never).toBeLessThanOrEqual(one.at ?? never);
          expect(one.high ?? never).toBeGreaterThanOrEqual(one.at ?? never);
        }
      }),
    );
  });
});

describe('the score interval', () => {
  it('lies around the share, within 0 and 1, and mirrors that of the others', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (count, others) => {
        const of = count + others;
        const { low, high } = wilson(count, of);
        const mirrored = wilson(others, of);
        expect(low).toBeCloseTo(1 - mirrored.high, 12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        if (of > 0) expect([low <= count / of, high >= count / of]).toEqual([true, true]);
      }),
    );
  });
});

describe('what is held back', () => {
  const few = fc.array(fc.nat(9), { minLength: 1, maxLength: 4 });

  it('is every small count, and cannot be found out from the rest', () => {
    fc.assert(
      fc.property(few, (counts) => {
        const table = new Map(counts.map((count, index) => [index, count]));
        const told = suppress(table);
        for (const [index, count] of table) if (isSmall(count)) expect(told.counts.get(index)).toBeNull();
        expect(told.total === null || !isSmall(told.total)).toBe(true);
        const hidden = counts.flatMap((_, index) => (told.counts.get(index) === null ? [index] : []));
        // Who knows the rule tries all tables: each count that is held back could be something else.
        for (const index of hidden) {
          const possible = new Set(
            [...tables(counts.length, told.total ?? 12)]
              .filter((one) => same(suppress(new Map(one.map((n, i) => [i, n]))), told))
              .map((one) => one[index]),
          );
          expect(possible.size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing where no count is small', () => {
    const large = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: SMALLEST, max: 900 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(large, (counts) => {
        const table = new Map(counts.map((count, index) => [index, count]));
        expect(suppress(table)).toEqual({ total: counts.reduce((a, b) => a + b, 0), counts: table });
      }),
    );
  });
});

function same(a: ReturnType<typeof suppress<number>>, b: ReturnType<typeof suppress<number>>): boolean {
  return a.total === b.total && [...a.counts].every(([name, count]) => count === b.counts.get(name));
}

/** All tables of so many counts that add up to no more than `most`. */
function* tables(length: number, most: number): Generator<readonly number[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first += 1)
    for (const rest of tables(length - 1, most - first)) yield [first, ...rest];
}
