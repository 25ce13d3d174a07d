import { and, count, eq, isNotNull, lt, ne } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { HelplineId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Status } from '../../flow/ledger.ts';
import { STATUSES } from '../../flow/ledger.ts';
import { takedowns } from '../schema/tables.ts';

export interface Counts {
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly byOutcome: Readonly<Record<string, number>>;
  /** Not ended, and past their strictest deadline. */
  readonly overdue: number;
}

/** How many takedowns stand where; of one helpline, or of all. */
export async function counts(
  db: NodePgDatabase,
  now: Instant,
  helplineId?: HelplineId | undefined,
): Promise<Counts> {
  const mine = helplineId === undefined ? undefined : eq(takedowns.helplineId, helplineId);
  const statuses = await db
    .select({ status: takedowns.status, count: count() })
    .from(takedowns)
    .where(mine)
    .groupBy(takedowns.status);
  const outcomes = await db
    .select({ outcome: takedowns.outcome, count: count() })
    .from(takedowns)
    .where(and(mine, isNotNull(takedowns.outcome)))
    .groupBy(takedowns.outcome);
  const [overdue] = await db
    .select({ count: count() })
    .from(takedowns)
    .where(and(mine, ne(takedowns.status, 'ended'), lt(takedowns.deadlineAt, now)));
  const of = (status: Status): number => statuses.find((row) => row.status === status)?.count ?? 0;
  const [queued, running, waiting, person, paused, ended] = STATUSES;
  return {
    byStatus: {
      [queued]: of(queued),
      [running]: of(running),
      [waiting]: of(waiting),
      [person]: of(person),
      [paused]: of(paused),
      [ended]: of(ended),
    },
    byOutcome: Object.fromEntries(outcomes.map((row) => [row.outcome ?? '', row.count])),
    overdue: overdue?.count ?? 0,
  };
}
