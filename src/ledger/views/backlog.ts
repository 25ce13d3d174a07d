import type { Instant } from '../../domain/time.ts';
import type { StoreContext } from '../store/context.ts';

/** What is planned for one recipient and effect. */
export interface BacklogLine {
  /** Null: a wait that ends; it is decided again then. */
  readonly effect: string | null;
  /** Null: none in particular. */
  readonly recipient: string | null;
  readonly due: number;
  readonly running: number;
  readonly later: number;
  /** The strictest deadline among them. */
  readonly firstDeadlineAt: Instant | null;
  readonly nextDueAt: Instant | null;
  /** When the recipient's pace allows the next one. */
  readonly freeAt: Instant | null;
}

/** The backlog as the claim loops see it, the most urgent recipients first. */
export async function backlog({ pool }: StoreContext, now: Instant): Promise<readonly BacklogLine[]> {
  const found = await pool.query<BacklogLine>(
    `SELECT nullif(t.claim_effect, '') AS effect, nullif(t.claim_recipient, '') AS recipient,
       count(*) FILTER (WHERE t.claim_at <= $1) AS due,
       count(*) FILTER (WHERE t.lease_until > $1) AS running,
       count(*) FILTER (WHERE t.claim_at > $1 AND t.lease_until IS NULL) AS later,
       min(t.deadline_at) AS "firstDeadlineAt", min(t.claim_at) AS "nextDueAt",
       nullif(max(p.free_at), 0) AS "freeAt"
     FROM redress.takedowns t
     LEFT JOIN redress.paces p ON p.effect = t.claim_effect AND p.recipient = t.claim_recipient
     WHERE t.claim_at IS NOT NULL
     GROUP BY t.claim_effect, t.claim_recipient
     ORDER BY min(t.deadline_at), min(t.claim_at)`,
    [now],
  );
  return found.rows;
}
