import { describe, expect, it } from 'vitest';
import { alternate } from '../../../bench/harness/alternate.ts';
import { compare, GOALS, isMet, RATIOS } from '../../../bench/harness/comparison.ts';
import { rateOf } from '../../../bench/harness/in-parallel.ts';
import { median } from '../../../bench/harness/median.ts';
import { sizesFor } from '../../../bench/harness/sizes.ts';
import { chosen, MEASUREMENTS } from '../../../bench/measure/all.ts';

describe('the median', () => {
  it.each([
    [[7], 7],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('no median');
  });
});

describe('alternating', () => {
  it('measures both sides in every round and changes which goes first', async () => {
    const order: string[] = [];
    const side = (name: string) => async () => {
      order.push(name);
      return order.length;
    };
    const pairs = await alternate(3, side('a'), side('b'));
    expect(order.join('')).toBe('abbaab');
    expect(pairs).toEqual([
      { a: 1, b: 2 },
      { a: 4, b: 3 },
      { a: 5, b: 6 },
    ]);
  });

  it('never runs the two sides at the same time', async () => {
    let running = 0;
    let most = 0;
    const side = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return 1;
    };
    await alternate(4, side, side);
    expect(most).toBe(1);
  });
});

describe('comparing', () => {
  it('takes the median of the ratios of the rounds, not the ratio of the medians', () => {
    const pairs = [
      { a: 100, b: 50 },
      { a: 10, b: 9 },
      { a: 1000, b: 600 },
    ];
    const compared = compare('form', '1/s', { base: 'bare', ours: 'ours' }, pairs);
    expect(compared.ratio).toBe(0.6);
    expect(compared.base.figures).toEqual([100, 10, 1000]);
    expect(compared.ours.figures).toEqual([50, 9, 600]);
  });

  it.each([
    ['email.redis', 0.6, true],
    ['email.redis', 0.59, false],
    ['email.postgres', 0.4, true],
    ['api.redis', 0.19, false],
    ['form', 0.95, true],
    ['scale.cost', 1.2, true],
    ['scale.memory', 1.21, false],
    ['urgent', 2.5, false],
    ['intake', 0.01, undefined],
  ] as const)('%s at %d meets its goal: %s', (name, ratio, expected) => {
    expect(isMet(name, ratio)).toBe(expected);
  });

  it('has a goal, or none on purpose, for each ratio', () => {
    expect(Object.keys(GOALS)).toEqual([...RATIOS]);
  });
});

describe('doing things in parallel', () => {
  it('does each once, as many at a time as it may', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    const rate = await rateOf([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      done.push(item);
      running -= 1;
    });
    expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    expect(rate).toBeGreaterThan(0);
  });

  it('ends with the first failure', async () => {
    const failing = rateOf([1, 2], 2, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});

describe('choosing what is measured', () => {
  it('measures every ratio once', () => {
    expect(MEASUREMENTS.flatMap(({ gives }) => gives)).toEqual([...RATIOS]);
  });

  it.each([
    [[], RATIOS.length],
    [['email'], 2],
    [['email.redis'], 1],
    [['scale.memory', 'urgent'], 3],
    [['nothing'], 0],
  ])('%j chooses measurements that give %d ratios', (only, ratios) => {
    expect(chosen(only).flatMap(({ gives }) => gives)).toHaveLength(ratios);
  });

  it('takes more of everything, and more rounds, for a full run', () => {
    const quick = sizesFor('quick');
    const full = sizesFor('full');
    expect(full.rounds).toBeGreaterThan(quick.rounds);
    expect(full).toMatchObject({ scaleLarge: 1_000_000, backlog: 50_000 });
    expect(quick).toMatchObject({ rounds: 3, scaleSmall: 1_000, scaleLarge: 100_000, backlog: 10_000 });
  });
});
