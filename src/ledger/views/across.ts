import type { Pool } from 'pg';
import type { TakedownId } from '../../domain/ids.ts';
import type { ListFilter } from './list-filter.ts';

/**
 * Whether a list over all helplines is made of the newest of each: only a helpline's takedowns have indexes by status,
 * platform and host, and going along all ids would read the whole table for what is rare.
 */
export function isAcross({ helplineId, caseId, caseReference, status, platform, host }: ListFilter): boolean {
  if (helplineId !== undefined || caseId !== undefined || caseReference !== undefined) return false;
  if ((status?.length ?? 0) > 1) return false;
  return status !== undefined || platform !== undefined || host !== undefined;
}

/** Only the conditions that are asked for: with the others as `OR NULL` no index would serve. */
function conditionsOf(filter: ListFilter): { readonly sql: string; readonly values: readonly unknown[] } {
  const { status, platform, host, outcome, deadlineBefore, cursor } = filter;
  const asked: readonly (readonly [string, unknown])[] = [
    ['t.status = ?', status?.length === 1 ? status[0] : undefined],
    ['t.platform = ?', platform],
    ['t.host = ?', host],
    ['t.outcome = ?', outcome],
    ['t.deadline_at <= ?', deadlineBefore],
    ['t.id < ?', cursor],
  ];
  const given = asked.filter(([, value]) => value !== undefined);
  return {
    sql: given.map(([sql], index) => `AND ${sql.replace('?', `$${index + 2}`)}`).join(' '),
    values: given.map(([, value]) => value),
  };
}

/** Their ids, newest first. */
export async function acrossIds(
  pool: Pool,
  filter: ListFilter,
  limit: number,
): Promise<readonly TakedownId[]> {
  const { sql, values } = conditionsOf(filter);
  const found = await pool.query<{ id: TakedownId }>(
    `SELECT few.id FROM redress.helplines h CROSS JOIN LATERAL (
       SELECT t.id FROM redress.takedowns t WHERE t.helpline_id = h.id ${sql} ORDER BY t.id DESC LIMIT $1
     ) few ORDER BY few.id DESC LIMIT $1`,
    [limit, ...values],
  );
  return found.rows.map((row) => row.id);
}
