import { isRolling, monthOf, PERIOD, type Period } from '../../../domain/statistics/period.ts';
import type { Instant } from '../../../domain/time.ts';
import type { ComplianceReport } from '../../../flow/compliance.ts';

export interface ComplianceModel {
  readonly report: ComplianceReport;
  /** Of one recipient only. */
  readonly recipient: string | undefined;
  /** Of all helplines, rather than of one. */
  readonly isOfAll: boolean;
  /** The newest first; the one that is shown among them. */
  readonly months: readonly Period[];
}

const USUAL: Period = '90d';
const MONTHS = 24;

/** The period that an address asks for; what is none is the usual one. */
export function periodIn(text: string | undefined): Period {
  return text !== undefined && PERIOD.test(text) ? text : USUAL;
}

/** The last two years, month by month, and another that is asked for. */
export function monthsUntil(now: Instant, asked: Period): readonly Period[] {
  const { year, month } = { year: new Date(now).getUTCFullYear(), month: new Date(now).getUTCMonth() };
  const months = Array.from({ length: MONTHS }, (_, back) => monthOf(Date.UTC(year, month - back)));
  return isRolling(asked) || months.includes(asked) ? months : [asked, ...months];
}

/** The address of a report, of the page or of a download (`path`). */
export function reportAddress(path: string, period: Period, recipient?: string): string {
  const query = new URLSearchParams({ period, ...(recipient === undefined ? {} : { recipient }) });
  return `${path}?${query}`;
}
