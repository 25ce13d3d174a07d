/** Messages of one subscription that are sent at a time; of one that fails, a single one until it works again. */
const AT_ONCE = 4;

/**
 * Parameters: now, limit, worker, lease. Each subscription is asked for its own, so that one with a long backlog does
 * not stand before the others.
 */
export const CLAIM = `
WITH due AS (
  SELECT d.id, w.url, w.secret, CASE WHEN w.former_until > $1 THEN w.former_secret END AS former_secret
  FROM redress.webhooks w CROSS JOIN LATERAL (
    SELECT id FROM redress.webhook_deliveries d
    WHERE d.webhook_id = w.id AND d.state = 'pending' AND d.due_at <= $1 AND coalesce(d.lease_until, 0) <= $1
    ORDER BY d.due_at LIMIT greatest(0, CASE WHEN w.failures > 0 THEN 1 ELSE ${AT_ONCE} END - (
      SELECT count(*) FROM redress.webhook_deliveries l
      WHERE l.webhook_id = w.id AND l.state = 'pending' AND l.lease_until > $1))
    FOR UPDATE SKIP LOCKED
  ) d
  WHERE w.disabled_at IS NULL LIMIT $2
)
UPDATE redress.webhook_deliveries d SET lease_by = $3, lease_until = $4, tries = d.tries + 1
FROM due WHERE d.id = due.id
RETURNING d.id, d.webhook_id AS "webhookId", due.url, due.secret, due.former_secret AS "formerSecret",
  d.event_id AS "eventId", d.payload, d.tries`;

/** Parameters: position, limit. What is after it and may be read, with the position of the last. */
export const FAN_OUT = (horizon: string): string => `
WITH batch AS (
  SELECT e.tx, e.feed, e.takedown_id, e.type, e.at, e.event ->> 'outcome' AS outcome
  FROM redress.events e
  WHERE (e.tx, e.feed) > ($1, $2) AND e.tx < ${horizon}
  ORDER BY e.tx, e.feed LIMIT $3
), told AS (
  INSERT INTO redress.webhook_deliveries (webhook_id, helpline_id, event_id, type, payload, created_at, due_at)
  SELECT w.id, w.helpline_id, 'evt_' || b.tx || '-' || b.feed, 'takedown.' || b.type,
    jsonb_build_object('id', 'evt_' || b.tx || '-' || b.feed, 'type', 'takedown.' || b.type, 'timestamp',
      to_char(to_timestamp(b.at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', jsonb_build_object('takedownId', t.id, 'caseId', t.case_id, 'state', t.status,
        'outcome', coalesce(b.outcome, t.outcome))), $4, $4
  FROM batch b JOIN redress.takedowns t ON t.id = b.takedown_id
  JOIN redress.webhooks w ON w.disabled_at IS NULL AND b.at >= w.created_at
    AND w.events && ARRAY['*', 'takedown.' || b.type]
    AND (w.helpline_id = t.helpline_id OR EXISTS (SELECT 1 FROM redress.case_shares s
      WHERE s.case_id = t.case_id AND s.helpline_id = w.helpline_id AND s.ended_at IS NULL))
  ON CONFLICT (webhook_id, event_id) DO NOTHING
)
SELECT tx, feed, (SELECT count(*) FROM batch) AS count FROM batch ORDER BY tx DESC, feed DESC LIMIT 1`;
