import type { CaseId } from '../domain/ids.ts';
import { DAY, type Instant, type Millis } from '../domain/time.ts';

/**
 * Classes of data with a time of their own. Those of takedowns count from the last thing that happened to one that has
 * ended and is not watched any more; the others from when they were made or ended.
 */
export const DATA_CLASSES = [
  'cases',
  'notices',
  'answers',
  'checks',
  'webhooks',
  'token_use',
  'idempotency',
  'intake_jobs',
] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** Classes that lie in rows of their own; a case is erased by the flow, since that is an event of its takedowns. */
export type RowClass = Exclude<DataClass, 'cases'>;

/** For how long each class is kept. */
export type Periods = Readonly<Record<DataClass, Millis>>;

/** As long as the API and the intake queue promise to know a request again: no settings. */
export const FIXED_PERIODS = { idempotency: DAY, intake_jobs: 30 * DAY } as const satisfies Partial<Periods>;

/** What the purge job needs of the ledger. */
export interface Retention {
  /** Cases of which everything has been over since `before`, in the order of their ids, after one of them. */
  casesOver(before: Instant, after: CaseId, limit: number): Promise<readonly CaseId[]>;
  /** How many there are to remove: cases, texts, answers, rows. */
  count(of: DataClass, before: Instant): Promise<number>;
  /** Removes a batch, in one transaction. `more` is false when nothing was left. */
  purge(of: RowClass, before: Instant): Promise<{ readonly removed: number; readonly more: boolean }>;
  /** Puts on record how many were removed. */
  record(of: DataClass, before: Instant, count: number, by: string, now: Instant): Promise<void>;
  /**
   * Takes the turn for a chore that one process does at a time, by the database's clock. False when another has it, or
   * when it was done less than `every` ago. Called again by its holder, it holds it for longer.
   */
  takeTurn(chore: string, holder: string, hold: Millis, every: Millis): Promise<boolean>;
  /** Gives the turn back; `done` counts for `every`. */
  endTurn(chore: string, holder: string, done: boolean): Promise<void>;
}
