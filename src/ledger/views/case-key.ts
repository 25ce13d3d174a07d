import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TakedownId } from '../../domain/ids.ts';
import { cases } from '../schema/registers.ts';
import { takedowns } from '../schema/tables.ts';
import type { CaseKey } from '../vault/vault.ts';

/** The key of a takedown's case; undefined when there is no such takedown. */
export async function caseKeyFor(db: NodePgDatabase, id: TakedownId): Promise<CaseKey | undefined> {
  const [row] = await db
    .select({ caseId: cases.id, wrappedKey: cases.wrappedKey })
    .from(takedowns)
    .innerJoin(cases, eq(cases.id, takedowns.caseId))
    .where(eq(takedowns.id, id));
  return row;
}
