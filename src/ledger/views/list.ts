import type { SQL } from 'drizzle-orm';
import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseId, HelplineId, TakedownId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Status } from '../../flow/ledger.ts';
import { cases, helplines } from '../schema/registers.ts';
import { takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readReference } from '../store/stored.ts';
import { acrossIds, isAcross } from './across.ts';
import { caseColumns } from './case-columns.ts';
import type { ListFilter } from './list-filter.ts';

export type { ListFilter } from './list-filter.ts';

/** A line of a list: no URL, and nothing of the notice. */
export interface ListedTakedown {
  readonly id: TakedownId;
  readonly caseId: CaseId;
  readonly caseReference: string;
  readonly helplineId: HelplineId;
  readonly status: Status;
  readonly outcome: string | null;
  readonly platform: string | null;
  readonly host: string;
  readonly next: string;
  readonly dueAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface Page {
  /** Newest first. */
  readonly takedowns: readonly ListedTakedown[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** What a line of a list is made of. */
export const LISTED_COLUMNS = {
  id: takedowns.id,
  caseId: takedowns.caseId,
  helplineId: takedowns.helplineId,
  status: takedowns.status,
  outcome: takedowns.outcome,
  platform: takedowns.platform,
  host: takedowns.host,
  next: takedowns.next,
  dueAt: takedowns.dueAt,
  deadlineAt: takedowns.deadlineAt,
  createdAt: takedowns.createdAt,
  updatedAt: takedowns.updatedAt,
};

export async function list(
  context: StoreContext,
  db: NodePgDatabase,
  filter: ListFilter = {},
): Promise<Page> {
  const limit = Math.max(1, Math.min(filter.limit ?? 50, 500));
  const across = isAcross(filter) ? await acrossIds(context.pool, filter, limit + 1) : undefined;
  // Cut before it is joined: the planner would start at the cases when it takes them for few.
  const cut = db
    .select(LISTED_COLUMNS)
    .from(takedowns)
    .where(
      across === undefined
        ? and(...conditions(filter), await withReference(filter, context, db))
        : inArray(takedowns.id, [...across]),
    )
    .orderBy(...(isPlain(filter) ? [desc(takedowns.helplineId)] : []), desc(takedowns.id))
    .limit(limit + 1)
    .as('cut');
  const { id, caseId, helplineId, status, outcome, platform, host, next } = cut;
  const { dueAt, deadlineAt, createdAt, updatedAt } = cut;
  const takedown = { id, caseId, helplineId, status, outcome, platform, host, next };
  const times = { dueAt, deadlineAt, createdAt, updatedAt };
  const rows = await db
    .select({ takedown, times, ...caseColumns(context) })
    .from(cut)
    .innerJoin(cases, eq(cases.id, cut.caseId))
    .orderBy(desc(cut.id));
  const page = rows.slice(0, limit).map((row) => ({
    ...row.takedown,
    ...row.times,
    caseReference: readReference(
      context.vault,
      { caseId: row.takedown.caseId, wrappedKey: row.wrappedKey },
      row.reference,
    ),
  }));
  return { takedowns: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/**
 * A page of all that a helpline has. It is asked for as a range of (helpline, id), which that index alone can answer in
 * order: with an equality the planner may go along all ids instead, past whatever others have brought since.
 */
function isPlain({ helplineId, status, platform, host }: ListFilter): boolean {
  return helplineId !== undefined && status === undefined && platform === undefined && host === undefined;
}

function plainRange(helplineId: HelplineId, cursor: string | undefined): SQL | undefined {
  return and(
    gte(takedowns.helplineId, helplineId),
    cursor === undefined
      ? lte(takedowns.helplineId, helplineId)
      : sql`(${takedowns.helplineId}, ${takedowns.id}) < (${helplineId}, ${cursor})`,
  );
}

function conditions(filter: ListFilter): readonly (SQL | undefined)[] {
  const { helplineId, status, platform, host, outcome, deadlineBefore, caseId, cursor } = filter;
  const plain = isPlain(filter);
  return [
    plain && helplineId !== undefined ? plainRange(helplineId, cursor) : undefined,
    plain || helplineId === undefined ? undefined : eq(takedowns.helplineId, helplineId),
    status === undefined ? undefined : inArray(takedowns.status, [...status]),
    platform === undefined ? undefined : eq(takedowns.platform, platform),
    host === undefined ? undefined : eq(takedowns.host, host),
    outcome === undefined ? undefined : eq(takedowns.outcome, outcome),
    deadlineBefore === undefined ? undefined : lte(takedowns.deadlineAt, deadlineBefore),
    caseId === undefined ? undefined : eq(takedowns.caseId, caseId),
    plain || cursor === undefined ? undefined : lt(takedowns.id, cursor),
  ];
}

/** A reference is found by its keyed hash, made for one helpline; the owner looks through all, ops through none. */
async function withReference(
  { caseReference, helplineId }: ListFilter,
  { vault, blind }: StoreContext,
  db: NodePgDatabase,
): Promise<SQL | undefined> {
  if (caseReference === undefined) {
    return undefined;
  }
  if (blind === true) {
    return sql`false`;
  }
  const ids =
    helplineId === undefined
      ? (await db.select({ id: helplines.id }).from(helplines)).map((row) => row.id)
      : [helplineId];
  const hashes = ids.map((id) => vault.referenceHash(id, caseReference));
  return inArray(
    takedowns.caseId,
    db.select({ id: cases.id }).from(cases).where(inArray(cases.referenceHash, hashes)),
  );
}
