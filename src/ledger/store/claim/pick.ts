import type { Instant } from '../../../domain/time.ts';
import type { Pair } from '../change-rows.ts';
import type { Queryable } from '../context.ts';
import type { SightRow } from '../facts-rows.ts';
import { STORED_COLUMNS } from '../stored.ts';
import { KEPT_KINDS } from './kept.ts';

/** A pair's share of this claim. */
export interface Quota extends Pair {
  readonly count: number;
}

/**
 * Takes each pair's most urgent due takedowns: by deadline, then by age. Rows that others hold are passed over. With
 * the notice, still sealed, where it is kept for the effect.
 */
export async function pickRows(
  on: Queryable,
  quotas: readonly Quota[],
  now: Instant,
): Promise<readonly SightRow[]> {
  const picked = await on.query<SightRow>(
    `SELECT ${STORED_COLUMNS}, CASE WHEN t.claim_effect = ANY($5) THEN t.notice END AS notice
     FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
     WHERE t.claim_at <= $4 AND t.id IN (
       SELECT few.id FROM unnest($1::text[], $2::text[], $3::int[]) AS q(effect, recipient, count), LATERAL (
         SELECT d.id FROM redress.takedowns d
         WHERE d.claim_effect = q.effect AND d.claim_recipient = q.recipient AND d.claim_at <= $4
         ORDER BY d.deadline_at, d.created_at LIMIT q.count
       ) few)
     FOR NO KEY UPDATE OF t SKIP LOCKED`,
    [
      quotas.map((quota) => quota.effect),
      quotas.map((quota) => quota.recipient),
      quotas.map((quota) => quota.count),
      now,
      KEPT_KINDS,
    ],
  );
  return inTurn(picked.rows);
}

/** One of each pair in turn, so that the queue too serves all recipients alike. */
function inTurn(rows: readonly SightRow[]): readonly SightRow[] {
  const urgent = [...rows].sort(
    (a, b) =>
      (a.deadline_at ?? Number.POSITIVE_INFINITY) - (b.deadline_at ?? Number.POSITIVE_INFINITY) ||
      a.created_at - b.created_at ||
      0,
  );
  const seen = new Map<string, number>();
  return urgent
    .map((row) => {
      const pair = `${row.claim_effect}\n${row.claim_recipient}`;
      const turn = (seen.get(pair) ?? 0) + 1;
      seen.set(pair, turn);
      return { row, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map((one) => one.row);
}
