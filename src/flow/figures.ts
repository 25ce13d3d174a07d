import type { TakedownId } from '../domain/ids.ts';
import type {
  Activity,
  Figure,
  RecipientFigure,
  RecipientStatistics,
  Totals,
} from '../domain/statistics/figures.ts';
import type { Period } from '../domain/statistics/period.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Figures that a background job keeps, for one helpline or for all: reading them costs the same whatever the ledger holds.
 * Undefined: not made yet, or there is nothing to count.
 */
export interface Figures {
  totals(): Promise<Figure<Totals> | undefined>;
  activity(): Promise<Figure<Activity> | undefined>;
  /** By the notices that reached this recipient in the period. */
  recipient(id: string, period: Period): Promise<Figure<RecipientFigure> | undefined>;
  /** All recipients that a notice reached in the period, without their curves, by id. */
  recipients(period: Period): Promise<readonly Figure<RecipientStatistics>[]>;
}

/** A batch of events that went into the figures. */
export interface Projected {
  /** Events read; as many as were asked for means that there are more. */
  readonly events: number;
  readonly takedowns: number;
  /** Takedowns whose events tell no life of a takedown. They are passed over until something new happens to them. */
  readonly unreadable: readonly TakedownId[];
}

/** What the background job does. Any number of processes may: each batch and each figure is one's at a time. */
export interface FigureKeeper {
  /** Takes in the events after those of before, in the order of the feed, each once. */
  project(limit: number, now: Instant): Promise<Projected>;
  /** Makes the figure anew that has been due for longest. False when none is due. */
  refresh(now: Instant): Promise<boolean>;
}
