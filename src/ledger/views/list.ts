import type { SQL } from 'drizzle-orm';
import { and, desc, eq, inArray, lt, lte } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseId, HelplineId, TakedownId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Status } from '../../flow/ledger.ts';
import { cases, helplines } from '../schema/registers.ts';
import { takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readReference } from '../store/stored.ts';

export interface ListFilter {
  readonly helplineId?: HelplineId | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly platform?: string | undefined;
  readonly host?: string | undefined;
  readonly outcome?: string | undefined;
  /** Whose strictest deadline ends at or before this moment. */
  readonly deadlineBefore?: Instant | undefined;
  readonly caseId?: CaseId | undefined;
  /** Exactly as the helpline wrote it. */
  readonly caseReference?: string | undefined;
  /** At most 500; 50 by default. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

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

export async function list(
  { vault }: StoreContext,
  db: NodePgDatabase,
  filter: ListFilter = {},
): Promise<Page> {
  const limit = Math.max(1, Math.min(filter.limit ?? 50, 500));
  const rows = await db
    .select({ takedown: takedowns, reference: cases.reference, wrappedKey: cases.wrappedKey })
    .from(takedowns)
    .innerJoin(cases, eq(cases.id, takedowns.caseId))
    .where(and(...conditions(filter), await withReference(filter, vault, db)))
    .orderBy(desc(takedowns.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map(({ takedown, reference, wrappedKey }) => ({
    id: takedown.id,
    caseId: takedown.caseId,
    caseReference: readReference(vault, { caseId: takedown.caseId, wrappedKey }, reference),
    helplineId: takedown.helplineId,
    status: takedown.status,
    outcome: takedown.outcome,
    platform: takedown.platform,
    host: takedown.host,
    next: takedown.next,
    dueAt: takedown.dueAt,
    deadlineAt: takedown.deadlineAt,
    createdAt: takedown.createdAt,
    updatedAt: takedown.updatedAt,
  }));
  return { takedowns: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function conditions(filter: ListFilter): readonly (SQL | undefined)[] {
  const { helplineId, status, platform, host, outcome, deadlineBefore, caseId, cursor } = filter;
  return [
    helplineId === undefined ? undefined : eq(takedowns.helplineId, helplineId),
    status === undefined ? undefined : inArray(takedowns.status, [...status]),
    platform === undefined ? undefined : eq(takedowns.platform, platform),
    host === undefined ? undefined : eq(takedowns.host, host),
    outcome === undefined ? undefined : eq(takedowns.outcome, outcome),
    deadlineBefore === undefined ? undefined : lte(takedowns.deadlineAt, deadlineBefore),
    caseId === undefined ? undefined : eq(takedowns.caseId, caseId),
    cursor === undefined ? undefined : lt(takedowns.id, cursor),
  ];
}

/** A reference is found by its keyed hash, which is made for one helpline; ops look through all of them. */
async function withReference(
  { caseReference, helplineId }: ListFilter,
  vault: StoreContext['vault'],
  db: NodePgDatabase,
): Promise<SQL | undefined> {
  if (caseReference === undefined) {
    return undefined;
  }
  const ids =
    helplineId === undefined
      ? (await db.select({ id: helplines.id }).from(helplines)).map((row) => row.id)
      : [helplineId];
  return inArray(
    cases.referenceHash,
    ids.map((id) => vault.referenceHash(id, caseReference)),
  );
}
