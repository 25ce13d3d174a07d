import type { Pool, PoolConfig } from 'pg';
import type { Instant, Millis } from '../../../domain/time.ts';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import { transaction } from '../../pool.ts';

/** A process that has not been seen for this long counts as dead: its work is taken back. */
export const DEAD_AFTER: Millis = 10 * SECOND;

/**
 * Who was not seen itself for this long does not judge others for a while: after an outage of the database, or when
 * its clock was set, everybody looks dead until all have been heard again.
 */
const UNSTEADY_AFTER: Millis = DEAD_AFTER / 2;

/** The dead are remembered for a while, for what they took in the moment between being thought dead and dying. */
const REMEMBERED: Millis = MINUTE;

/**
 * Signs of life do not wait behind work for a connection, nor for one that hangs: one that comes too late is worth
 * nothing.
 */
export const PULSE: PoolConfig = {
  application_name: 'redress-heartbeat',
  connectionTimeoutMillis: 3 * SECOND,
  query_timeout: 3 * SECOND,
};

/** Signs of life of the processes that work, and what becomes of the work of those that give none. */
export interface Workers {
  /**
   * Says that this process lives. Answers those that seem dead to a process that has been heard without a pause for
   * as long as it takes to be taken for dead; to another, nobody.
   */
  beat(worker: string, role: string): Promise<readonly string[]>;
  /**
   * Takes back the work of those that are still dead: their takedowns are due at once, and what they had not
   * committed is theirs no more, so that one that lives after all cannot commit it (DESIGN 2). Answers how many
   * takedowns of whom.
   */
  takeBack(
    dead: readonly string[],
    now: Instant,
  ): Promise<readonly { readonly worker: string; readonly count: number }[]>;
  /**
   * Gives back what this process has claimed and nobody has begun: the queue may have lost it. What it has not lost is
   * queued under the same name, so not twice. Answers how many takedowns.
   */
  giveBackUnbegun(worker: string, now: Instant): Promise<number>;
  /** Signs off. A process that leaves work behind stays on the list, and is found dead. */
  leave(worker: string): Promise<void>;
}

/** By the database's clock. Too far in the future is no sign of life either: its clock was set back since. */
const STALE = `(w.seen_at < now() - $1 * interval '1 ms' OR w.seen_at > now() + $1 * interval '1 ms')`;

/** `now()` is when the statement came in, so that one that was held up never sees others older than they were. */
const BEAT = `
WITH me AS (
  INSERT INTO redress.workers AS w (id, role, key_ids, seen_at, steady_since)
  VALUES ($2, $3, $5, clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(), key_ids = $5, steady_since = CASE
    WHEN clock_timestamp() - w.seen_at > $4 * interval '1 ms' OR w.seen_at > clock_timestamp()
      THEN clock_timestamp()
    ELSE w.steady_since END
  RETURNING steady_since
)
SELECT w.id FROM redress.workers w, me
WHERE me.steady_since < now() - $1 * interval '1 ms' AND w.id <> $2 AND ${STALE}`;

/**
 * The takedown is locked before its attempt, as `commit` does it. Whoever signs of life at this moment, or is being
 * taken back by another, is passed over.
 */
const TAKE_BACK = `
WITH dead AS (
  SELECT w.id, w.seen_at FROM redress.workers w WHERE w.id = ANY($2) AND ${STALE} FOR UPDATE SKIP LOCKED
), held AS (
  SELECT t.id FROM redress.takedowns t
  WHERE t.lease_until IS NOT NULL AND t.lease_until > $3 AND t.lease_by IN (SELECT id FROM dead)
  FOR NO KEY UPDATE SKIP LOCKED
), freed AS (
  UPDATE redress.takedowns t SET lease_until = $3 FROM held WHERE t.id = held.id RETURNING t.id, t.lease_by
), fenced AS (
  UPDATE redress.attempts a SET worker = NULL, lease_until = NULL FROM freed
  WHERE a.takedown_id = freed.id AND a.state = 'intended' AND a.worker IS NOT NULL
), forgotten AS (
  DELETE FROM redress.workers w USING dead
  WHERE w.id = dead.id AND dead.seen_at < now() - ($1 + $4) * interval '1 ms'
)
SELECT lease_by AS worker, count(*) AS count FROM freed GROUP BY lease_by ORDER BY lease_by`;

const LEAVE = `
DELETE FROM redress.workers WHERE id = $1
  AND NOT EXISTS (SELECT 1 FROM redress.takedowns t WHERE t.lease_until IS NOT NULL AND t.lease_by = $1)`;

/** Locked first and looked at then, as `begin` and `commit` do: none of them comes between. */
const LOCK_OWN = `
SELECT t.id FROM redress.takedowns t WHERE t.lease_until IS NOT NULL AND t.lease_until > $2 AND t.lease_by = $1
FOR NO KEY UPDATE SKIP LOCKED`;

const GIVE_BACK_UNBEGUN = `
UPDATE redress.takedowns t SET lease_until = $2 WHERE t.id = ANY($1) AND NOT EXISTS (
  SELECT 1 FROM redress.attempts a
  WHERE a.takedown_id = t.id AND a.settled_at IS NULL AND (a.worker IS NOT NULL OR a.state = 'committed'))`;

/** @param keyIds of the master keys that this process has: the key is not changed to one that a process lacks. */
export function makeWorkers(pool: Pool, keyIds: readonly string[] = []): Workers {
  return {
    beat: async (worker, role) => {
      const found = await pool.query<{ id: string }>(BEAT, [
        DEAD_AFTER,
        worker,
        role,
        UNSTEADY_AFTER,
        keyIds,
      ]);
      return found.rows.map((row) => row.id);
    },
    takeBack: async (dead, now) => {
      const freed = await pool.query<{ worker: string; count: number }>(TAKE_BACK, [
        DEAD_AFTER,
        dead,
        now,
        REMEMBERED,
      ]);
      return freed.rows;
    },
    giveBackUnbegun: (worker, now) =>
      transaction(pool, async (client) => {
        const own = await client.query<{ id: string }>(LOCK_OWN, [worker, now]);
        const given = await client.query(GIVE_BACK_UNBEGUN, [own.rows.map((row) => row.id), now]);
        return given.rowCount ?? 0;
      }),
    leave: async (worker) => {
      await pool.query(LEAVE, [worker]);
    },
  };
}
