import type { Pool } from 'pg';
import { transaction } from '../pool.ts';

/** "RDFD" */
const LOCK = 0x52444644;

const AHEAD = `
SELECT e.tx, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS newest, b.base
FROM redress.feed_base b CROSS JOIN (SELECT max(tx) AS tx FROM redress.events) e
WHERE e.tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + b.base`;

/**
 * The feed is ordered by transactions, and those of another cluster count from elsewhere: after a restore, what is
 * written would come before what was restored, and readers would wait for ever. Then the count goes on after the
 * newest event. To be called before anything is written.
 */
export async function settleFeed(pool: Pool): Promise<void> {
  if ((await pool.query(AHEAD)).rowCount === 0) return;
  await transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const found = await client.query<{ tx: number; newest: number }>(AHEAD);
    const [ahead] = found.rows;
    if (ahead === undefined) return;
    const base = ahead.tx + 1 - ahead.newest;
    await client.query('UPDATE redress.feed_base SET base = $1', [base]);
    await client.query(
      `ALTER TABLE redress.events ALTER COLUMN tx SET DEFAULT (pg_current_xact_id()::text::bigint + ${Math.trunc(base)})`,
    );
  });
}
