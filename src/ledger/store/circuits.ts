import type { Instant } from '../../domain/time.ts';
import type { Circuit, CircuitPolicy } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';

export async function circuits({ pool }: StoreContext): Promise<readonly Circuit[]> {
  const found = await pool.query<Circuit>(
    `SELECT recipient, channel, failures, open_until AS "openUntil", since FROM redress.circuits
     ORDER BY recipient, channel`,
  );
  return found.rows;
}

/**
 * Counts in one statement, so that failures of many processes add up. While the circuit is open, late failures of
 * what was under way change nothing; a failed trial opens it again for twice as long.
 */
export async function countFailure(
  { pool }: StoreContext,
  recipient: string,
  channel: string,
  { failures, pause, maxPause }: CircuitPolicy,
  now: Instant,
): Promise<void> {
  await pool.query(
    `WITH given AS (
       SELECT $3::bigint AS now, $4::int AS enough, $5::bigint AS pause, $6::bigint AS longest
     )
     INSERT INTO redress.circuits AS c (recipient, channel, failures, open_until, opened, since)
     SELECT $1, $2, 1, CASE WHEN enough <= 1 THEN now + pause END, CASE WHEN enough <= 1 THEN 1 ELSE 0 END, now
     FROM given
     ON CONFLICT (recipient, channel) DO UPDATE SET
       failures = c.failures + 1,
       open_until = (SELECT CASE
         WHEN c.open_until > now THEN c.open_until
         WHEN c.failures + 1 >= enough THEN now + least(longest, pause * power(2, least(c.opened, 20))::bigint)
       END FROM given),
       opened = (SELECT CASE
         WHEN c.open_until > now OR c.failures + 1 < enough THEN c.opened ELSE c.opened + 1
       END FROM given)`,
    [recipient, channel, now, failures, pause, maxPause],
  );
}

export async function closeCircuit(
  { pool }: StoreContext,
  recipient: string,
  channel: string,
): Promise<void> {
  await pool.query('DELETE FROM redress.circuits WHERE recipient = $1 AND channel = $2', [
    recipient,
    channel,
  ]);
}
