/**
 * What the API keeps for its callers.
 *
 * - `tasks.claimed_by`, `claimed_until`: which token has a task now, and until when.
 * - `idempotency`: which request came under which key, and its answer, which holds nothing red. Of key and request only
 *   a keyed hash is kept. It belongs to the process that answers: no policy lets a helpline or ops see it.
 * - Indexes for pages of lists, newest first, by what they are filtered for.
 */
export const api = `
ALTER TABLE redress.tasks ADD COLUMN claimed_by text, ADD COLUMN claimed_until bigint;
GRANT UPDATE (claimed_by, claimed_until) ON redress.tasks TO redress_helpline;
GRANT SELECT (claimed_by, claimed_until) ON redress.tasks TO redress_ops;

CREATE TABLE redress.idempotency (
  token_id text NOT NULL REFERENCES redress.tokens,
  key bytea NOT NULL,
  digest bytea NOT NULL,
  created_at bigint NOT NULL,
  held_until bigint NOT NULL,
  status integer,
  answer jsonb,
  PRIMARY KEY (token_id, key)
);
CREATE INDEX idempotency_old ON redress.idempotency (created_at);
ALTER TABLE redress.idempotency ENABLE ROW LEVEL SECURITY;

CREATE INDEX takedowns_helpline_status ON redress.takedowns (helpline_id, status, id);
CREATE INDEX takedowns_helpline_platform ON redress.takedowns (helpline_id, platform, id);
CREATE INDEX takedowns_helpline_host ON redress.takedowns (helpline_id, host, id);
CREATE INDEX cases_helpline ON redress.cases (helpline_id, id);
`;
