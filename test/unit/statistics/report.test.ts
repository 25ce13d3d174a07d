import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/csv/write.ts';
import type { RecipientStatistics } from '../../../src/domain/statistics/figures.ts';
import type { NoticeEnd } from '../../../src/domain/statistics/notices.ts';
import { complianceLine, curveTold } from '../../../src/domain/statistics/report.ts';
import { shareOf } from '../../../src/domain/statistics/wilson.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';

const NONE = { removed: 0, delisted: 0, refused: 0, restricted: 0, not_removed: 0, lost: 0, open: 0 };

function statistics(
  ends: Partial<Record<NoticeEnd | 'open', number>>,
  more: Partial<RecipientStatistics> = {},
): RecipientStatistics {
  const all = { ...NONE, ...ends };
  const notices = Object.values(all).reduce((a, b) => a + b, 0);
  const times = { at: 90 * 60_000, low: 60 * 60_000, high: null };
  return {
    recipient: 'site',
    period: '90d',
    span: { from: 0, to: 90 * DAY },
    notices,
    ends: all,
    reasons: {},
    answered: shareOf(notices, notices),
    pushedBack: shareOf(0, notices),
    returned: shareOf(0, all.removed),
    inTime: shareOf(0, 0),
    deadlineAhead: 0,
    receipt: { n: notices, events: notices, median: times, ninety: times },
    removal: { n: notices, events: all.removed, median: times, ninety: times },
    removedBy: [
      {
        after: 14 * DAY,
        share: notices === 0 ? null : all.removed / notices,
        band: { low: 0, high: 1 },
        judged: notices,
      },
    ],
    kind: 'resistant',
    ...more,
  };
}

describe('what of a recipient leaves Redress', () => {
  it('is all of it where no group is small, with times in whole hours', () => {
    const line = complianceLine(
      statistics({ removed: 20, refused: 10, open: 8 }, { reasons: { other: 10 } }),
    );
    expect(line).toMatchObject({
      suppressed: false,
      notices: 38,
      ends: { removed: 20, refused: 10, open: 8, lost: 0 },
      reasons: { other: 10 },
      answered: { count: 38, of: 38 },
      removal: { n: 38, events: 20, median: { at: 2 * HOUR, low: HOUR, high: null } },
      removedBy: [{ judged: 38, share: 20 / 38 }],
      kind: 'resistant',
    });
  });

  it('holds back nearly everything of fewer than five notices', () => {
    const line = complianceLine(statistics({ removed: 3 }));
    expect(line).toMatchObject({
      suppressed: true,
      notices: null,
      ends: { removed: null, open: 0 },
      answered: null,
      pushedBack: null,
      returned: null,
      inTime: null,
      receipt: null,
      removal: null,
      removedBy: [{ share: null, judged: null }],
      kind: null,
    });
    expect(JSON.stringify(line)).not.toMatch(/[1-4](?!\d)(?=[,}])/);
  });

  it('holds back what would tell a small group by subtraction: its neighbour, its shares, its times', () => {
    const line = complianceLine(
      statistics(
        { removed: 20, refused: 2, open: 9 },
        {
          answered: shareOf(29, 31),
          pushedBack: shareOf(2, 31),
          inTime: shareOf(10, 20),
          reasons: { other: 2 },
        },
      ),
    );
    expect(line).toMatchObject({
      suppressed: true,
      notices: 31,
      ends: { removed: 20, refused: null, open: null },
      reasons: {},
      answered: null,
      pushedBack: null,
      inTime: { count: 10, of: 20 },
      receipt: null,
      removal: { events: 20 },
    });
    const few = complianceLine(statistics({ removed: 20, open: 3 }));
    expect(few).toMatchObject({
      ends: { removed: null, open: null },
      removal: null,
      removedBy: [{ share: null }],
    });
    expect(few.returned).toBeNull();
  });

  it.each([
    ['all of them are large', { other: 9, not_ours: 6 }, { other: 9, not_ours: 6 }, false],
    [
      'they hide each other',
      { other: 9, not_ours: 2, duplicate: 3 },
      { other: 9, not_ours: null, duplicate: null },
      true,
    ],
    ['the refusals that are told would tell them', { other: 4, not_ours: 4 }, {}, true],
  ])('tells the reasons of refusals: %s', (_name, reasons, told, suppressed) => {
    const refused = Object.values(reasons).reduce((a, b) => a + b, 0);
    const line = complianceLine(statistics({ removed: 20, refused }, { reasons }));
    expect([line.reasons, line.suppressed]).toEqual([told, suppressed]);
  });

  it('tells that nothing was removed, and what nobody can know yet', () => {
    const line = complianceLine(
      statistics(
        { not_removed: 40 },
        { removedBy: [{ after: 14 * DAY, share: null, band: null, judged: 12 }] },
      ),
    );
    expect(line.removal).toMatchObject({ n: 40, events: 0 });
    expect(line.removedBy).toEqual([{ after: 14 * DAY, share: null, band: null, judged: 0 }]);
    expect(line.suppressed).toBe(false);
  });

  it('says of a recipient without notices that there were none', () => {
    expect(complianceLine(statistics({}))).toMatchObject({
      suppressed: false,
      notices: 0,
      answered: { of: 0 },
    });
  });
});

describe('a curve that leaves Redress', () => {
  const band = { low: 0, high: 1 };
  const curve = [
    { at: 0.5 * HOUR, surviving: 0.9, band, atRisk: 50 },
    { at: 0.7 * HOUR, surviving: 0.8, band, atRisk: 45 },
    { at: 30 * HOUR, surviving: 0.3, band, atRisk: 15 },
    { at: 15 * DAY, surviving: 0.1, band, atRisk: 4 },
  ];

  it('has fixed times, and ends where fewer than five were watched', () => {
    expect(curveTold(curve, 40).map(({ at, surviving }) => [at / HOUR, surviving])).toEqual([
      [1, 0.8],
      [36, 0.3],
    ]);
  });

  it('is none when fewer than five were removed', () => {
    expect(curveTold(curve, 4)).toEqual([]);
  });
});

describe('a CSV file that is written', () => {
  it.each([
    ['a text', 'plain', 'plain'],
    ['nothing', null, ''],
    ['a number, and a negative one', -1.5, '-1.5'],
    ['a comma and quotes', 'a, "b"', '"a, ""b"""'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['a formula', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['others that spreadsheets run', '@SUM(1)', "'@SUM(1)"],
    ['a plus', '+1', "'+1"],
    ['a minus as text', '-1', "'-1"],
    ['a tab', '\t=1', "'\t=1"],
  ])('holds %s so that it stays one', (_name, cell, text) => {
    expect(csvText(['h'], [[cell]])).toBe(`h\r\n${text}\r\n`);
  });
});
