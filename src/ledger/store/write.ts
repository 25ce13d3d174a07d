import type { TakedownId } from '../../domain/ids.ts';
import type { ChangeRows } from './change-rows.ts';
import type { Queryable } from './context.ts';
import { named } from './named.ts';
import { WRITE_CHANGES } from './write-sql.ts';

const WRITE = named('write', WRITE_CHANGES);

/** Writes the rows of many changes; answers the takedowns that were as expected. The others are untouched. */
export async function writeChanges(on: Queryable, rows: ChangeRows): Promise<ReadonlySet<TakedownId>> {
  const written = await on.query<{ id: TakedownId }>({
    ...WRITE,
    values: [
      ...[rows.takedowns, rows.events, rows.attempts, rows.settles, rows.tasks, rows.ended, rows.checks].map(
        (some) => JSON.stringify(some),
      ),
      rows.takedowns.map((row) => row.id),
      JSON.stringify(rows.assigned),
    ],
  });
  return new Set(written.rows.map((row) => row.id));
}
