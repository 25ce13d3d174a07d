import type { Pool } from 'pg';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** A case is over when all of its takedowns are, and nothing has happened to any of them since. */
const OVER = `c.wrapped_key IS NOT NULL AND c.created_at <= $1 AND NOT EXISTS (
  SELECT 1 FROM redress.takedowns t
  WHERE t.case_id = c.id AND (t.status <> 'ended' OR t.due_at IS NOT NULL OR t.updated_at > $1))`;

export async function casesOver(
  pool: Pool,
  before: Instant,
  after: CaseId,
  limit: number,
): Promise<readonly CaseId[]> {
  const found = await pool.query<{ id: CaseId }>(
    `SELECT c.id FROM redress.cases c WHERE ${OVER} AND c.id > $2 ORDER BY c.id LIMIT $3`,
    [before, after, limit],
  );
  return found.rows.map((row) => row.id);
}

export async function countCasesOver(pool: Pool, before: Instant): Promise<number> {
  const found = await pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM redress.cases c WHERE ${OVER}`,
    [before],
  );
  return found.rows[0]?.count ?? 0;
}
