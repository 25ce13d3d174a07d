/**
 * Who is told what happened, and what the intake queue brought.
 *
 * - `events.tx`, `events.feed`: the order in which events became visible. Readers take rows whose transaction is older
 *   than all that still run, so that one that commits late is not missed (src/ledger/feed/). `feed_base` keeps the
 *   order when the database is restored into a cluster whose transactions count from elsewhere.
 * - `webhooks`: subscriptions; secrets are sealed. `webhook_deliveries`: what each is sent, with a log of tries.
 *   Nothing red is in a payload.
 * - `intake_secrets`: sealed. `intake_jobs`: which jobs came, and their answers; of a request only a keyed hash.
 */
export const feedAndIntake = `
CREATE TABLE redress.feed_base (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  base bigint NOT NULL
);
INSERT INTO redress.feed_base (base) VALUES (0);
ALTER TABLE redress.events
  ADD COLUMN feed bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN tx bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
CREATE UNIQUE INDEX events_feed ON redress.events (tx, feed);

CREATE TABLE redress.feed_cursors (
  name text PRIMARY KEY,
  tx bigint NOT NULL,
  feed bigint NOT NULL
);
INSERT INTO redress.feed_cursors (name, tx, feed)
  SELECT 'webhooks', pg_current_xact_id()::text::bigint, 9007199254740991;

CREATE TABLE redress.webhooks (
  id text PRIMARY KEY,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  url text NOT NULL,
  label text NOT NULL,
  events text[] NOT NULL,
  secret bytea NOT NULL,
  former_secret bytea,
  former_until bigint,
  -- Under which name it was made and last given a secret: a request that comes again changes nothing.
  made_as text,
  rotated_as text,
  created_at bigint NOT NULL,
  -- In a row, since the last success.
  failures integer NOT NULL DEFAULT 0,
  disabled_at bigint,
  disabled_why text
);
CREATE UNIQUE INDEX webhooks_helpline ON redress.webhooks (helpline_id, made_as);

CREATE TABLE redress.webhook_deliveries (
  id text PRIMARY KEY DEFAULT 'whd_' || gen_random_uuid(),
  -- The order of pages.
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  webhook_id text NOT NULL REFERENCES redress.webhooks ON DELETE CASCADE,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  event_id text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
  tries integer NOT NULL DEFAULT 0,
  log jsonb NOT NULL DEFAULT '[]',
  created_at bigint NOT NULL,
  due_at bigint,
  lease_until bigint,
  lease_by text,
  ended_at bigint,
  UNIQUE (webhook_id, event_id)
) WITH (fillfactor = 80);
CREATE INDEX webhook_deliveries_due ON redress.webhook_deliveries (webhook_id, due_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_page ON redress.webhook_deliveries (webhook_id, seq);
CREATE INDEX webhook_deliveries_ended ON redress.webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE redress.intake_secrets (
  id text PRIMARY KEY,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  secret bytea NOT NULL,
  created_at bigint NOT NULL,
  ends_at bigint,
  last_used_at bigint
);
CREATE INDEX intake_secrets_helpline ON redress.intake_secrets (helpline_id);

CREATE TABLE redress.intake_jobs (
  helpline_id text NOT NULL REFERENCES redress.helplines,
  jti text NOT NULL,
  request_hash bytea NOT NULL,
  takedown_id text NOT NULL,
  answer jsonb,
  came_at bigint NOT NULL,
  PRIMARY KEY (helpline_id, jti)
);
CREATE INDEX intake_jobs_came ON redress.intake_jobs (came_at);

-- A helpline sees its own subscriptions and what they were sent; the secrets of the intake are the owner's alone.
ALTER TABLE redress.webhooks ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON redress.webhooks TO redress_helpline;
GRANT UPDATE (url, label, events, secret, former_secret, former_until, rotated_as, failures, disabled_at, disabled_why)
  ON redress.webhooks TO redress_helpline;
CREATE POLICY own ON redress.webhooks TO redress_helpline
  USING (helpline_id = redress.me()) WITH CHECK (helpline_id = redress.me());
ALTER TABLE redress.webhook_deliveries ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON redress.webhook_deliveries TO redress_helpline;
GRANT UPDATE (state, tries, due_at, ended_at) ON redress.webhook_deliveries TO redress_helpline;
CREATE POLICY own ON redress.webhook_deliveries TO redress_helpline
  USING (helpline_id = redress.me()) WITH CHECK (helpline_id = redress.me());
ALTER TABLE redress.intake_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE redress.intake_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE redress.feed_cursors ENABLE ROW LEVEL SECURITY;

-- Ops see how deliveries stand; an address may hold a token of the helpline's, so they see none.
GRANT SELECT (id, helpline_id, label, events, created_at, failures, disabled_at, disabled_why)
  ON redress.webhooks TO redress_ops;
CREATE POLICY ops_see ON redress.webhooks FOR SELECT TO redress_ops USING (true);
GRANT SELECT ON redress.webhook_deliveries TO redress_ops;
CREATE POLICY ops_see ON redress.webhook_deliveries FOR SELECT TO redress_ops USING (true);
GRANT SELECT (feed, tx) ON redress.events TO redress_ops;
GRANT SELECT ON redress.feed_base TO redress_helpline, redress_ops;
`;
