import { TAKEDOWN_RECORD } from './change-rows.ts';
import {
  ATTEMPT_INSERT,
  ATTEMPT_RECORD,
  ATTEMPT_VALUES,
  TASK_INSERT,
  TASK_RECORD,
  TASK_VALUES,
} from './effect-rows.ts';
import { EVENT_INSERT, EVENT_RECORD, EVENT_VALUES } from './event-rows.ts';
import { PLAN_ASSIGNMENTS, PLAN_RECORD } from './plan-row.ts';

const records = (parameter: number, columns: string): string =>
  `json_to_recordset($${parameter}::json) AS x(${columns})`;

/**
 * Writes many changes in one statement: one update or insert per table, and all of a change or nothing of it, since
 * every other part joins `written`. Answers the ids whose version was as expected.
 *
 * Rows are found by lists of keys beside the joins: the planner takes a recordset for a hundred rows and would read
 * whole tables for them.
 *
 * - A takedown that ended frees its URL; one that is reopened takes it again unless another holds it by now.
 * - Where the minor route was taken, notice and URL are dropped (DESIGN 6).
 * - Of a run that has not passed its point of no return nothing is written once another has taken over.
 * - A lease that is given back or taken anew takes an attempt that was only intended from its worker.
 */
export const WRITE_CHANGES = `
WITH written AS (
  UPDATE redress.takedowns t SET ${PLAN_ASSIGNMENTS},
    head_hash = decode(x.head, 'base64'),
    updated_at = coalesce(x.updated_at, t.updated_at),
    lease_until = CASE x.lease WHEN 'keep' THEN t.lease_until ELSE x.until END,
    lease_by = CASE x.lease WHEN 'keep' THEN t.lease_by ELSE x.worker END,
    lease_effect = CASE x.lease WHEN 'keep' THEN t.lease_effect
      WHEN 'take' THEN coalesce(x.pair_effect, t.claim_effect) END,
    lease_recipient = CASE x.lease WHEN 'keep' THEN t.lease_recipient
      WHEN 'take' THEN coalesce(x.pair_recipient, t.claim_recipient) END,
    open_url = CASE WHEN x.status = 'ended' THEN NULL WHEN t.open_url IS NOT NULL THEN t.open_url
      WHEN NOT EXISTS (SELECT 1 FROM redress.takedowns o
        WHERE o.helpline_id = t.helpline_id AND o.open_url = t.url_hash) THEN t.url_hash END,
    url_hash = CASE WHEN x.outcome = 'minor_route' THEN NULL ELSE t.url_hash END,
    notice = CASE WHEN x.outcome = 'minor_route' THEN NULL ELSE t.notice END
  FROM ${records(1, `${TAKEDOWN_RECORD}, ${PLAN_RECORD}`)}
  WHERE t.id = ANY($8::text[]) AND t.id = x.id AND t.version = x.expected AND t.head_hash = decode(x.prev, 'base64')
    AND (x.held_by IS NULL OR (t.lease_by = x.held_by AND t.lease_until = x.held_until))
  RETURNING t.id, x.lease
), new_events AS (
  ${EVENT_INSERT} SELECT ${EVENT_VALUES} FROM ${records(2, EVENT_RECORD)} JOIN written w ON w.id = x.takedown_id
), new_attempts AS (
  ${ATTEMPT_INSERT} SELECT ${ATTEMPT_VALUES}
  FROM ${records(3, ATTEMPT_RECORD)} JOIN written w ON w.id = x.takedown_id
), settled AS (
  UPDATE redress.attempts a SET state = 'settled', settled_at = coalesce(x.settled_at, a.intended_at),
    result = x.result, code = x.code,
    reference = coalesce(decode(x.reference, 'base64'), a.reference),
    text = coalesce(decode(x.text, 'base64'), a.text),
    evidence = coalesce(decode(x.evidence, 'base64'), a.evidence)
  FROM ${records(
    4,
    'takedown_id text, key text, settled_at bigint, result text, code text, reference text, text text, evidence text',
  )} JOIN written w ON w.id = x.takedown_id
  WHERE a.key = ANY(ARRAY(SELECT s.key FROM json_to_recordset($4::json) AS s(key text)))
    AND a.key = x.key AND a.takedown_id = x.takedown_id
  RETURNING a.key
), released AS (
  UPDATE redress.attempts a SET worker = NULL, lease_until = NULL
  FROM written w
  WHERE a.takedown_id = ANY($8::text[]) AND a.takedown_id = w.id AND w.lease <> 'keep' AND a.settled_at IS NULL
    AND a.state = 'intended' AND a.worker IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM json_to_recordset($4::json) AS s(key text) WHERE s.key = a.key)
), new_tasks AS (
  ${TASK_INSERT} SELECT ${TASK_VALUES} FROM ${records(5, TASK_RECORD)} JOIN written w ON w.id = x.takedown_id
), ended_tasks AS (
  UPDATE redress.tasks k SET status = x.status, ended_at = x.ended_at, ended_by = x.ended_by
  FROM ${records(6, 'takedown_id text, id text, status text, ended_at bigint, ended_by text')}
  JOIN written w ON w.id = x.takedown_id
  WHERE k.id = ANY(ARRAY(SELECT s.id FROM json_to_recordset($6::json) AS s(id text)))
    AND k.id = x.id AND k.takedown_id = x.takedown_id AND k.status = 'open'
), new_checks AS (
  INSERT INTO redress.checks (takedown_id, location, purpose, by, verdict, signal, status, at)
  SELECT x.takedown_id, x.location, x.purpose, x.by, x.verdict, x.signal, x.status, x.at
  FROM ${records(
    7,
    'takedown_id text, location int, purpose text, by text, verdict text, signal text, status int, at bigint',
  )} JOIN written w ON w.id = x.takedown_id
), assigned_tasks AS (
  UPDATE redress.tasks k SET assigned_to = x."to", assigned_by = CASE WHEN x."to" IS NOT NULL THEN x.by END,
    assigned_at = CASE WHEN x."to" IS NOT NULL THEN x.at END
  FROM ${records(9, 'takedown_id text, id text, "to" text, by text, at bigint')}
  JOIN written w ON w.id = x.takedown_id
  WHERE k.id = ANY(ARRAY(SELECT s.id FROM json_to_recordset($9::json) AS s(id text)))
    AND k.id = x.id AND k.takedown_id = x.takedown_id AND k.status = 'open'
)
SELECT id FROM written`;
