import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TakedownId } from '../../domain/ids.ts';
import type { Takedown } from '../../domain/takedown.ts';
import { cases } from '../schema/registers.ts';
import { takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { readReference } from '../store/stored.ts';
import { caseColumns } from './case-columns.ts';
import { LISTED_COLUMNS, type ListedTakedown } from './list.ts';

/** One takedown as its line and its state tell it: no URL, and nothing of the notice. */
export interface TakedownView {
  readonly line: ListedTakedown;
  readonly state: Takedown;
}

export async function takedown(
  context: StoreContext,
  db: NodePgDatabase,
  id: TakedownId,
): Promise<TakedownView | undefined> {
  const [row] = await db
    .select({ takedown: LISTED_COLUMNS, state: takedowns.state, ...caseColumns(context) })
    .from(takedowns)
    .innerJoin(cases, eq(cases.id, takedowns.caseId))
    .where(eq(takedowns.id, id));
  if (row === undefined) return undefined;
  const key = { caseId: row.takedown.caseId, wrappedKey: row.wrappedKey };
  const caseReference = readReference(context.vault, key, row.reference);
  return { line: { ...row.takedown, caseReference }, state: row.state };
}
