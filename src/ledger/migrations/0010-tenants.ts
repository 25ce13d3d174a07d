/** What binds transactions that run as a helpline: `redress.helpline` says which one (src/ledger/tenant/). */
const SHARES = `
CREATE FUNCTION redress.me() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('redress.helpline', true), '') $$;

-- A case belongs to one helpline, and so do its takedowns: the database holds them to it.
ALTER TABLE redress.cases ADD CONSTRAINT cases_owner UNIQUE (id, helpline_id);
ALTER TABLE redress.takedowns DROP CONSTRAINT takedowns_case_id_fkey,
  ADD CONSTRAINT takedowns_case FOREIGN KEY (case_id, helpline_id) REFERENCES redress.cases (id, helpline_id);
-- A helpline's own pages, whatever others have.
CREATE INDEX takedowns_helpline ON redress.takedowns (helpline_id, id);

CREATE TABLE redress.case_shares (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id text NOT NULL,
  owner_id text NOT NULL,
  helpline_id text NOT NULL REFERENCES redress.helplines,
  access text NOT NULL CHECK (access IN ('read', 'act')),
  shared_at bigint NOT NULL,
  shared_by text NOT NULL,
  ended_at bigint,
  ended_by text,
  FOREIGN KEY (case_id, owner_id) REFERENCES redress.cases (id, helpline_id),
  CHECK (helpline_id <> owner_id)
);
CREATE UNIQUE INDEX case_shares_live ON redress.case_shares (case_id, helpline_id) WHERE ended_at IS NULL;
CREATE INDEX case_shares_helpline ON redress.case_shares (helpline_id, case_id) WHERE ended_at IS NULL;
CREATE INDEX case_shares_case ON redress.case_shares (case_id, id);
`;

/**
 * Whether a case (an expression) is shared with this helpline now. A list of the shared cases, read once: the planner
 * can look it up in an index, and the owner beside it.
 */
const shared = (caseId: string, access = ''): string => `${caseId} = ANY (ARRAY(
  SELECT s.case_id FROM redress.case_shares s
  WHERE s.helpline_id = redress.me() AND s.ended_at IS NULL ${access}))`;
const ACTS = `AND s.access = 'act'`;

/** A scalar question for each row, so that it is always answered by one look at the takedown's key. */
const ofSeen = (table: string): string =>
  `(SELECT true FROM redress.takedowns t WHERE t.id = ${table}.takedown_id)`;
const ofActable = (
  table: string,
): string => `(SELECT t.helpline_id = redress.me() OR ${shared('t.case_id', ACTS)}
  FROM redress.takedowns t WHERE t.id = ${table}.takedown_id)`;

const CHILDREN = ['events', 'attempts', 'checks', 'tasks'] as const;

const childPolicies = (table: string): string => `
ALTER TABLE redress.${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON redress.${table} FOR SELECT TO redress_helpline USING (${ofSeen(table)});
CREATE POLICY append ON redress.${table} FOR INSERT TO redress_helpline WITH CHECK (${ofActable(table)});
CREATE POLICY change ON redress.${table} FOR UPDATE TO redress_helpline USING (${ofActable(table)});
`;

