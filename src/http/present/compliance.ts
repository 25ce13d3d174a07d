import type { z } from 'zod';
import { type Cell, csvText } from '../../csv/write.ts';
import type { Estimate } from '../../domain/statistics/figures.ts';
import { CAVEATS, METHODS } from '../../domain/statistics/notes.ts';
import { NOTICE_ENDS } from '../../domain/statistics/notices.ts';
import type { Quantile } from '../../domain/statistics/quantile.ts';
import { JUDGED_AFTER } from '../../domain/statistics/recipient.ts';
import type { Share } from '../../domain/statistics/wilson.ts';
import { HOUR, type Millis } from '../../domain/time.ts';
import type { Caller } from '../../flow/caller.ts';
import type { ComplianceReport, ReportLine } from '../../flow/compliance.ts';
import type { Compliance, ComplianceLine } from '../../wire/compliance.ts';
import { moment } from './times.ts';

const hoursOf = (time: Millis | null): number | null => (time === null ? null : time / HOUR);
/** Four digits: more would pretend to be known. */
const digits = (share: number): number => Math.round(share * 10_000) / 10_000;
const digitsOf = (share: number | null): number | null => (share === null ? null : digits(share));

export function wireCompliance(report: ComplianceReport, caller: Pick<Caller, 'kind'>): Compliance {
  const { period, span, lines, curve } = report;
  return {
    period,
    from: moment(span.from),
    to: moment(span.to),
    of: caller.kind === 'ops' ? 'all' : 'helpline',
    recipients: lines.map(wireLine),
    curve: curve.map(({ at, surviving, band }) => ({
      hours: at / HOUR,
      stillThere: digits(surviving),
      low: digits(band.low),
      high: digits(band.high),
    })),
    methods: [...METHODS],
    caveats: [...CAVEATS],
  };
}

function wireLine(line: ReportLine): z.infer<typeof ComplianceLine> {
  return {
    ...line,
    asOf: moment(line.asOf),
    answered: wireShare(line.answered),
    pushedBack: wireShare(line.pushedBack),
    returned: wireShare(line.returned),
    inTime: wireShare(line.inTime),
    receipt: wireEstimate(line.receipt),
    removal: wireEstimate(line.removal),
    removedBy: line.removedBy.map(({ after, share, band, judged }) => ({
      hours: after / HOUR,
      share: digitsOf(share),
      low: digitsOf(band?.low ?? null),
      high: digitsOf(band?.high ?? null),
      judged,
    })),
  };
}

function wireShare(of: Share | null) {
  if (of === null) return null;
  const { count, share, interval } = of;
  return { count, of: of.of, share: digitsOf(share), low: digits(interval.low), high: digits(interval.high) };
}

function wireEstimate(of: Estimate | null) {
  if (of === null) return null;
  const quantile = ({ at, low, high }: Quantile) => ({
    at: hoursOf(at),
    low: hoursOf(low),
    high: hoursOf(high),
  });
  return {
    notices: of.n,
    events: of.events,
    medianHours: quantile(of.median),
    ninetyHours: quantile(of.ninety),
  };
}

/** What stands in a cell whose number is held back; an empty one means that there is none. */
const HELD = 'suppressed';
const ENDS = [...NOTICE_ENDS, 'open'] as const;
const SHARES = ['answered', 'pushedBack', 'returned', 'inTime'] as const;
const TIMES = ['receipt', 'removal'] as const;

const SHARE_COLUMNS = ['count', 'of', 'share', 'low', 'high'];
const TIME_COLUMNS = [
  'events',
  'median_h',
  'median_low_h',
  'median_high_h',
  'p90_h',
  'p90_low_h',
  'p90_high_h',
];
const words = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const HEADER = [
  ...['recipient', 'name', 'period', 'from', 'to', 'as_of', 'of', 'rank', 'kind', 'notices'],
  ...ENDS,
  ...SHARES.flatMap((name) => SHARE_COLUMNS.map((column) => `${words(name)}_${column}`)),
  ...TIMES.flatMap((name) => TIME_COLUMNS.map((column) => `${name}_${column}`)),
  ...['removed_14d_share', 'removed_14d_low', 'removed_14d_high', 'removed_14d_judged'],
  'notes',
];

/** The same as a table: one recipient a line, with how it was made in the last cell of each. */
export function csvCompliance(report: ComplianceReport, caller: Pick<Caller, 'kind'>): string {
  const of = caller.kind === 'ops' ? 'all' : 'helpline';
  const { period, span, lines } = report;
  const notes = [...METHODS, ...CAVEATS].join(' ');
  return csvText(
    HEADER,
    lines.map((line): readonly Cell[] => [
      ...[line.recipient, line.name, period, moment(span.from), moment(span.to), moment(line.asOf), of],
      ...[line.rank, line.kind, line.notices ?? HELD],
      ...ENDS.map((end) => line.ends[end] ?? HELD),
      ...SHARES.flatMap((name) => shareCells(line[name])),
      ...TIMES.flatMap((name) => timeCells(line[name])),
      ...judgedCells(line),
      notes,
    ]),
  );
}

function shareCells(of: Share | null): readonly Cell[] {
  if (of === null) return SHARE_COLUMNS.map(() => HELD);
  const { count, share, interval } = of;
  return [count, of.of, digitsOf(share), digits(interval.low), digits(interval.high)];
}

function timeCells(of: Estimate | null): readonly Cell[] {
  if (of === null) return TIME_COLUMNS.map(() => HELD);
  const cells = ({ at, low, high }: Quantile): readonly Cell[] => [at, low, high].map(hoursOf);
  return [of.events, ...cells(of.median), ...cells(of.ninety)];
}

function judgedCells({ removedBy }: ReportLine): readonly Cell[] {
  const mark = removedBy.find(({ after }) => after === JUDGED_AFTER);
  if (mark === undefined || mark.judged === null) return [HELD, HELD, HELD, HELD];
  if (mark.share === null) return [null, null, null, 0];
  return [
    digits(mark.share),
    digitsOf(mark.band?.low ?? null),
    digitsOf(mark.band?.high ?? null),
    mark.judged,
  ];
}
