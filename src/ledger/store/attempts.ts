import type { Instant } from '../../domain/time.ts';
import type { StoreContext } from './context.ts';

/** The takedown is locked first, so that withdrawing and committing come one after the other. */
const MAY_GO_ON = `
  SELECT t.id FROM redress.attempts a JOIN redress.takedowns t ON t.id = a.takedown_id
  WHERE a.key = $1 AND t.status <> 'ended' AND t.withdrawn_at IS NULL
  FOR NO KEY UPDATE OF t`;

/**
 * Gives an intended attempt to a worker, and with it the takedown's lease. False when it is no longer open, when
 * another (or an earlier call of the same) worker holds it, or when the takedown was stopped.
 */
export async function begin(
  { pool }: StoreContext,
  key: string,
  worker: string,
  now: Instant,
  leaseUntil: Instant,
): Promise<boolean> {
  const begun = await pool.query(
    `WITH takedown AS (${MAY_GO_ON}), begun AS (
       UPDATE redress.attempts a SET worker = $2, begun_at = $3, lease_until = $4
       FROM takedown t
       WHERE a.key = $1 AND a.takedown_id = t.id AND a.state = 'intended'
         AND (a.worker IS NULL OR a.lease_until <= $3)
       RETURNING a.takedown_id, a.recipient
     )
     UPDATE redress.takedowns t SET lease_until = $4, lease_by = $2,
       lease_effect = t.claim_effect, lease_recipient = b.recipient
     FROM begun b WHERE t.id = b.takedown_id`,
    [key, worker, now, leaseUntil],
  );
  return begun.rowCount === 1;
}

/**
 * The point of no return. False unless the attempt is this worker's, in its lease, its takedown goes on, and nobody
 * has stopped its desk.
 */
export async function commit(
  { pool }: StoreContext,
  key: string,
  worker: string,
  now: Instant,
): Promise<boolean> {
  const committed = await pool.query(
    `WITH takedown AS (${MAY_GO_ON})
     UPDATE redress.attempts a SET state = 'committed', committed_at = $3
     FROM takedown t
     WHERE a.key = $1 AND a.takedown_id = t.id AND a.worker = $2 AND a.state = 'intended' AND a.lease_until > $3
       AND NOT EXISTS (SELECT 1 FROM redress.stops s
         WHERE s.scope IN ('*', a.recipient, a.recipient || '/' || a.channel))`,
    [key, worker, now],
  );
  return committed.rowCount === 1;
}
