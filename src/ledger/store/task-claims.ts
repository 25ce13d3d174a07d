import type { TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Ledger } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';

type TaskClaim = NonNullable<Awaited<ReturnType<Ledger['claimTask']>>>;

const WHO = `SELECT claimed_by AS by, claimed_until AS until FROM redress.tasks WHERE id = $1 AND status = 'open'`;

/** See the contract, `Ledger.claimTask`. */
export async function claimTask(
  { pool }: StoreContext,
  id: TaskId,
  { by, until }: TaskClaim,
  now: Instant,
): Promise<TaskClaim | undefined> {
  const taken = await pool.query<TaskClaim>(
    `UPDATE redress.tasks SET claimed_by = $2, claimed_until = $3
     WHERE id = $1 AND status = 'open' AND (claimed_by IS NULL OR claimed_by = $2 OR claimed_until <= $4)
     RETURNING claimed_by AS by, claimed_until AS until`,
    [id, by, until, now],
  );
  return taken.rows[0] ?? (await pool.query<TaskClaim>(WHO, [id])).rows[0];
}

/** See the contract, `Ledger.releaseTask`. */
export async function releaseTask(
  { pool }: StoreContext,
  id: TaskId,
  by: string,
  now: Instant,
): Promise<'free' | 'held' | undefined> {
  const freed = await pool.query(
    `UPDATE redress.tasks SET claimed_by = NULL, claimed_until = NULL
     WHERE id = $1 AND status = 'open' AND (claimed_by IS NULL OR claimed_by = $2 OR claimed_until <= $3)`,
    [id, by, now],
  );
  if (freed.rowCount === 1) return 'free';
  return (await pool.query<TaskClaim>(WHO, [id])).rows.length === 0 ? undefined : 'held';
}
