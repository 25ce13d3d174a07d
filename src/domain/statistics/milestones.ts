import type { TakedownEvent } from '../event.ts';
import { fold } from '../fold.ts';
import type { TakedownId } from '../ids.ts';
import type { OutcomeKind, RefusalReason } from '../outcome.ts';
import type { Instant } from '../time.ts';
import { type DeadlineOf, endsOf } from './cycle-end.ts';
import { type NoticeFact, noticesOf } from './notices.ts';

/** What a takedown came to, and when: enough for every figure, and nothing red. */
export interface Milestones {
  readonly id: TakedownId;
  /** How many of its events are in it. */
  readonly version: number;
  readonly platform: string | null;
  readonly requestedAt: Instant;
  readonly firstNoticeAt: Instant | null;
  readonly firstReceiptAt: Instant | null;
  /** Of each cycle that ended as removed: when it was first seen to be gone. */
  readonly removals: readonly Instant[];
  /** Of the present cycle, once a notice has reached the platform. */
  readonly deadlineAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: OutcomeKind | null;
  readonly reason: RefusalReason | null;
  /** How often it came back after its end. */
  readonly returns: number;
  readonly notices: readonly NoticeFact[];
}

/** The milestones of a takedown from all its events. They follow from the events alone, and from the law of the day. */
export function milestonesOf(
  id: TakedownId,
  events: readonly TakedownEvent[],
  deadlineOf: DeadlineOf,
): Milestones {
  const takedown = fold(id, events);
  const ends = endsOf(events, takedown.looks);
  const notices = noticesOf(takedown, events, ends, deadlineOf);
  const removals = ends.flatMap(({ goneAt }) => (goneAt === undefined ? [] : [goneAt]));
  const now = notices.find((one) => one.cycle === takedown.cycle && one.recipient === takedown.platform);
  const { outcome } = takedown;
  return {
    id,
    version: takedown.version,
    platform: takedown.platform,
    requestedAt: takedown.requestedAt,
    firstNoticeAt: earliest(notices.map((one) => one.reachedAt)),
    firstReceiptAt: earliest(notices.map((one) => one.receiptAt)),
    removals,
    deadlineAt: now?.deadlineAt ?? null,
    endedAt: takedown.closedAt ?? null,
    outcome: outcome?.kind ?? null,
    reason: outcome?.kind === 'refused' ? outcome.reason : null,
    returns: ends.filter(({ reopened }) => reopened?.why === 'came_back').length,
    notices,
  };
}

function earliest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce<Instant | null>(
    (first, at) => (at === null || (first !== null && first <= at) ? first : at),
    null,
  );
}
