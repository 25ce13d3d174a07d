/**
 * Times are milliseconds since the epoch (domain/time.ts). Every column that holds red data is `bytea` and sealed.
 */
export const first = `
CREATE TABLE redress.master_keys (
  id text PRIMARY KEY,
  current boolean NOT NULL DEFAULT true,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX one_current_master_key ON redress.master_keys (current) WHERE current;

CREATE TABLE redress.helplines (
  id text PRIMARY KEY,
  name text NOT NULL,
  organisation text NOT NULL,
  signer text NOT NULL,
  email text NOT NULL,
  phone text,
  postal_address text,
  country text NOT NULL,
  statuses text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE redress.tokens (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  helpline_id text REFERENCES redress.helplines,
  label text NOT NULL,
  scopes text[] NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  last_used_at bigint
);

CREATE TABLE redress.cases (
  id text PRIMARY KEY,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  reference_hash bytea,
  reference bytea,
  wrapped_key bytea,
  key_id text NOT NULL REFERENCES redress.master_keys,
  created_at bigint NOT NULL,
  erased_at bigint,
  UNIQUE (helpline_id, reference_hash)
);

CREATE TABLE redress.takedowns (
  id text PRIMARY KEY,
  case_id text NOT NULL REFERENCES redress.cases,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  version integer NOT NULL,
  head_hash bytea NOT NULL,
  state jsonb NOT NULL,
  platform text,
  host text NOT NULL,
  outcome text,
  withdrawn_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  status text NOT NULL,
  due_at bigint,
  effect text,
  recipient text,
  channel text,
  deadline_at bigint,
  next text NOT NULL,
  lease_until bigint,
  lease_by text,
  lease_effect text,
  lease_recipient text,
  claim_at bigint GENERATED ALWAYS AS (coalesce(lease_until, due_at)) STORED,
  claim_effect text NOT NULL GENERATED ALWAYS AS (coalesce(lease_effect, effect, '')) STORED,
  claim_recipient text NOT NULL GENERATED ALWAYS AS (coalesce(lease_recipient, recipient, '')) STORED,
  url_hash bytea,
  open_url bytea,
  notice bytea
);
CREATE INDEX takedowns_due ON redress.takedowns (claim_effect, claim_recipient, claim_at)
  WHERE claim_at IS NOT NULL;
CREATE INDEX takedowns_urgent ON redress.takedowns (claim_effect, claim_recipient, deadline_at, created_at)
  WHERE claim_at IS NOT NULL;
CREATE INDEX takedowns_leased ON redress.takedowns (lease_effect, lease_recipient)
  WHERE lease_until IS NOT NULL;
CREATE INDEX takedowns_deadline ON redress.takedowns (deadline_at) WHERE deadline_at IS NOT NULL;
CREATE UNIQUE INDEX takedowns_open_url ON redress.takedowns (helpline_id, open_url)
  WHERE open_url IS NOT NULL;
CREATE INDEX takedowns_case ON redress.takedowns (case_id);
CREATE INDEX takedowns_status ON redress.takedowns (status, platform);

CREATE TABLE redress.events (
  takedown_id text NOT NULL REFERENCES redress.takedowns,
  seq integer NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  event jsonb NOT NULL,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL,
  red bytea,
  red_hash bytea NOT NULL,
  PRIMARY KEY (takedown_id, seq)
);

CREATE TABLE redress.attempts (
  key text PRIMARY KEY,
  takedown_id text NOT NULL REFERENCES redress.takedowns,
  notice_key text NOT NULL,
  try integer NOT NULL,
  recipient text NOT NULL,
  channel text NOT NULL,
  rung integer NOT NULL,
  state text NOT NULL CHECK (state IN ('intended', 'committed', 'settled')),
  intended_at bigint NOT NULL,
  begun_at bigint,
  worker text,
  lease_until bigint,
  committed_at bigint,
  settled_at bigint,
  result text,
  code text,
  reference bytea,
  text bytea,
  evidence bytea
);
CREATE INDEX attempts_takedown ON redress.attempts (takedown_id, intended_at);
CREATE INDEX attempts_open ON redress.attempts (takedown_id) WHERE state <> 'settled';

CREATE TABLE redress.checks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  takedown_id text NOT NULL REFERENCES redress.takedowns,
  location integer NOT NULL,
  purpose text NOT NULL,
  by text NOT NULL,
  verdict text NOT NULL,
  signal text NOT NULL,
  status integer,
  at bigint NOT NULL
);
CREATE INDEX checks_takedown ON redress.checks (takedown_id, at);

CREATE TABLE redress.tasks (
  id text PRIMARY KEY,
  takedown_id text NOT NULL REFERENCES redress.takedowns,
  kind text NOT NULL,
  reason text NOT NULL,
  recipient text,
  channel text,
  status text NOT NULL CHECK (status IN ('open', 'done', 'failed', 'dropped')),
  opened_at bigint NOT NULL,
  due_at bigint,
  ended_at bigint,
  ended_by text
);
CREATE INDEX tasks_open ON redress.tasks (due_at, opened_at) WHERE status = 'open';
CREATE INDEX tasks_takedown ON redress.tasks (takedown_id);

CREATE TABLE redress.channel_records (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recipient text NOT NULL,
  channel text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('verified', 'drifted')),
  at bigint NOT NULL,
  by text NOT NULL,
  fingerprint text NOT NULL
);
CREATE INDEX channel_records_latest ON redress.channel_records (recipient, channel, kind, at DESC, id DESC);

CREATE TABLE redress.paces (
  recipient text NOT NULL,
  effect text NOT NULL,
  tat double precision NOT NULL DEFAULT 0,
  free_at bigint NOT NULL DEFAULT 0,
  served_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (effect, recipient)
);

-- Events are append-only. Erasing a case may take away what is sealed beside them, nothing else; the hash chain
-- holds the digest of the sealed bytes, so it stays whole.
CREATE FUNCTION redress.keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.red IS NULL
    AND (NEW.takedown_id, NEW.seq, NEW.type, NEW.at, NEW.event, NEW.prev_hash, NEW.hash, NEW.red_hash)
      = (OLD.takedown_id, OLD.seq, OLD.type, OLD.at, OLD.event, OLD.prev_hash, OLD.hash, OLD.red_hash)
    AND EXISTS (
      SELECT 1 FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
      WHERE t.id = OLD.takedown_id AND c.erased_at IS NOT NULL
    )
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE ON redress.events
  FOR EACH ROW EXECUTE FUNCTION redress.keep_events();
CREATE TRIGGER keep_all_events BEFORE TRUNCATE ON redress.events
  FOR EACH STATEMENT EXECUTE FUNCTION redress.keep_events();
`;
