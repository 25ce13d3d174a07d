import { asc, eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Stored, TakedownRed } from '../../flow/ledger.ts';
import { attempts, checks, events } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readFactsOf } from '../store/facts.ts';
import type { CaseKey } from '../vault/vault.ts';
import { caseKeyFor } from './case-key.ts';
import type { ListedTask } from './tasks.ts';
import { tasksOf } from './tasks.ts';

export interface ShownEvent {
  readonly seq: number;
  readonly event: TakedownEvent;
  /** What is red about it; absent when nothing is, or the case was erased. */
  readonly red?: Readonly<Record<string, unknown>> | undefined;
}

export interface ShownAttempt {
  readonly key: string;
  readonly noticeKey: string;
  readonly try: number;
  readonly recipient: string;
  readonly channel: string;
  readonly rung: number;
  readonly state: 'intended' | 'committed' | 'settled';
  readonly intendedAt: Instant;
  readonly committedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly worker: string | null;
  readonly result: string | null;
  readonly code: string | null;
  readonly reference: string | undefined;
  /** The notice as it was sent. */
  readonly text: string | undefined;
  /** What the recipient answered. */
  readonly evidence: string | undefined;
}

export interface ShownCheck {
  readonly location: number;
  readonly purpose: string;
  readonly by: string;
  readonly verdict: string;
  readonly signal: string;
  readonly status: number | null;
  readonly at: Instant;
}

/** Everything about one takedown, decrypted: showing it to a person is an act that the caller records. */
export interface Shown {
  readonly stored: Stored;
  /** Undefined for the minor route and for an erased case. */
  readonly red: TakedownRed | undefined;
  readonly events: readonly ShownEvent[];
  readonly attempts: readonly ShownAttempt[];
  readonly checks: readonly ShownCheck[];
  readonly tasks: readonly ListedTask[];
  readonly erased: boolean;
}

export async function show(
  context: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
): Promise<Shown | undefined> {
  const facts = await readFactsOf(context, id);
  const key = await caseKeyFor(db, id);
  if (facts === undefined || key === undefined) {
    return undefined;
  }
  return {
    stored: facts.stored,
    red: facts.red,
    events: await shownEvents(context, db, id, key),
    attempts: await shownAttempts(context, db, id, key),
    checks: await shownChecks(db, id),
    tasks: await tasksOf(context, db, id),
    erased: key.wrappedKey === null,
  };
}

async function shownEvents(
  { vault }: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
  key: CaseKey,
): Promise<readonly ShownEvent[]> {
  const rows = await db.select().from(events).where(eq(events.takedownId, id)).orderBy(asc(events.seq));
  return rows.map((row) => {
    const red = vault.open(key, row.red, { table: 'events', column: 'red', row: `${id}:${row.seq}` });
    const open = typeof red === 'object' && red !== null ? { red: { ...red } } : {};
    return { seq: row.seq, event: row.event, ...open };
  });
}

async function shownAttempts(
  { vault }: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
  key: CaseKey,
): Promise<readonly ShownAttempt[]> {
  const rows = await db
    .select()
    .from(attempts)
    .where(eq(attempts.takedownId, id))
    .orderBy(asc(attempts.intendedAt), asc(attempts.try));
  return rows.map(({ takedownId: _, begunAt: __, leaseUntil: ___, ...row }) => {
    const open = (column: 'reference' | 'text' | 'evidence'): string | undefined => {
      const value = vault.open(key, row[column], { table: 'attempts', column, row: row.key });
      return typeof value === 'string' ? value : undefined;
    };
    return { ...row, reference: open('reference'), text: open('text'), evidence: open('evidence') };
  });
}

export async function shownChecks(db: NodePgDatabase, id: TakedownId): Promise<readonly ShownCheck[]> {
  return db
    .select({
      location: checks.location,
      purpose: checks.purpose,
      by: checks.by,
      verdict: checks.verdict,
      signal: checks.signal,
      status: checks.status,
      at: checks.at,
    })
    .from(checks)
    .where(eq(checks.takedownId, id))
    .orderBy(asc(checks.at), asc(checks.id));
}
