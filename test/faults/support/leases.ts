import { query } from '../../e2e/support/stage.ts';
import type { Scene } from './scene.ts';
import { FULL } from './size.ts';

/**
 * What was queued and not begun when the queue lost it comes back by its lease, minutes later. The full run waits
 * for it; the short run lets the leases be over now. Not those of tries that may be on their way out.
 */
export async function leasesOver({ database }: Scene): Promise<void> {
  if (FULL) return;
  await query(
    database,
    `UPDATE redress.takedowns t SET lease_until = 1 WHERE lease_until IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM redress.attempts a WHERE a.takedown_id = t.id AND a.state = 'committed')`,
  );
}
