import type { RowClass } from '../../flow/ledger.ts';

/** How a class of data is counted and removed. `$1` is the moment before which it is over. */
export interface RowRule {
  /** Answers `count`. */
  readonly count: string;
  /** Of takedowns: answers the ids of a batch. Absent for rows that are simply deleted. */
  readonly mark?: string;
  /** Removes for the ids (`$1`) or, without `mark`, a batch; `$1` is then the moment. */
  readonly remove: readonly string[];
}

export const BATCH = 200;

/** Takedowns that are over, and to which something happened after what this class was last purged through. */
const over = (through: string): string =>
  `t.status = 'ended' AND t.due_at IS NULL AND t.updated_at <= $1 AND t.${through} IS DISTINCT FROM t.updated_at`;

const marked = (through: string): string =>
  `UPDATE redress.takedowns t SET ${through} = t.updated_at
   WHERE t.id = ANY(ARRAY(SELECT t.id FROM redress.takedowns t WHERE ${over(through)}
     ORDER BY t.updated_at, t.id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED))
   RETURNING t.id`;

const counted = (through: string, rows: string): string =>
  `SELECT coalesce(sum(n), 0)::int AS count FROM redress.takedowns t, LATERAL (${rows}) r(n) WHERE ${over(through)}`;

const deleted = (table: string, old: string): RowRule => ({
  count: `SELECT count(*) AS count FROM redress.${table} WHERE ${old}`,
  remove: [
    `DELETE FROM redress.${table} WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM redress.${table} WHERE ${old} LIMIT ${BATCH * 5} FOR UPDATE SKIP LOCKED))`,
  ],
});

export const ROWS: Readonly<Record<RowClass, RowRule>> = {
  notices: {
    count: counted(
      'notices_purged_through',
      'SELECT count(a.text) FROM redress.attempts a WHERE a.takedown_id = t.id',
    ),
    mark: marked('notices_purged_through'),
    remove: [
      'UPDATE redress.attempts SET text = NULL WHERE takedown_id = ANY($1::text[]) AND text IS NOT NULL',
    ],
  },
  answers: {
    count: counted(
      'answers_purged_through',
      `SELECT (SELECT count(a.evidence) FROM redress.attempts a WHERE a.takedown_id = t.id)
         + (SELECT count(e.red) FROM redress.events e WHERE e.takedown_id = t.id)`,
    ),
    mark: marked('answers_purged_through'),
    remove: [
      'UPDATE redress.attempts SET evidence = NULL WHERE takedown_id = ANY($1::text[]) AND evidence IS NOT NULL',
      'UPDATE redress.events SET red = NULL WHERE takedown_id = ANY($1::text[]) AND red IS NOT NULL',
    ],
  },
  checks: {
    count: counted(
      'checks_purged_through',
      'SELECT count(*) FROM redress.checks c WHERE c.takedown_id = t.id',
    ),
    mark: marked('checks_purged_through'),
    remove: ['DELETE FROM redress.checks WHERE takedown_id = ANY($1::text[])'],
  },
  webhooks: deleted('webhook_deliveries', 'ended_at IS NOT NULL AND ended_at <= $1'),
  token_use: {
    count: `SELECT (SELECT count(*) FROM redress.tokens WHERE last_used_at <= $1)
      + (SELECT count(*) FROM redress.intake_secrets WHERE last_used_at <= $1) AS count`,
    remove: [
      'UPDATE redress.tokens SET last_used_at = NULL WHERE last_used_at <= $1',
      'UPDATE redress.intake_secrets SET last_used_at = NULL WHERE last_used_at <= $1',
    ],
  },
  idempotency: deleted('idempotency', 'created_at <= $1'),
  intake_jobs: deleted('intake_jobs', 'came_at <= $1'),
};
