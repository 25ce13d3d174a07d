import type { SQL } from 'drizzle-orm';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseId, HelplineId, TakedownId, TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { cases } from '../schema/registers.ts';
import { takedowns, tasks } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readReference } from '../store/stored.ts';
import { caseColumns } from './case-columns.ts';

/** Work for a person. What there is to send is made from the notice when somebody looks at it. */
export interface ListedTask {
  readonly id: TaskId;
  readonly takedownId: TakedownId;
  readonly caseId: CaseId;
  readonly caseReference: string;
  readonly helplineId: HelplineId;
  readonly platform: string | null;
  readonly host: string;
  readonly kind: string;
  readonly reason: string;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly status: 'open' | 'done' | 'failed' | 'dropped';
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  /** Who took it last, and until when it is theirs. */
  readonly claimedBy: string | null;
  readonly claimedUntil: Instant | null;
  /** To whom it was given, by whom and when. */
  readonly assignedTo: string | null;
  readonly assignedBy: string | null;
  readonly assignedAt: Instant | null;
}

export interface TaskFilter {
  readonly helplineId?: HelplineId | undefined;
  readonly kind?: string | undefined;
  /** At most 500; 100 by default. */
  readonly limit?: number | undefined;
}

/** Open tasks, the most urgent first: by due time, then by age. */
export async function openTasks(
  context: StoreContext,
  db: NodePgDatabase,
  filter: TaskFilter = {},
): Promise<readonly ListedTask[]> {
  const { helplineId, kind } = filter;
  return readTasks(
    context,
    db,
    and(
      eq(tasks.status, 'open'),
      helplineId === undefined ? undefined : eq(takedowns.helplineId, helplineId),
      kind === undefined ? undefined : eq(tasks.kind, kind),
    ),
    Math.max(1, Math.min(filter.limit ?? 100, 500)),
  );
}

export async function task(
  context: StoreContext,
  db: NodePgDatabase,
  id: TaskId,
): Promise<ListedTask | undefined> {
  return (await readTasks(context, db, eq(tasks.id, id), 1))[0];
}

/** All tasks of a takedown, ended ones too. */
export async function tasksOf(
  context: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
): Promise<readonly ListedTask[]> {
  return readTasks(context, db, eq(tasks.takedownId, id), 10_000);
}

export async function readTasks(
  context: StoreContext,
  db: NodePgDatabase,
  where: SQL | undefined,
  limit: number,
): Promise<readonly ListedTask[]> {
  const rows = await db
    .select({
      task: tasks,
      caseId: takedowns.caseId,
      helplineId: takedowns.helplineId,
      platform: takedowns.platform,
      host: takedowns.host,
      ...caseColumns(context),
    })
    .from(tasks)
    .innerJoin(takedowns, eq(takedowns.id, tasks.takedownId))
    .innerJoin(cases, eq(cases.id, takedowns.caseId))
    .where(where)
    .orderBy(sql`${tasks.dueAt} NULLS LAST`, asc(tasks.openedAt), asc(tasks.id))
    .limit(limit);
  return rows.map(({ task: one, reference, wrappedKey, ...row }) => ({
    ...one,
    ...row,
    caseReference: readReference(context.vault, { caseId: row.caseId, wrappedKey }, reference),
  }));
}
