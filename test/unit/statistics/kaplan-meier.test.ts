import { describe, expect, it } from 'vitest';
import { curveOf, type Observation } from '../../../src/domain/statistics/kaplan-meier.ts';
import { quantile, survivingAt } from '../../../src/domain/statistics/quantile.ts';
import { thin } from '../../../src/domain/statistics/thin.ts';

/** `9 13 13+`: the plus is what statisticians write behind a censored time. */
const read = (text: string): readonly Observation[] =>
  text.split(' ').map((one) => ({ time: Number.parseInt(one, 10), event: !one.endsWith('+') }));

/** Data set `aml` of R's package survival (Miller 1997). */
const AML_MAINTAINED = read('9 13 13+ 18 23 28+ 31 34 45+ 48 161+');
const AML_NOT = read('5 5 8 8 12 16+ 23 27 30+ 33 43 45');
/** Remission in weeks (Freireich et al. 1963; Gehan 1965), as in Cox 1972. */
const GEHAN_TREATED = read('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const GEHAN_CONTROL = read('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

type Line = readonly [time: number, atRisk: number, events: number, surviving: number, error: number];

/** Printed by R: summary(survfit(Surv(time, status) ~ x, data = aml)); three digits. */
const R_AML: readonly Line[] = [
  [9, 11, 1, 0.909, 0.0867],
  [13, 10, 1, 0.818, 0.1163],
  [18, 8, 1, 0.716, 0.1397],
  [23, 7, 1, 0.614, 0.1526],
  [31, 5, 1, 0.491, 0.1642],
  [34, 4, 1, 0.368, 0.1627],
  [48, 2, 1, 0.184, 0.1535],
];
/** Printed by SAS: proc lifetest; four digits. */
const SAS_TREATED: readonly Line[] = [
  [6, 21, 3, 0.8571, 0.0764],
  [7, 17, 1, 0.8067, 0.0869],
  [10, 15, 1, 0.7529, 0.0963],
  [13, 12, 1, 0.6902, 0.1068],
  [16, 11, 1, 0.6275, 0.1141],
  [22, 7, 1, 0.5378, 0.1282],
  [23, 6, 1, 0.4482, 0.1346],
];

describe('the product-limit estimate and its error', () => {
  it.each([
    ['R for aml, maintained', AML_MAINTAINED, R_AML, 3],
    ['SAS for the treated of Gehan', GEHAN_TREATED, SAS_TREATED, 4],
  ] as const)('are those of %s', (_name, observations, expected, digits) => {
    const { n, steps } = curveOf(observations);
    expect(n).toBe(observations.length);
    expect(steps.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual(
      expected.map(([time, atRisk, events]) => [time, atRisk, events]),
    );
    for (const [index, [, , , surviving, error]] of expected.entries()) {
      expect(steps[index]?.surviving).toBeCloseTo(surviving, digits);
      expect(Math.sqrt(steps[index]?.variance ?? -1)).toBeCloseTo(error, 4);
    }
  });
});

describe('the log-log band', () => {
  it.each([
    ['Gehan, control', GEHAN_CONTROL, 1, 0.67, 0.9753],
    ['Gehan, control', GEHAN_CONTROL, 2, 0.5689, 0.9239],
    ['Gehan, treated', GEHAN_TREATED, 6, 0.6197, 0.9516],
    ['Gehan, treated', GEHAN_TREATED, 23, 0.1881, 0.6801],
    // webuse cancer: 48 patients, 2 deaths in the first month; the group of 20, its first two months.
    ['Stata, cancer', read(`1 1 ${'39+ '.repeat(46).trim()}`), 1, 0.8435, 0.9894],
    ['Stata, cancer, control', read(`1 1 ${'23+ '.repeat(18).trim()}`), 1, 0.656, 0.974],
    ['Stata, cancer, control', read(`1 1 2 ${'23+ '.repeat(17).trim()}`), 2, 0.6038, 0.949],
  ] as const)('is what Stata prints: %s', (_name, observations, time, low, high) => {
    const band = curveOf(observations).steps.find((step) => step.time === time)?.band;
    expect(band?.low).toBeCloseTo(low, 4);
    expect(band?.high).toBeCloseTo(high, 4);
  });

  it('goes on from the step before where the curve has come to zero', () => {
    const { steps } = curveOf(GEHAN_CONTROL);
    expect(steps.at(-1)).toMatchObject({ surviving: 0, variance: null, band: { low: 0 } });
    expect(steps.at(-1)?.band.high).toBe(steps.at(-2)?.band.high);
  });

  it('is a score interval when all have the event at once', () => {
    const [only] = curveOf(read('3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3')).steps;
    expect(only?.band.high).toBeCloseTo(0.1611, 4);
  });
});

describe('a quantile', () => {
  it.each([
    // R: survfit(Surv(time, status) ~ x, aml): medians 31 and 23; Stata, stsum on webuse cancer: see the controls of Gehan.
    ['aml, maintained', AML_MAINTAINED, 0.5, 31],
    ['aml, not maintained', AML_NOT, 0.5, 23],
    ['Gehan, treated', GEHAN_TREATED, 0.5, 23],
    ['Gehan, control', GEHAN_CONTROL, 0.5, 8],
    ['Gehan, treated, which never comes down so far', GEHAN_TREATED, 0.9, null],
    ['Gehan, control', GEHAN_CONTROL, 0.9, 17],
  ] as const)('is where the curve comes down to it: %s', (_name, observations, share, at) => {
    expect(quantile(curveOf(observations), share).at).toBe(at);
  });

  it('has a band where a line at its height meets the bands, and none above where the upper one stays above it', () => {
    expect(quantile(curveOf(AML_MAINTAINED), 0.5)).toEqual({ at: 31, low: 13, high: null });
    expect(quantile(curveOf(GEHAN_CONTROL), 0.5)).toEqual({ at: 8, low: 4, high: 11 });
  });

  it('meets a height that binary fractions miss', () => {
    expect(quantile(curveOf(read('1 2 3 4 5 6 7 8 9 10')), 0.9).at).toBe(9);
  });
});

describe('the curve at a time', () => {
  it.each([
    ['before the first event, with a score interval', 5, 21, 1, 0.8454],
    ['on a step', 7, 17, 0.8067, 0.5631],
    ['between two steps', 9, 16, 0.8067, 0.5631],
  ] as const)('is known %s', (_name, time, watched, surviving, low) => {
    const found = survivingAt(curveOf(GEHAN_TREATED), time, watched);
    expect(found?.surviving).toBeCloseTo(surviving, 4);
    expect(found?.band.low).toBeCloseTo(low, 4);
  });

  it('is unknown where nobody was watched so long, unless the curve has come to zero', () => {
    expect(survivingAt(curveOf(GEHAN_TREATED), 36, 0)).toBeUndefined();
    expect(survivingAt(curveOf([]), 1, 0)).toBeUndefined();
    expect(survivingAt(curveOf(GEHAN_CONTROL), 99, 0)?.surviving).toBe(0);
  });
});

describe('a thinned curve', () => {
  it('keeps first and last step and every fall that is seen', () => {
    const many = curveOf(Array.from({ length: 5_000 }, (_, time) => ({ time, event: true })));
    const thinned = thin(many);
    expect(thinned.length).toBeLessThanOrEqual(102);
    expect([thinned[0], thinned.at(-1)]).toEqual([many.steps[0], many.steps.at(-1)]);
    expect(thin(curveOf(GEHAN_CONTROL))).toEqual(curveOf(GEHAN_CONTROL).steps);
  });
});
