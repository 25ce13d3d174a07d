import { asc, eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TakedownId } from '../../domain/ids.ts';
import type { Stored } from '../../flow/ledger.ts';
import { cases } from '../schema/registers.ts';
import { attempts, events, takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readStored } from '../store/load.ts';
import type { Shown, ShownAttempt, ShownEvent } from './show.ts';
import { shownChecks } from './show.ts';
import { tasksOf } from './tasks.ts';

/** `Shown` without anything red but, for the helpline itself, the case's reference: no key of a case is used for it. */
export interface Redacted extends Pick<Shown, 'checks' | 'tasks' | 'erased'> {
  /** Its `caseReference` is empty for ops. */
  readonly stored: Stored;
  readonly events: readonly Omit<ShownEvent, 'red'>[];
  readonly attempts: readonly Omit<ShownAttempt, 'reference' | 'text' | 'evidence'>[];
}

const ATTEMPT = {
  key: attempts.key,
  noticeKey: attempts.noticeKey,
  try: attempts.try,
  recipient: attempts.recipient,
  channel: attempts.channel,
  rung: attempts.rung,
  state: attempts.state,
  intendedAt: attempts.intendedAt,
  committedAt: attempts.committedAt,
  settledAt: attempts.settledAt,
  worker: attempts.worker,
  result: attempts.result,
  code: attempts.code,
};

/** A takedown for those who did not reveal it: what happened and when, host and id, no sealed column is read. */
export async function redacted(
  context: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
): Promise<Redacted | undefined> {
  const stored = await readStored(context, id);
  if (stored === undefined) {
    return undefined;
  }
  const [owner] = await db
    .select({ erasedAt: cases.erasedAt })
    .from(takedowns)
    .innerJoin(cases, eq(cases.id, takedowns.caseId))
    .where(eq(takedowns.id, id));
  return {
    stored,
    events: await db
      .select({ seq: events.seq, event: events.event })
      .from(events)
      .where(eq(events.takedownId, id))
      .orderBy(asc(events.seq)),
    attempts: await db
      .select(ATTEMPT)
      .from(attempts)
      .where(eq(attempts.takedownId, id))
      .orderBy(asc(attempts.intendedAt), asc(attempts.try)),
    checks: await shownChecks(db, id),
    tasks: await tasksOf(context, db, id),
    erased: owner === undefined || owner.erasedAt !== null,
  };
}
