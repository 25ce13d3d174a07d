import { DAY, type Instant } from '../time.ts';

/** Periods that end now, in days. */
export const ROLLING = { '7d': 7, '30d': 30, '90d': 90, '365d': 365 } as const;
export type Rolling = keyof typeof ROLLING;
export const ROLLING_PERIODS = ['7d', '30d', '90d', '365d'] as const satisfies readonly Rolling[];

/** `7d`, `30d`, `90d`, `365d`, or a month of the calendar such as `2026-11` (UTC). */
export type Period = string;

export const PERIOD = /^(7d|30d|90d|365d|20\d\d-(0[1-9]|1[0-2]))$/;

export interface Span {
  readonly from: Instant;
  /** Not in it. */
  readonly to: Instant;
}

/** The span of a period that is looked at at a moment. Throws for what is no period. */
export function spanOf(period: Period, now: Instant): Span {
  if (isRolling(period)) return { from: now - ROLLING[period] * DAY, to: now };
  if (!PERIOD.test(period)) throw new Error('a period is a number of days or a month');
  const [year = 0, month = 0] = period.split('-').map(Number);
  return { from: Date.UTC(year, month - 1), to: Date.UTC(year, month) };
}

/** The month of the calendar (UTC) in which a moment lies. */
export function monthOf(at: Instant): Period {
  return new Date(at).toISOString().slice(0, 7);
}

export function isRolling(period: Period): period is Rolling {
  return Object.hasOwn(ROLLING, period);
}
