import { LEASES } from '../../../src/flow/ledger.ts';
import { query } from '../../e2e/support/stage.ts';
import { FULL } from './size.ts';

/** Longer than anything that is really under way: a form of the practice platforms is given up after 45 s. */
const MINUTE = 60_000;

/**
 * What a living process had begun, or queued and not begun, when the queue or the database fell comes back by its
 * lease, two to five minutes later. The full run waits for it; for the short run leases last a minute.
 * `now` by the clock of the processes.
 */
export async function lapse(database: string, now: number): Promise<void> {
  if (FULL) return;
  await query(
    database,
    `WITH idle AS (
       UPDATE redress.takedowns t SET lease_until = 1
       WHERE lease_until > 1 AND lease_until - ($2::json ->> lease_effect)::bigint < $1
         AND NOT EXISTS (SELECT 1 FROM redress.attempts a
           WHERE a.takedown_id = t.id AND a.state <> 'settled' AND a.begun_at >= $1)
       RETURNING t.id
     )
     UPDATE redress.attempts a SET lease_until = 1 FROM idle
     WHERE a.takedown_id = idle.id AND a.state <> 'settled' AND a.lease_until IS NOT NULL`,
    [now - MINUTE, JSON.stringify(LEASES)],
  );
}
