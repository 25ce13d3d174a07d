/**
 * Erasing, retention and the change of the master key.
 *
 * - `secrets`: the roots of keyed hashes and derived keys, wrapped by the master key, so that they outlive it.
 * - `hold_master_key`: names the current key, which stays the current one until the transaction has ended. A function,
 *   so that a role that may make cases needs no right on the keys.
 * - `case_acts`: who exported or erased a case, and when.
 * - `..._purged_through`: up to which moment of a takedown retention took that class of its data. What is sealed beside
 *   events may go then.
 * - `chores`: what one process does once a day for all; by the database's clock, as signs of life are.
 */
export const dataProtection = `
CREATE TABLE redress.secrets (
  name text PRIMARY KEY,
  wrapped bytea NOT NULL,
  key_id text NOT NULL REFERENCES redress.master_keys,
  created_at bigint NOT NULL
);
CREATE INDEX cases_key ON redress.cases (key_id) WHERE wrapped_key IS NOT NULL;
ALTER TABLE redress.workers ADD COLUMN key_ids text[] NOT NULL DEFAULT '{}';

CREATE FUNCTION redress.hold_master_key() RETURNS text
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT id FROM redress.master_keys WHERE current FOR KEY SHARE $$;

ALTER TABLE redress.cases ADD COLUMN erased_by text;
CREATE TABLE redress.case_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id text NOT NULL REFERENCES redress.cases,
  act text NOT NULL CHECK (act IN ('exported', 'erased')),
  by text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX case_acts_case ON redress.case_acts (case_id, at);
ALTER TABLE redress.case_acts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON redress.case_acts TO redress_helpline;
CREATE POLICY see ON redress.case_acts FOR SELECT TO redress_helpline
  USING ((SELECT true FROM redress.cases c WHERE c.id = case_acts.case_id));
CREATE POLICY append ON redress.case_acts FOR INSERT TO redress_helpline
  WITH CHECK ((SELECT c.helpline_id = redress.me() FROM redress.cases c WHERE c.id = case_acts.case_id));
GRANT SELECT ON redress.case_acts TO redress_ops;
CREATE POLICY ops_see ON redress.case_acts FOR SELECT TO redress_ops USING (true);
GRANT UPDATE (erased_by) ON redress.cases TO redress_helpline;
GRANT SELECT (erased_by) ON redress.cases TO redress_ops;

ALTER TABLE redress.takedowns
  ADD COLUMN notices_purged_through bigint,
  ADD COLUMN answers_purged_through bigint,
  ADD COLUMN checks_purged_through bigint;
CREATE INDEX takedowns_over ON redress.takedowns (updated_at, id) WHERE status = 'ended' AND due_at IS NULL;

CREATE TABLE redress.chores (
  name text PRIMARY KEY,
  holder text,
  held_until timestamptz,
  done_at timestamptz
);
CREATE TABLE redress.purges (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  by text NOT NULL,
  class text NOT NULL,
  before bigint NOT NULL,
  count integer NOT NULL
);

CREATE OR REPLACE FUNCTION redress.keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.red IS NULL
    AND (NEW.takedown_id, NEW.seq, NEW.type, NEW.at, NEW.event, NEW.prev_hash, NEW.hash, NEW.red_hash)
      = (OLD.takedown_id, OLD.seq, OLD.type, OLD.at, OLD.event, OLD.prev_hash, OLD.hash, OLD.red_hash)
    AND EXISTS (
      SELECT 1 FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
      WHERE t.id = OLD.takedown_id
        AND (c.erased_at IS NOT NULL OR t.notice IS NULL OR t.answers_purged_through IS NOT NULL)
    )
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'restrict_violation';
END
$$;
`;
