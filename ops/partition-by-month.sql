-- Divides the two tables that grow for ever, events and looks, by the month in which a takedown was enqueued: its id
-- begins with that moment (UUIDv7). What is there already becomes the first part. docs/scaling.md says when.
--   redress stop; end all processes; make a backup
--   psql --set ON_ERROR_STOP=1 --file ops/partition-by-month.sql "$DATABASE_URL"
-- As the owner of the tables. It reads both tables once and holds them meanwhile.

BEGIN;

-- Where the ids of takedowns begin that were enqueued at this moment or later.
CREATE FUNCTION redress.first_id(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'td_' || substr(h, 1, 8) || '-' || substr(h, 9, 4)
  FROM lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS h
$$;

-- Makes the parts of so many months. To be called again before they are used up: without a part nothing is written.
CREATE FUNCTION redress.add_months(first timestamptz, count int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text; month timestamptz;
BEGIN
  FOREACH name IN ARRAY ARRAY['events', 'checks'] LOOP
    FOR n IN 0 .. count - 1 LOOP
      month := (first AT TIME ZONE 'UTC' + n * interval '1 month') AT TIME ZONE 'UTC';
      EXECUTE format('CREATE TABLE redress.%I PARTITION OF redress.%I FOR VALUES FROM (%L) TO (%L)',
        name || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM'), name, redress.first_id(month),
        redress.first_id((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
      -- Of the triggers, those for whole statements are not handed down.
      IF name = 'events' THEN
        EXECUTE format('CREATE TRIGGER keep_all_events BEFORE TRUNCATE ON redress.%I
          FOR EACH STATEMENT EXECUTE FUNCTION redress.keep_events()', name || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM'));
      END IF;
    END LOOP;
  END LOOP;
END $$;

ALTER TABLE redress.events RENAME TO events_before;
ALTER INDEX redress.events_pkey RENAME TO events_before_pkey;
DROP TRIGGER keep_events ON redress.events_before;
DROP INDEX redress.events_feed;
ALTER TABLE redress.events_before ALTER COLUMN feed DROP IDENTITY;
CREATE SEQUENCE redress.events_feed;
GRANT USAGE ON SEQUENCE redress.events_feed TO PUBLIC;
SELECT setval('redress.events_feed', (SELECT coalesce(max(feed), 0) + 1 FROM redress.events_before), false);
ALTER TABLE redress.events_before ALTER COLUMN feed SET DEFAULT nextval('redress.events_feed');
CREATE TABLE redress.events (
  LIKE redress.events_before INCLUDING STORAGE INCLUDING CONSTRAINTS INCLUDING DEFAULTS,
  PRIMARY KEY (takedown_id, seq), FOREIGN KEY (takedown_id) REFERENCES redress.takedowns
) PARTITION BY RANGE (takedown_id);
CREATE INDEX events_in_order ON redress.events (tx, feed);
CREATE INDEX events_by_act ON redress.events (tx, feed) WHERE type IN ('retried', 'paused', 'unpaused', 'escalated',
  'assigned', 'withdrawn', 'reopened', 'revealed', 'shared', 'unshared', 'erased');
CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE ON redress.events
  FOR EACH ROW EXECUTE FUNCTION redress.keep_events();
CREATE TRIGGER keep_all_events BEFORE TRUNCATE ON redress.events
  FOR EACH STATEMENT EXECUTE FUNCTION redress.keep_events();

-- The number of a look alone is no key of a divided table: the takedown's id comes first.
ALTER TABLE redress.checks RENAME TO checks_before;
ALTER TABLE redress.checks_before DROP CONSTRAINT checks_pkey;
ALTER TABLE redress.checks_before ADD CONSTRAINT checks_before_pkey PRIMARY KEY (takedown_id, id);
ALTER INDEX redress.checks_takedown RENAME TO checks_before_takedown;
ALTER TABLE redress.checks_before ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE redress.checks_number;
GRANT USAGE ON SEQUENCE redress.checks_number TO PUBLIC;
SELECT setval('redress.checks_number', (SELECT coalesce(max(id), 0) + 1 FROM redress.checks_before), false);
ALTER TABLE redress.checks_before ALTER COLUMN id SET DEFAULT nextval('redress.checks_number');
CREATE TABLE redress.checks (
  LIKE redress.checks_before INCLUDING DEFAULTS,
  PRIMARY KEY (takedown_id, id), FOREIGN KEY (takedown_id) REFERENCES redress.takedowns
) PARTITION BY RANGE (takedown_id);
CREATE INDEX checks_takedown ON redress.checks (takedown_id, at);

-- Who may do what stays as it was.
DO $$
DECLARE name text; policy record; allowed record;
BEGIN
  FOREACH name IN ARRAY ARRAY['events', 'checks'] LOOP
    FOR policy IN SELECT * FROM pg_policies WHERE schemaname = 'redress' AND tablename = name || '_before' LOOP
      EXECUTE format('ALTER TABLE redress.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('CREATE POLICY %I ON redress.%I AS %s FOR %s TO %s', policy.policyname, name,
          policy.permissive, policy.cmd, array_to_string(policy.roles, ', '))
        || coalesce(' USING (' || replace(policy.qual, name || '_before.', name || '.') || ')', '')
        || coalesce(' WITH CHECK (' || replace(policy.with_check, name || '_before.', name || '.') || ')', '');
    END LOOP;
    FOR allowed IN
      SELECT DISTINCT grantee, privilege_type FROM information_schema.role_table_grants
      WHERE table_schema = 'redress' AND table_name = name || '_before' AND grantee <> current_user
    LOOP
      EXECUTE format('GRANT %s ON redress.%I TO %I', allowed.privilege_type, name, allowed.grantee);
    END LOOP;
  END LOOP;
END $$;

DO $$
DECLARE name text; next timestamptz := (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  FOREACH name IN ARRAY ARRAY['events', 'checks'] LOOP
    EXECUTE format('ALTER TABLE redress.%I ATTACH PARTITION redress.%I FOR VALUES FROM (MINVALUE) TO (%L)',
      name, name || '_before', redress.first_id(next));
  END LOOP;
  PERFORM redress.add_months(next, 12);
END $$;

COMMIT;
