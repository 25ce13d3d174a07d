import type { Instant } from '../../domain/time.ts';
import type { Begun } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';
import { FACTS_COLUMNS, type FactsRow, opened, toFacts } from './facts-rows.ts';
import { Group } from './group.ts';
import type { Links } from './links.ts';
import { named } from './named.ts';

interface Begin {
  readonly key: string;
  readonly worker: string;
  readonly now: Instant;
  readonly until: Instant;
}

interface Commit {
  readonly key: string;
  readonly worker: string;
  readonly now: Instant;
  /** The end of the claim's lease, for a run that goes by what the claim has read and that nobody has begun. */
  readonly claimed?: Instant | undefined;
}

/**
 * The takedown of each attempt that is asked for (`x`), unless it ended or was withdrawn. Locked before the attempt,
 * so that withdrawing and committing come one after the other; in the order of the keys, so that no two groups wait
 * for each other. OFFSET 0 keeps it a look-up for each key: the planner, which expects a hundred, would read whole
 * tables.
 */
const takedownOf = (columns: string, more = ''): string => `
  (SELECT * FROM asked ORDER BY key) x,
  LATERAL (SELECT a.takedown_id FROM redress.attempts a WHERE a.key = x.key OFFSET 0) a,
  LATERAL (SELECT ${columns} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
    WHERE t.id = a.takedown_id AND t.status <> 'ended' AND t.withdrawn_at IS NULL ${more}
    OFFSET 0 FOR NO KEY UPDATE OF t) t`;

/** The attempts (`a`) of the takedowns that were locked (`k`). */
const ATTEMPT_OF = `a.key = ANY(ARRAY(SELECT key FROM takedown)) AND a.key = k.key`;

/**
 * Commits without waiting for the disk: should the database lose it, the attempt is as if nobody had begun, and
 * `commit` refuses who thinks to have.
 *
 * The takedown's lease is written anew only where the claim's has less than half left or is another worker's: in one
 * process the job mostly runs at once, and each write of a takedown's lease costs several indexes.
 */
const BEGIN = named(
  'begin',
  `WITH lazily AS (
     SELECT set_config('synchronous_commit', 'off', true)
   ), asked AS MATERIALIZED (
     SELECT x.* FROM lazily, json_to_recordset($1::json) AS x(key text, worker text, now bigint, until bigint)
   ), takedown AS MATERIALIZED (
     SELECT x.key, x.worker, x.now, x.until,
       t.lease_by = x.worker AND t.lease_until * 2 >= x.now + x.until AS held, t.*
     FROM ${takedownOf(FACTS_COLUMNS)}
   ), begun AS (
     UPDATE redress.attempts a SET worker = k.worker, begun_at = k.now,
       lease_until = CASE WHEN k.held THEN k.lease_until ELSE k.until END
     FROM takedown k
     WHERE ${ATTEMPT_OF} AND a.state = 'intended' AND (a.worker IS NULL OR a.lease_until <= k.now
       OR (a.worker = k.worker AND a.begun_at = k.now))
     RETURNING a.key, a.recipient, a.lease_until
   ), leased AS (
     UPDATE redress.takedowns t SET lease_until = b.lease_until, lease_by = k.worker,
       lease_effect = t.claim_effect, lease_recipient = b.recipient
     FROM begun b JOIN takedown k ON k.key = b.key
     WHERE t.id = ANY(ARRAY(SELECT id FROM takedown WHERE held IS NOT TRUE)) AND t.id = k.id
   )
   SELECT k.*, b.lease_until AS begun_until FROM begun b JOIN takedown k ON k.key = b.key`,
);

/**
 * See the contract, `Ledger.begin`. Undefined when the attempt is no longer open, when another (or an earlier call of
 * the same) worker holds it, or when its takedown was stopped. The very same call may be made again, when its answer
 * was lost.
 */
export function beginInGroups({ pool, vault }: StoreContext, links: Links) {
  const group = new Group<Begin, Begun | undefined>(
    async (asked) => {
      const found = await pool.query<FactsRow & { readonly key: string; readonly begun_until: Instant }>({
        ...BEGIN,
        values: [JSON.stringify(asked)],
      });
      const rows = new Map(found.rows.map((row) => [row.key, row]));
      return asked.map(({ key, worker }) => {
        const row = rows.get(key);
        if (row === undefined) {
          return { value: undefined };
        }
        links.note(row);
        const facts = opened(row, vault, toFacts);
        if ('error' in facts) {
          return facts;
        }
        const leaseUntil = row.begun_until;
        const stored = { ...facts.value.stored, lease: { worker, until: leaseUntil } };
        return { value: { ...facts.value, stored, leaseUntil, claimedUntil: row.lease_until ?? undefined } };
      });
    },
    (one) => one.key,
  );
  return (key: string, worker: string, now: Instant, until: Instant) =>
    group.call({ key, worker, now, until });
}

/** ms. A connection to a mail server stands idle meanwhile: those that come while one statement runs make the next. */
const COMMIT_LINGER = 1;

const COMMIT = named(
  'commit',
  `WITH asked AS MATERIALIZED (
     SELECT * FROM json_to_recordset($1::json) AS x(key text, worker text, now bigint, claimed bigint)
   ), takedown AS MATERIALIZED (
     SELECT x.*, t.* FROM ${takedownOf('t.id, t.lease_by, t.lease_until', 'AND t.paused_at IS NULL')}
   )
   UPDATE redress.attempts a SET state = 'committed', committed_at = k.now, worker = k.worker,
     begun_at = CASE WHEN k.claimed IS NULL THEN a.begun_at ELSE k.now END,
     lease_until = coalesce(k.claimed, a.lease_until)
   FROM takedown k
   WHERE ${ATTEMPT_OF} AND a.state = 'intended' AND CASE WHEN k.claimed IS NULL
       THEN a.worker = k.worker AND a.lease_until > k.now
       ELSE a.worker IS NULL AND k.lease_by = k.worker AND k.lease_until = k.claimed AND k.claimed > k.now END
     AND NOT EXISTS (SELECT 1 FROM redress.stops s
       WHERE s.scope IN ('*', a.recipient, a.recipient || '/' || a.channel))
   RETURNING a.key`,
);

/**
 * The point of no return. False unless the attempt is this worker's, in its lease, its takedown goes on and is not
 * paused, and nobody has stopped its desk. What nobody has begun is this worker's while the lease of its claim stands:
 * whoever begins, claims or gives back writes another.
 */
export function commitInGroups({ pool }: StoreContext) {
  const group = new Group<Commit, boolean>(
    async (asked) => {
      const found = await pool.query<{ readonly key: string }>({
        ...COMMIT,
        values: [JSON.stringify(asked)],
      });
      const keys = new Set(found.rows.map((row) => row.key));
      return asked.map(({ key }) => ({ value: keys.has(key) }));
    },
    (one) => one.key,
    COMMIT_LINGER,
  );
  return (key: string, worker: string, now: Instant, claimed?: Instant) =>
    group.call({ key, worker, now, claimed });
}
