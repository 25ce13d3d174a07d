import { and, asc, eq, gt } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import { events, takedowns } from '../schema/tables.ts';

export interface TimelineEvent {
  readonly seq: number;
  readonly event: TakedownEvent;
}

/** The events of a takedown after one of them, without what is sealed beside them. Undefined: no such takedown. */
export async function timeline(
  db: NodePgDatabase,
  id: TakedownId,
  after: number,
  limit: number,
): Promise<readonly TimelineEvent[] | undefined> {
  const rows = await db
    .select({ seq: events.seq, event: events.event })
    .from(events)
    .where(and(eq(events.takedownId, id), gt(events.seq, after)))
    .orderBy(asc(events.seq))
    .limit(limit);
  if (rows.length > 0) return rows;
  const known = await db.select({ id: takedowns.id }).from(takedowns).where(eq(takedowns.id, id));
  return known.length === 0 ? undefined : [];
}
