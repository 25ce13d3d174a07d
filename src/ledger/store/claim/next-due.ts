import type { Instant } from '../../../domain/time.ts';
import type { StoreContext } from '../context.ts';
import { PAIRS } from './pairs.ts';

/** The first moment at which something is due whose recipient's pace allows it; null when nothing is planned. */
export async function nextDueAt({ pool }: StoreContext, kinds: readonly string[]): Promise<Instant | null> {
  const found = await pool.query<{ at: Instant | null }>(
    `WITH ${PAIRS}
     SELECT min(greatest(coalesce(s.free_at, 0), (
       SELECT min(t.claim_at) FROM redress.takedowns t
       WHERE t.claim_effect = p.effect AND t.claim_recipient = p.recipient))) AS at
     FROM pair p LEFT JOIN redress.paces s ON s.effect = p.effect AND s.recipient = p.recipient
     WHERE p.effect = ANY($1)`,
    [[...kinds, '']],
  );
  return found.rows[0]?.at ?? null;
}
