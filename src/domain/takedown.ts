import type { Delivery, Reply } from './delivery.ts';
import type { CheckPurpose, SendReason, TaskKind } from './event.ts';
import type { TakedownId } from './ids.ts';
import type { AgeInImage } from './notice.ts';
import type { Outcome } from './outcome.ts';
import type { Instant } from './time.ts';
import type { LocationKind, Verdict } from './verdict.ts';

/** One notice to one desk, with all tries at delivering it. */
export interface Send {
  readonly noticeKey: string;
  readonly cycle: number;
  readonly rung: number;
  readonly recipient: string;
  readonly channel: string;
  readonly why: SendReason;
  /** Tries so far; the last one is open while `delivery` is undefined. */
  readonly tries: number;
  readonly key: string;
  readonly intendedAt: Instant;
  readonly settledAt?: Instant | undefined;
  readonly delivery?: Delivery | undefined;
  /** When it reached the desk: settled as sent, done by a person, or its receipt found. The rung's wait starts here. */
  readonly deliveredAt?: Instant | undefined;
  /** Keys of its tries whose fate nobody knows: each may have arrived. */
  readonly doubts?: readonly string[] | undefined;
  readonly replies: readonly Reply[];
  readonly polls: number;
  readonly polledAt?: Instant | undefined;
  readonly hasReference: boolean;
}

export interface Look {
  readonly cycle: number;
  readonly at: Instant;
  readonly purpose: CheckPurpose;
  readonly by: 'redress' | 'person';
  readonly verdict: Verdict;
  /** A person asked for it: it takes no place in the schedule. */
  readonly asked?: true | undefined;
}

export interface OpenTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly reason: string;
  readonly noticeKey?: string | undefined;
  readonly cycle: number;
  readonly openedAt: Instant;
  /** To whom it was given, and by whom. */
  readonly assigned?: { readonly to: string; readonly by: string; readonly at: Instant } | undefined;
}

export interface EndedTask extends OpenTask {
  readonly result: 'done' | 'failed' | 'dropped';
  readonly endedAt: Instant;
}

/**
 * A takedown as its events tell it. It holds no red data, so deciding needs no key. `cycle` is 0 and grows by one
 * each time the image comes back; sends, looks and tasks of earlier cycles stay for the record.
 */
export interface Takedown {
  readonly id: TakedownId;
  readonly version: number;
  readonly platform: string | null;
  readonly host: string;
  readonly ageInImage: AgeInImage;
  readonly regimes: readonly string[];
  readonly countries: readonly string[];
  readonly statuses: readonly string[];
  readonly locations: readonly LocationKind[];
  readonly requestedAt: Instant;
  readonly cycle: number;
  /** Start of the present cycle: the request, or the reopening. */
  readonly cycleStartedAt: Instant;
  readonly sends: readonly Send[];
  readonly looks: readonly Look[];
  /** Failed checks since the last look. */
  readonly checkFailures: number;
  readonly lastCheckFailedAt?: Instant | undefined;
  readonly task?: OpenTask | undefined;
  readonly endedTasks: readonly EndedTask[];
  /** Since when it is paused. */
  readonly pausedAt?: Instant | undefined;
  /** A person asked that what it waits for is done at once; until that was done. */
  readonly hastenedAt?: Instant | undefined;
  /** A person asked for the rung after this one; until its notice is made. */
  readonly escalatedFrom?: number | undefined;
  readonly withdrawnAt?: Instant | undefined;
  readonly outcome?: Outcome | undefined;
  readonly closedAt?: Instant | undefined;
  readonly erasedAt?: Instant | undefined;
  /** Looks made since the closing: the place in the watch schedule. */
  readonly watched: number;
}
