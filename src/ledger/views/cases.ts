import type { SQL } from 'drizzle-orm';
import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import { OUTCOMES, type OutcomeKind } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/time.ts';
import { caseShares, cases } from '../schema/registers.ts';
import { takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readReference } from '../store/stored.ts';
import { caseColumns } from './case-columns.ts';

/** How the takedowns of a case stand. */
export interface CaseCounts {
  readonly takedowns: number;
  readonly open: number;
  /** Of the open ones: those that wait for a person. */
  readonly person: number;
  readonly byOutcome: Partial<Record<OutcomeKind, number>>;
}

export interface ListedCase {
  readonly id: CaseId;
  readonly helplineId: HelplineId;
  /** Empty once it was erased. */
  readonly reference: string;
  readonly createdAt: Instant;
  readonly erasedAt: Instant | null;
  readonly counts: CaseCounts;
}

export interface CaseFilter {
  readonly helplineId?: HelplineId | undefined;
  /** Those that others share with this helpline now. */
  readonly sharedWith?: HelplineId | undefined;
  /** At most 200; 50 by default. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface CasePage {
  /** Newest first. */
  readonly cases: readonly ListedCase[];
  readonly next: string | null;
}

export async function listCases(
  context: StoreContext,
  db: NodePgDatabase,
  { helplineId, sharedWith, cursor, ...filter }: CaseFilter = {},
): Promise<CasePage> {
  const limit = Math.max(1, Math.min(filter.limit ?? 50, 200));
  const where = and(
    helplineId === undefined ? undefined : eq(cases.helplineId, helplineId),
    sharedWith === undefined ? undefined : inArray(cases.id, sharedIds(db, sharedWith)),
    cursor === undefined ? undefined : lt(cases.id, cursor),
  );
  const found = await read(context, db, where, limit + 1);
  const page = found.slice(0, limit);
  return { cases: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
}

export async function oneCase(
  context: StoreContext,
  db: NodePgDatabase,
  id: CaseId,
): Promise<ListedCase | undefined> {
  return (await read(context, db, eq(cases.id, id), 1))[0];
}

function sharedIds(db: NodePgDatabase, helplineId: HelplineId) {
  return db
    .select({ id: caseShares.caseId })
    .from(caseShares)
    .where(and(eq(caseShares.helplineId, helplineId), isNull(caseShares.endedAt)));
}

async function read(
  context: StoreContext,
  db: NodePgDatabase,
  where: SQL | undefined,
  limit: number,
): Promise<readonly ListedCase[]> {
  const rows = await db
    .select({
      id: cases.id,
      helplineId: cases.helplineId,
      createdAt: cases.createdAt,
      erasedAt: cases.erasedAt,
      ...caseColumns(context),
    })
    .from(cases)
    .where(where)
    .orderBy(desc(cases.id))
    .limit(limit);
  const counts = await countsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map(({ wrappedKey, reference, ...row }) => ({
    ...row,
    reference: readReference(context.vault, { caseId: row.id, wrappedKey }, reference),
    counts: counts.get(row.id) ?? NONE,
  }));
}

const NONE: CaseCounts = { takedowns: 0, open: 0, person: 0, byOutcome: {} };

async function countsOf(
  db: NodePgDatabase,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, CaseCounts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      caseId: takedowns.caseId,
      status: takedowns.status,
      outcome: takedowns.outcome,
      count: sql<number>`count(*)::int`,
    })
    .from(takedowns)
    .where(inArray(takedowns.caseId, [...ids]))
    .groupBy(takedowns.caseId, takedowns.status, takedowns.outcome);
  const counts = new Map<CaseId, CaseCounts>();
  for (const { caseId, status, outcome, count } of rows) {
    const { takedowns: all, open, person, byOutcome } = counts.get(caseId) ?? NONE;
    const kind = OUTCOMES.find((one) => one === outcome);
    counts.set(caseId, {
      takedowns: all + count,
      open: open + (status === 'ended' ? 0 : count),
      person: person + (status === 'person' ? count : 0),
      byOutcome: kind === undefined ? byOutcome : { ...byOutcome, [kind]: (byOutcome[kind] ?? 0) + count },
    });
  }
  return counts;
}
