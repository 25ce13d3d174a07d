import { describe, expect, it } from 'vitest';
import { isShareTold, suppress } from '../../../src/domain/statistics/suppress.ts';
import { shareOf, wilson } from '../../../src/domain/statistics/wilson.ts';

describe('the score interval', () => {
  it.each([
    // Newcombe 1998, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
    [0, 0, 0, 1],
  ])('of %i in %i is the published one', (count, of, low, high) => {
    const found = wilson(count, of);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('belongs to a share that names both its numbers, and to none when there are none', () => {
    expect(shareOf(81, 263)).toMatchObject({ count: 81, of: 263, share: 81 / 263 });
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, share: null, interval: { low: 0, high: 1 } });
  });
});

describe('small counts', () => {
  it.each([
    ['none is small', { removed: 20, refused: 0, open: 7 }, { removed: 20, refused: 0, open: 7 }, 27],
    [
      'one is: the next smallest goes too',
      { removed: 20, refused: 2, open: 7 },
      { removed: 20, refused: null, open: null },
      29,
    ],
    [
      'two are, and hide each other',
      { removed: 20, refused: 2, open: 3 },
      { removed: 20, refused: null, open: null },
      25,
    ],
    [
      'two are, and do not',
      { removed: 20, refused: 1, open: 1 },
      { removed: null, refused: null, open: null },
      22,
    ],
    [
      'nothing else is there to hide behind',
      { removed: 0, refused: 3, open: 0 },
      { removed: 0, refused: null, open: 0 },
      null,
    ],
    [
      'two of four, which four and four alone make',
      { removed: 20, refused: 4, open: 4 },
      { removed: null, refused: null, open: null },
      28,
    ],
    [
      'what goes too is as large as another',
      { removed: 9, refused: 2, open: 9 },
      { removed: null, refused: null, open: null },
      20,
    ],
    ['all are few', { removed: 1, refused: 1, open: 1 }, { removed: null, refused: null, open: null }, null],
    ['there is none', { removed: 0, refused: 0, open: 0 }, { removed: 0, refused: 0, open: 0 }, 0],
  ])('are held back so that nobody finds them by subtraction: %s', (_name, counts, told, total) => {
    const found = suppress(new Map(Object.entries(counts)));
    expect(Object.fromEntries(found.counts)).toEqual(told);
    expect(found.total).toBe(total);
  });

  it.each([
    [10, 20, true],
    [0, 20, true],
    [20, 20, true],
    [0, 0, true],
    [4, 20, false],
    [16, 20, false],
    [17, 20, false],
    [0, 4, false],
  ])('decide of a share: %i of %i is told: %s', (count, of, told) => {
    expect(isShareTold(count, of)).toBe(told);
  });
});
