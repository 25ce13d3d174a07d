import { describe, expect, it } from 'vitest';
import { distance, moment } from '../../../src/cli/output/times.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.ts';

const NOW = Date.UTC(2026, 10, 23, 2, 3, 4, 567);

describe('a moment', () => {
  it('is shown to the second, in UTC', () => {
    expect(moment(NOW)).toBe('2026-11-23 02:03:04');
  });

  it.each([null, undefined])('that is not there is shown as nothing (%s)', (none) => {
    expect([moment(none), distance(none, NOW)]).toEqual(['', '']);
  });
});

describe('a distance', () => {
  it.each([
    [0, 'in 0 s'],
    [89 * SECOND, 'in 89 s'],
    [90 * SECOND, 'in 2 min'],
    [89 * MINUTE, 'in 89 min'],
    [2 * HOUR, 'in 2 h'],
    [47 * HOUR, 'in 47 h'],
    [2 * DAY, 'in 2 d'],
    [90 * DAY, 'in 90 d'],
    [-1 * SECOND, '1 s ago'],
    [-3 * HOUR, '3 h ago'],
    [-30 * DAY, '30 d ago'],
  ])('of %i ms is "%s"', (by, words) => {
    expect(distance(NOW + by, NOW)).toBe(words);
  });
});
