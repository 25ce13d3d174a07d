/**
 * What people may do to a takedown that goes on by itself.
 *
 * - `takedowns.paused_at`: nothing is sent or looked at. Such a row is not due, so no claim meets it; the point of no
 *   return asks for it once more.
 * - `switch_acts`: what people did with the stop switch, circuits and queues, which keep only how they stand.
 * - `events_acts`: the index of what people did to takedowns, newest first; few events are acts.
 * - `audit_runs`: when the hash chains were verified, and what was found.
 * - `tasks.assigned_to`, `assigned_by`, `assigned_at`: to whom a task was given, by whom and when.
 */
export const acts = `
ALTER TABLE redress.takedowns ADD COLUMN paused_at bigint;
GRANT UPDATE (paused_at) ON redress.takedowns TO redress_helpline;
GRANT SELECT (paused_at) ON redress.takedowns TO redress_ops;

ALTER TABLE redress.tasks ADD COLUMN assigned_to text, ADD COLUMN assigned_by text, ADD COLUMN assigned_at bigint;
CREATE INDEX tasks_assigned ON redress.tasks (assigned_to, due_at, opened_at)
  WHERE status = 'open' AND assigned_to IS NOT NULL;
GRANT UPDATE (assigned_to, assigned_by, assigned_at) ON redress.tasks TO redress_helpline;
GRANT SELECT (assigned_to, assigned_by, assigned_at) ON redress.tasks TO redress_ops;

CREATE TABLE redress.switch_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  act text NOT NULL CHECK (act IN ('stopped', 'resumed', 'circuit_reset', 'queue_changed')),
  what text NOT NULL,
  by text NOT NULL,
  at bigint NOT NULL,
  why text
);
GRANT SELECT, INSERT ON redress.switch_acts TO redress_ops;

CREATE INDEX events_acts ON redress.events (tx, feed) WHERE type IN ('retried', 'paused', 'unpaused', 'escalated',
  'assigned', 'withdrawn', 'reopened', 'revealed', 'shared', 'unshared', 'erased');

CREATE TABLE redress.audit_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  began_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ended_at bigint,
  takedowns bigint NOT NULL DEFAULT 0,
  events bigint NOT NULL DEFAULT 0,
  broken bigint NOT NULL DEFAULT 0,
  -- The first of them: ids, numbers and kinds.
  breaks jsonb NOT NULL DEFAULT '[]'
);
GRANT SELECT ON redress.audit_runs TO redress_ops;
`;
