import type { Catalog } from '../catalog/catalog.ts';
import type { CurvePoint } from '../domain/statistics/figures.ts';
import { ranked } from '../domain/statistics/kind.ts';
import { type Period, type Span, spanOf } from '../domain/statistics/period.ts';
import { JUDGED_AFTER, stillThereAtLeast } from '../domain/statistics/recipient.ts';
import { type ComplianceLine, complianceLine, curveTold } from '../domain/statistics/report.ts';
import type { Instant } from '../domain/time.ts';
import type { Figures } from './figures.ts';
import { recipientOf } from './intake/resolve.ts';
import type { Clock } from './ports.ts';

export interface ReportLine extends ComplianceLine {
  readonly name: string;
  readonly asOf: Instant;
  /** Among all recipients of the period, the least compliant first. Null where nothing can be said. */
  readonly rank: number | null;
}

/** How recipients obeyed the notices that reached them in a period. Nothing red is in it, and nothing about few. */
export interface ComplianceReport {
  readonly period: Period;
  readonly span: Span;
  /** The least compliant first, then those of whom nothing can be said, by name. */
  readonly lines: readonly ReportLine[];
  /** Of one recipient: the share that was still there, by the time since the notice. */
  readonly curve: readonly CurvePoint[];
}

export interface ComplianceDeps {
  readonly figures: Figures;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

/**
 * The compliance report of a period, on one recipient or on all: of the rows that the caller sees.
 *
 * @throws RedressError `platform_unknown`
 */
export async function complianceReport(
  { figures, catalog, clock }: ComplianceDeps,
  period: Period,
  recipient?: string,
): Promise<ComplianceReport> {
  if (recipient !== undefined) recipientOf(catalog, recipient);
  const all = await figures.recipients(period);
  const ranks = ranked(all, ({ data }) => stillThereAtLeast(data));
  const lines = all
    .filter(({ data }) => recipient === undefined || data.recipient === recipient)
    .map((one): ReportLine => {
      const line = complianceLine(one.data);
      const name = catalog.recipients.get(line.recipient)?.name ?? line.recipient;
      // A rank rests on the share that is told or held back beside it.
      const isTold = line.removedBy.some(({ after, share }) => after === JUDGED_AFTER && share !== null);
      return { ...line, name, asOf: one.asOf, rank: isTold ? (ranks.get(one) ?? null) : null };
    })
    .toSorted((a, b) => (a.rank ?? LAST) - (b.rank ?? LAST) || a.name.localeCompare(b.name));
  return {
    period,
    span: spanOf(period, clock.now()),
    lines,
    curve: await curveOf(figures, period, lines, recipient),
  };
}

const LAST = Number.MAX_SAFE_INTEGER;

async function curveOf(
  figures: Figures,
  period: Period,
  [line]: readonly ReportLine[],
  recipient: string | undefined,
): Promise<readonly CurvePoint[]> {
  if (recipient === undefined || line?.removal === undefined || line.removal === null) return [];
  const found = await figures.recipient(recipient, period);
  return found === undefined ? [] : curveTold(found.data.curve, found.data.removal.events);
}
