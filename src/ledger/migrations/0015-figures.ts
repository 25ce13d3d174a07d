/**
 * Figures for people who look at many takedowns at once (docs/statistics.md). All of it follows from the events, holds
 * nothing red, and is written by one background job alone (src/ledger/figures/): it has no foreign keys and no triggers, so
 * that taking in and settling cost what they did.
 *
 * - `milestones`: a row for each takedown, as of `version` of its events. `notice_facts`: a row for the first notice of each
 *   cycle that reached a recipient.
 * - `tallies`: how many, of a helpline or of all (`*`): outcomes, and notices and removals of each hour.
 * - `figures`: documents that pages read, of a helpline or of all (`*`). `due_at`: when it is made anew; `cost_ms`: how long that took, so that what is
 *   dear is made seldom; `detail`: what only the page of one recipient reads.
 */
export const figures = `
CREATE TABLE redress.milestones (
  takedown_id text PRIMARY KEY,
  helpline_id text NOT NULL,
  version integer NOT NULL,
  platform text,
  requested_at bigint NOT NULL,
  first_notice_at bigint,
  first_receipt_at bigint,
  removals bigint[] NOT NULL,
  deadline_at bigint,
  ended_at bigint,
  outcome text,
  reason text,
  returns integer NOT NULL
) WITH (fillfactor = 85);
CREATE TABLE redress.notice_facts (
  takedown_id text NOT NULL,
  cycle integer NOT NULL,
  recipient text NOT NULL,
  helpline_id text NOT NULL,
  channel text NOT NULL,
  reached_at bigint NOT NULL,
  receipt_at bigint,
  deadline_at bigint,
  ended text,
  stopped_at bigint,
  reason text,
  pushed_back boolean NOT NULL,
  returned boolean NOT NULL,
  PRIMARY KEY (takedown_id, cycle, recipient)
) WITH (fillfactor = 85);
CREATE INDEX notice_facts_recipient ON redress.notice_facts (recipient, reached_at);
CREATE INDEX notice_facts_helpline ON redress.notice_facts (helpline_id, recipient, reached_at);

CREATE TABLE redress.tallies (
  helpline_id text NOT NULL,
  measure text NOT NULL CHECK (measure IN ('outcome', 'notices', 'removals')),
  bucket text NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (helpline_id, measure, bucket)
) WITH (fillfactor = 70);

CREATE TABLE redress.figures (
  helpline_id text NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  due_at bigint,
  as_of bigint,
  cost_ms integer NOT NULL DEFAULT 0,
  data jsonb,
  detail jsonb,
  PRIMARY KEY (helpline_id, kind, key)
) WITH (fillfactor = 70);
CREATE INDEX figures_due ON redress.figures (due_at) WHERE due_at IS NOT NULL;

-- From the first event on.
INSERT INTO redress.feed_cursors (name, tx, feed) VALUES ('figures', 0, 0);

ALTER TABLE redress.milestones ENABLE ROW LEVEL SECURITY;
ALTER TABLE redress.notice_facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE redress.tallies ENABLE ROW LEVEL SECURITY;
ALTER TABLE redress.figures ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON redress.milestones, redress.notice_facts, redress.figures TO redress_helpline, redress_ops;
CREATE POLICY own ON redress.milestones FOR SELECT TO redress_helpline USING (helpline_id = redress.me());
CREATE POLICY own ON redress.notice_facts FOR SELECT TO redress_helpline USING (helpline_id = redress.me());
CREATE POLICY own ON redress.figures FOR SELECT TO redress_helpline USING (helpline_id = redress.me());
CREATE POLICY ops_see ON redress.milestones FOR SELECT TO redress_ops USING (true);
CREATE POLICY ops_see ON redress.notice_facts FOR SELECT TO redress_ops USING (true);
CREATE POLICY ops_see ON redress.figures FOR SELECT TO redress_ops USING (true);
`;
