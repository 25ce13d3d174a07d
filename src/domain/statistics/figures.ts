import type { OutcomeKind, RefusalReason } from '../outcome.ts';
import type { Instant, Millis } from '../time.ts';
import type { Interval } from './interval.ts';
import type { Kind } from './kind.ts';
import type { NoticeEnd } from './notices.ts';
import type { Period, Span } from './period.ts';
import type { Quantile } from './quantile.ts';
import type { Share } from './wilson.ts';

/** How takedowns stand, of one helpline or of all. */
export interface Totals {
  /** `open`, and how the others ended. */
  readonly outcomes: Readonly<Partial<Record<OutcomeKind | 'open', number>>>;
  /** Of those that are open. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Open ones whose strictest deadline has passed, ends within the hour, or within six: each in one. */
  readonly deadlines: { readonly passed: number; readonly within1h: number; readonly within6h: number };
  readonly tasks: readonly TasksByAge[];
  /** How the work goes; for ops alone. */
  readonly work: Work | null;
}

export const TASK_AGES = ['under1h', 'under4h', 'under8h', 'under24h', 'older'] as const;
export type TaskAge = (typeof TASK_AGES)[number];

export interface TasksByAge {
  readonly kind: string;
  readonly open: number;
  readonly oldestAt: Instant;
  readonly ages: Readonly<Record<TaskAge, number>>;
}

export interface Work {
  /** Due now, whatever holds them: their recipients' pace too. */
  readonly due: number;
  /** Belong to an effect now. */
  readonly running: number;
  /** Their lease is over, and nobody has taken them back. */
  readonly stuck: number;
  /** For how long the oldest has been due whose recipient's pace allows it: what claiming is late by. */
  readonly claimLag: Millis;
}

/** What happened in a stretch of time that begins at `at`. */
export interface Happened {
  readonly at: Instant;
  /** First notices that reached a recipient. */
  readonly notices: number;
  /** Takedowns that were first seen to be gone. */
  readonly removals: number;
}

export interface Activity {
  /** The last 72 hours, the last 90 days (UTC): the oldest first, and none left out. */
  readonly hours: readonly Happened[];
  readonly days: readonly Happened[];
}

/** A time, estimated with those that are open as censored. */
export interface Estimate {
  /** Notices that it rests on, and how many of them had the event. */
  readonly n: number;
  readonly events: number;
  readonly median: Quantile;
  readonly ninety: Quantile;
}

/** The share that was removed by some time after the notice, as the curve says. */
export interface RemovedBy {
  readonly after: Millis;
  /** Null: nobody was watched so long. */
  readonly share: number | null;
  readonly band: Interval | null;
  /** Watched for so long, or until the removal. */
  readonly judged: number;
}

export interface CurvePoint {
  readonly at: Millis;
  readonly surviving: number;
  readonly band: Interval;
  readonly atRisk: number;
}

/** What is known of a recipient in a period, by the notices that reached it then. */
export interface RecipientStatistics {
  readonly recipient: string;
  readonly period: Period;
  readonly span: Span;
  readonly notices: number;
  readonly ends: Readonly<Record<NoticeEnd | 'open', number>>;
  readonly reasons: Readonly<Partial<Record<RefusalReason, number>>>;
  readonly answered: Share;
  readonly pushedBack: Share;
  /** Of those that were removed. */
  readonly returned: Share;
  /** Of those whose deadline has passed. */
  readonly inTime: Share;
  /** Their deadline is still to come, and they are not removed. */
  readonly deadlineAhead: number;
  readonly receipt: Estimate;
  readonly removal: Estimate;
  readonly removedBy: readonly RemovedBy[];
  readonly kind: Kind | null;
}

/** With the curve of time to removal, thinned to what can be seen. */
export interface RecipientFigure extends RecipientStatistics {
  readonly curve: readonly CurvePoint[];
}

/** A document of figures, and when it was made. */
export interface Figure<T> {
  readonly asOf: Instant;
  readonly data: T;
}
