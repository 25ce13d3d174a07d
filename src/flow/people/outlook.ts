import { rungEnd } from '../../decide/answer.ts';
import type { Clock } from '../../decide/deadline.ts';
import { strictestClock } from '../../decide/deadline.ts';
import { lastDelivered } from '../../decide/history.ts';
import { next } from '../../decide/next.ts';
import type { World } from '../../decide/world.ts';
import type { Decision } from '../../domain/decision.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { Instant } from '../../domain/time.ts';

/** What comes next for a takedown, when and why, for people to read. Nothing red. */
export interface Outlook {
  readonly next: Decision;
  /** When the next recipient or channel is taken, if it is not gone by then. */
  readonly climbsAt: Instant | undefined;
  /** The strictest legal clock. Null: no law gives a figure, or it has ended. */
  readonly clock: Clock | null;
}

/** The outlook of a takedown as it stands. Pure, and the same deciding that acts (DESIGN 1). */
export function outlook(takedown: Takedown, world: World, now: Instant): Outlook {
  const open = takedown.closedAt === undefined;
  const sent = open && takedown.task === undefined ? lastDelivered(takedown) : undefined;
  return {
    next: next(takedown, world, now),
    climbsAt: sent === undefined ? undefined : rungEnd(takedown, world, now, sent),
    clock: open ? strictestClock(takedown, world, now) : null,
  };
}
