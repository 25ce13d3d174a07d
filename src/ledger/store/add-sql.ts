import {
  ATTEMPT_INSERT,
  ATTEMPT_RECORD,
  ATTEMPT_VALUES,
  TASK_INSERT,
  TASK_RECORD,
  TASK_VALUES,
} from './effect-rows.ts';
import { EVENT_INSERT, EVENT_RECORD, EVENT_VALUES } from './event-rows.ts';
import { PLAN_COLUMNS, PLAN_RECORD, PLAN_VALUES } from './plan-row.ts';

/** Inserts takedowns; a URL that the helpline has open is passed over. */
export const ADD_TAKEDOWNS = `
INSERT INTO redress.takedowns
  (id, case_id, helpline_id, head_hash, created_at, updated_at, url_hash, open_url, notice, ${PLAN_COLUMNS})
SELECT x.id, x.case_id, x.helpline_id, decode(x.head, 'base64'), x.created_at, x.updated_at,
  decode(x.url_hash, 'base64'), CASE WHEN x.status <> 'ended' THEN decode(x.url_hash, 'base64') END,
  decode(x.notice, 'base64'), ${PLAN_VALUES}
FROM json_to_recordset($1::json) AS x(id text, case_id text, helpline_id text, head text, created_at bigint,
  updated_at bigint, url_hash text, notice text, ${PLAN_RECORD})
ON CONFLICT (helpline_id, open_url) WHERE open_url IS NOT NULL DO NOTHING
RETURNING id`;

/**
 * Inserts what belongs to them, in a statement of its own: row-level security looks whose takedown it is, and does not
 * see what the same statement inserts.
 */
export const ADD_PARTS = `
WITH new_attempts AS (
  ${ATTEMPT_INSERT} SELECT ${ATTEMPT_VALUES} FROM json_to_recordset($2::json) AS x(${ATTEMPT_RECORD})
), new_tasks AS (
  ${TASK_INSERT} SELECT ${TASK_VALUES} FROM json_to_recordset($3::json) AS x(${TASK_RECORD})
)
${EVENT_INSERT} SELECT ${EVENT_VALUES} FROM json_to_recordset($1::json) AS x(${EVENT_RECORD})`;

export const FIND_OPEN = `
SELECT x.id, t.id AS holder
FROM json_to_recordset($1::json) AS x(id text, helpline_id text, url_hash text)
JOIN redress.takedowns t ON t.helpline_id = x.helpline_id AND t.open_url = decode(x.url_hash, 'base64')`;