const HELPLINE = `
GRANT USAGE ON SCHEMA redress TO redress_helpline;

ALTER TABLE redress.helplines ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON redress.helplines TO redress_helpline;
-- Its own row, and those of the helplines that it shares a case with: they are named in notices and on record.
CREATE POLICY see ON redress.helplines FOR SELECT TO redress_helpline USING (id = redress.me()
  OR EXISTS (SELECT 1 FROM redress.case_shares s WHERE s.helpline_id = redress.me() AND s.owner_id = helplines.id
    AND s.ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM redress.case_shares s WHERE s.helpline_id = helplines.id AND s.owner_id = redress.me()));

ALTER TABLE redress.tokens ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, helpline_id, label, scopes, created_at, expires_at, revoked_at, last_used_at)
  ON redress.tokens TO redress_helpline;
CREATE POLICY see ON redress.tokens FOR SELECT TO redress_helpline USING (helpline_id = redress.me());

ALTER TABLE redress.cases ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON redress.cases TO redress_helpline;
GRANT UPDATE (reference, reference_hash, wrapped_key, key_id, erased_at) ON redress.cases TO redress_helpline;
CREATE POLICY see ON redress.cases FOR SELECT TO redress_helpline
  USING (helpline_id = redress.me() OR ${shared('cases.id')});
CREATE POLICY append ON redress.cases FOR INSERT TO redress_helpline WITH CHECK (helpline_id = redress.me());
-- Who a case was shared with never erases it.
CREATE POLICY change ON redress.cases FOR UPDATE TO redress_helpline USING (helpline_id = redress.me());

ALTER TABLE redress.case_shares ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON redress.case_shares TO redress_helpline;
GRANT UPDATE (ended_at, ended_by) ON redress.case_shares TO redress_helpline;
CREATE POLICY see ON redress.case_shares FOR SELECT TO redress_helpline
  USING (owner_id = redress.me() OR helpline_id = redress.me());
CREATE POLICY append ON redress.case_shares FOR INSERT TO redress_helpline WITH CHECK (owner_id = redress.me());
CREATE POLICY change ON redress.case_shares FOR UPDATE TO redress_helpline USING (owner_id = redress.me());

ALTER TABLE redress.takedowns ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON redress.takedowns TO redress_helpline;
-- Whose it is and of which case never changes; what is generated cannot.
GRANT UPDATE (version, head_hash, state, platform, host, outcome, withdrawn_at, updated_at, status, due_at, effect,
  recipient, channel, deadline_at, next, lease_until, lease_by, lease_effect, lease_recipient, url_hash, open_url,
  notice) ON redress.takedowns TO redress_helpline;
CREATE POLICY see ON redress.takedowns FOR SELECT TO redress_helpline
  USING (helpline_id = redress.me() OR ${shared('takedowns.case_id')});
CREATE POLICY append ON redress.takedowns FOR INSERT TO redress_helpline WITH CHECK (helpline_id = redress.me());
CREATE POLICY change ON redress.takedowns FOR UPDATE TO redress_helpline
  USING (helpline_id = redress.me() OR ${shared('takedowns.case_id', ACTS)});

${CHILDREN.map(childPolicies).join('')}
GRANT SELECT, INSERT ON redress.events, redress.attempts, redress.checks, redress.tasks TO redress_helpline;
-- The trigger of events lets nothing but what is sealed be taken away, and only where it may go.
GRANT UPDATE (red) ON redress.events TO redress_helpline;
GRANT UPDATE (state, worker, lease_until, settled_at, result, code, reference, text, evidence)
  ON redress.attempts TO redress_helpline;
GRANT UPDATE (status, ended_at, ended_by) ON redress.tasks TO redress_helpline;

GRANT SELECT ON redress.channel_records, redress.circuits, redress.stops, redress.paces TO redress_helpline;
`;

/** Ops see every row and no sealed column. What is sealed is \`bytea\`, so those columns are left out. */
const OPS = `
GRANT USAGE ON SCHEMA redress TO redress_ops;
DO $$
DECLARE tabled text; columns text;
BEGIN
  FOREACH tabled IN ARRAY ARRAY['helplines', 'tokens', 'cases', 'case_shares', 'takedowns', 'events', 'attempts',
    'checks', 'tasks'] LOOP
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
    WHERE attrelid = format('redress.%I', tabled)::regclass AND attnum > 0 AND NOT attisdropped
      AND atttypid <> 'bytea'::regtype;
    EXECUTE format('GRANT SELECT (%s) ON redress.%I TO redress_ops', columns, tabled);
    EXECUTE format('CREATE POLICY ops_see ON redress.%I FOR SELECT TO redress_ops USING (true)', tabled);
  END LOOP;
END
$$;
GRANT SELECT ON redress.channel_records, redress.circuits, redress.stops, redress.paces, redress.workers TO redress_ops;
GRANT INSERT, DELETE ON redress.stops TO redress_ops;
GRANT INSERT, UPDATE, DELETE ON redress.circuits TO redress_ops;
GRANT INSERT ON redress.channel_records TO redress_ops;
-- Sooner or later, and nothing else.
GRANT UPDATE (due_at) ON redress.takedowns TO redress_ops;
CREATE POLICY ops_change ON redress.takedowns FOR UPDATE TO redress_ops USING (true);
`;

/** A helpline has no row for ops, and ops no helpline. Older rows were made by the command line, which kept to it. */
const TOKENS = `
ALTER TABLE redress.tokens ADD CONSTRAINT tokens_role CHECK (
  CASE WHEN helpline_id IS NULL THEN scopes = '{ops}' ELSE scopes IN ('{practitioner}', '{lead}') END) NOT VALID;
`;

/**
 * Helplines are walled off from each other by row-level security: roles, rights and policies, and the sharing of cases.
 * The owner of the tables is not bound (workers, the command line). What policies ask can be looked up, so that a page costs
 * the same whatever others have.
 */
export const tenants = `${SHARES}${HELPLINE}${OPS}${TOKENS}`;
