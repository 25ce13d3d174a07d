import { describe, expect, it } from 'vitest';
import { type Conduct, kindOf, ranked } from '../../../src/domain/statistics/kind.ts';
import { isRolling, monthOf, spanOf } from '../../../src/domain/statistics/period.ts';
import { type Counted, statisticsOf, stillThereAtLeast } from '../../../src/domain/statistics/recipient.ts';
import { wilson } from '../../../src/domain/statistics/wilson.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';

const still = (count: number, of: number): Conduct['stillThere'] => ({
  share: count / of,
  band: wilson(count, of),
});

describe('the kind of a recipient', () => {
  it.each([
    ['it removes nearly all of it', 100, still(5, 100), 90, 0, 'reactive'],
    ['it removes nearly all, after long talks', 100, still(5, 100), 90, 0.4, 'resistant'],
    ['it removes half', 100, still(50, 100), 90, 0.1, 'resistant'],
    ['it removes little', 100, still(70, 100), 90, 0.1, 'non_compliant'],
    ['it removes little, but that may be chance', 24, still(14, 24), 20, 0.1, 'resistant'],
    ['it answers, and removes nothing', 100, still(95, 100), 90, 0.9, 'complicit'],
    ['it removes nothing, and perhaps never read a notice', 100, still(95, 100), 5, 0, 'non_compliant'],
    ['it answers and removes nothing, but that may be chance', 20, still(17, 20), 20, 0.5, 'non_compliant'],
    ['there are too few to say it', 19, still(19, 19), 19, 1, null],
    ['nobody has waited so long', 100, undefined, 90, 0.5, null],
  ] as const)('is %s', (_name, judged, stillThere, answered, pushedBack, kind) => {
    expect(kindOf({ judged, stillThere, answered: wilson(answered, 100), pushedBack })).toBe(kind);
  });
});

describe('the rank', () => {
  it('begins with the worst, shares places, and leaves out those of whom nothing can be said', () => {
    const all = [
      { id: 'a', low: 0.1 },
      { id: 'b', low: 0.8 },
      { id: 'c', low: null },
      { id: 'd', low: 0.1 },
      { id: 'e', low: 0 },
    ];
    expect([...ranked(all, (one) => one.low)].map(([one, rank]) => [one.id, rank])).toEqual([
      ['b', 1],
      ['a', 2],
      ['d', 2],
      ['e', 4],
    ]);
  });
});

describe('a period', () => {
  it.each([
    ['7d', Date.UTC(2026, 10, 16, 8), Date.UTC(2026, 10, 23, 8)],
    ['365d', Date.UTC(2025, 10, 23, 8), Date.UTC(2026, 10, 23, 8)],
    ['2026-12', Date.UTC(2026, 11, 1), Date.UTC(2027, 0, 1)],
    ['2024-02', Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)],
  ])('%s has its span', (period, from, to) => {
    expect(spanOf(period, Date.UTC(2026, 10, 23, 8))).toEqual({ from, to });
  });

  it('is a month of UTC or one of four lengths, and nothing else', () => {
    expect(monthOf(Date.UTC(2026, 11, 31, 23, 59))).toBe('2026-12');
    expect(['90d', '2026-12', '10d', ''].map(isRolling)).toEqual([true, false, false, false]);
    for (const bad of ['', '10d', '2026-13', '1999-01', '2026-1', 'toString'])
      expect(() => spanOf(bad, 0)).toThrow('a period');
  });
});

describe('the statistics of a recipient', () => {
  const span = { from: 0, to: 30 * DAY };
  const ends = { removed: 30, delisted: 0, refused: 4, restricted: 0, not_removed: 4, lost: 0, open: 2 };
  const counted: Counted = {
    notices: 40,
    ends,
    reasons: { other: 4 },
    answered: 36,
    pushedBack: 5,
    returned: 3,
    due: 36,
    inTime: 20,
    deadlineAhead: 2,
    removal: {
      risks: [
        { time: 12 * HOUR, events: 20, atRisk: 40 },
        { time: 3 * DAY, events: 10, atRisk: 20 },
      ],
      lastTime: 20 * DAY,
    },
    receipt: { risks: [{ time: HOUR, events: 36, atRisk: 40 }], lastTime: 20 * DAY },
    watched: [
      { still: 20, before: 20 },
      { still: 20, before: 20 },
      { still: 9, before: 30 },
      { still: 8, before: 30 },
      { still: 0, before: 30 },
    ],
  };

  it('name each share with what it is of, and each time with what it rests on', () => {
    const found = statisticsOf('site', '30d', span, counted);
    expect(found).toMatchObject({
      recipient: 'site',
      notices: 40,
      ends,
      inTime: { count: 20, of: 36 },
      returned: { count: 3, of: 30 },
      answered: { count: 36, of: 40 },
      removal: { n: 40, events: 30, median: { at: 12 * HOUR }, ninety: { at: null } },
      receipt: { n: 40, events: 36, median: { at: HOUR } },
      kind: 'reactive',
    });
    expect(found.removedBy.map(({ after, share, judged }) => [after / DAY, share, judged])).toEqual([
      [1, 0.5, 40],
      [2, 0.5, 40],
      [7, 0.75, 39],
      [14, 0.75, 38],
      [30, null, 30],
    ]);
    expect(found.curve.map((one) => [one.at, one.surviving, one.atRisk])).toEqual([
      [12 * HOUR, 0.5, 40],
      [3 * DAY, 0.25, 20],
    ]);
    expect(stillThereAtLeast(found)).toBeCloseTo(found.curve[1]?.band.low ?? -1, 12);
  });

  it('say nothing of a recipient to whom nothing was sent', () => {
    const none: Counted = {
      ...counted,
      notices: 0,
      ends: { removed: 0, delisted: 0, refused: 0, restricted: 0, not_removed: 0, lost: 0, open: 0 },
      reasons: {},
      answered: 0,
      pushedBack: 0,
      returned: 0,
      due: 0,
      inTime: 0,
      deadlineAhead: 0,
      removal: { risks: [], lastTime: 0 },
      receipt: { risks: [], lastTime: 0 },
      watched: [],
    };
    const found = statisticsOf('site', '30d', span, none);
    expect(found).toMatchObject({ inTime: { share: null }, removal: { median: { at: null } }, kind: null });
    expect(stillThereAtLeast(found)).toBeNull();
  });
});
