import { isRolling, type Period, spanOf } from '../../domain/statistics/period.ts';
import { DAY, HOUR, type Instant, MINUTE, type Millis, SECOND } from '../../domain/time.ts';

/** Making a figure anew may take a two-hundredth of one connection's time: what is dear is made seldom. */
const SHARE = 200;
const SOONEST: Millis = 5 * SECOND;

/**
 * What changed is due as soon as its cost allows. Parameters: keys as JSON, now. A figure that is due sooner already is left
 * alone, so that a busy ledger does not write the same rows all the time.
 */
export const MARK = `
INSERT INTO redress.figures AS f (helpline_id, kind, key, due_at)
SELECT x.scope, x.kind, x.key, $2::bigint FROM json_to_recordset($1::json) AS x(scope text, kind text, key text)
ON CONFLICT (helpline_id, kind, key) DO UPDATE
SET due_at = greatest($2::bigint, coalesce(f.as_of, 0) + greatest(${SOONEST}, ${SHARE} * f.cost_ms))
WHERE f.due_at IS NULL
  OR f.due_at > greatest($2::bigint, coalesce(f.as_of, 0) + greatest(${SOONEST}, ${SHARE} * f.cost_ms))`;

/**
 * When a recipient's figures are made anew though nothing has changed: those that are open have been so for longer since
 * then, and a rolling period has moved on. Null: when something changes.
 */
export function recipientDue(
  period: Period,
  { notices, stillWatched }: { readonly notices: number; readonly stillWatched: number },
  now: Instant,
  cost: Millis,
): Instant | null {
  const { from, to } = spanOf(period, now);
  const changes = isRolling(period) ? notices > 0 : stillWatched > 0 && now < to + 365 * DAY;
  if (!changes) return null;
  const pause = Math.min(Math.max((to - from) / 500, 10 * MINUTE), 6 * HOUR);
  return now + Math.max(pause, SHARE * cost);
}

/** Hours pass without anything happening. */
export const activityDue = (now: Instant, cost: Millis): Instant => now + Math.max(10 * MINUTE, SHARE * cost);

/** Much of it is no event: what is due becomes so by time alone. */
export const totalsDue = (now: Instant, cost: Millis): Instant => now + Math.max(10 * SECOND, 20 * cost);
