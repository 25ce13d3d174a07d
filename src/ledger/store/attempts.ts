import type { Instant } from '../../domain/time.ts';
import type { Begun } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';
import { FACTS_COLUMNS, type FactsRow, openFacts } from './facts.ts';
import { Group } from './group.ts';
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
}

/**
 * The takedowns are locked first, in the order of their ids, so that withdrawing and committing come one after the
 * other and no two groups wait for each other.
 */
const MAY_GO_ON = `t.status <> 'ended' AND t.withdrawn_at IS NULL ORDER BY t.id FOR NO KEY UPDATE OF t`;

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
     SELECT x.key, x.worker, x.now, x.until, t.lease_by = x.worker AND t.lease_until * 2 >= x.now + x.until AS held,
       t.lease_until AS held_until, ${FACTS_COLUMNS}
     FROM asked x JOIN redress.attempts a ON a.key = x.key
     JOIN redress.takedowns t ON t.id = a.takedown_id JOIN redress.cases c ON c.id = t.case_id
     WHERE ${MAY_GO_ON}
   ), begun AS (
     UPDATE redress.attempts a SET worker = t.worker, begun_at = t.now,
       lease_until = CASE WHEN t.held THEN t.held_until ELSE t.until END
     FROM takedown t
     WHERE a.key = t.key AND a.state = 'intended' AND (a.worker IS NULL OR a.lease_until <= t.now
       OR (a.worker = t.worker AND a.begun_at = t.now))
     RETURNING a.key, a.recipient, a.lease_until
   ), leased AS (
     UPDATE redress.takedowns t SET lease_until = b.lease_until, lease_by = k.worker,
       lease_effect = t.claim_effect, lease_recipient = b.recipient
     FROM begun b JOIN takedown k ON k.key = b.key WHERE t.id = k.id AND k.held IS NOT TRUE
   )
   SELECT k.*, b.lease_until AS begun_until FROM begun b JOIN takedown k ON k.key = b.key`,
);

/**
 * See the contract, `Ledger.begin`. Undefined when the attempt is no longer open, when another (or an earlier call of
 * the same) worker holds it, or when its takedown was stopped. The very same call may be made again, when its answer
 * was lost.
 */
export function beginInGroups({ pool, vault }: StoreContext) {
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
        const facts = openFacts(row, vault);
        if ('error' in facts) {
          return facts;
        }
        const leaseUntil = row.begun_until;
        const stored = { ...facts.value.stored, lease: { worker, until: leaseUntil } };
        return { value: { ...facts.value, stored, leaseUntil } };
      });
    },
    (one) => one.key,
  );
  return (key: string, worker: string, now: Instant, until: Instant) =>
    group.call({ key, worker, now, until });
}

const COMMIT = named(
  'commit',
  `WITH takedown AS MATERIALIZED (
     SELECT t.id, x.key, x.worker, x.now
     FROM json_to_recordset($1::json) AS x(key text, worker text, now bigint)
     JOIN redress.attempts a ON a.key = x.key JOIN redress.takedowns t ON t.id = a.takedown_id
     WHERE ${MAY_GO_ON}
   )
   UPDATE redress.attempts a SET state = 'committed', committed_at = t.now
   FROM takedown t
   WHERE a.key = t.key AND a.worker = t.worker AND a.state = 'intended' AND a.lease_until > t.now
     AND NOT EXISTS (SELECT 1 FROM redress.stops s
       WHERE s.scope IN ('*', a.recipient, a.recipient || '/' || a.channel))
   RETURNING a.key`,
);

/**
 * The point of no return. False unless the attempt is this worker's, in its lease, its takedown goes on, and nobody
 * has stopped its desk.
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
  );
  return (key: string, worker: string, now: Instant) => group.call({ key, worker, now });
}
