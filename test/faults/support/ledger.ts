import { query } from '../../e2e/support/stage.ts';

/** Where a takedown stands, straight from its row. */
export interface Standing {
  readonly id: string;
  readonly outcome: string | null;
  readonly status: string;
  readonly next: string;
  /** The open task, if a person has the turn. */
  readonly task: string | null;
  /** What has happened, in order, by the types of the events. */
  readonly story: string;
}

export function standings(database: string): Promise<readonly Standing[]> {
  return query<Standing>(
    database,
    `SELECT t.id, t.outcome, t.status, t.next, (SELECT kind FROM redress.tasks k
       WHERE k.takedown_id = t.id AND k.status = 'open' LIMIT 1) AS task,
       (SELECT string_agg(e.type || coalesce(' ' || (e.event->'found'->0->>'verdict'), '')
           || coalesce(' ' || (e.event->'delivery'->>'code'), ''), ', ' ORDER BY e.seq)
         FROM redress.events e WHERE e.takedown_id = t.id) AS story
     FROM redress.takedowns t`,
  );
}

/** A try that had passed its point of no return and was not recorded: whether it arrived, nobody can know. */
export interface InFlight {
  readonly key: string;
  readonly noticeKey: string;
  readonly takedown: string;
}

/** The tries that are past their point of no return now: of one process, by its pid, or of all. */
export function inFlight(database: string, pid?: number): Promise<readonly InFlight[]> {
  return query<InFlight>(
    database,
    `SELECT key, notice_key AS "noticeKey", takedown_id AS takedown FROM redress.attempts
     WHERE state = 'committed' AND ($1::text IS NULL OR worker LIKE '%-' || $1 || '-%')`,
    [pid === undefined ? null : String(pid)],
  );
}

/** The tries of which Redress knows that nobody can know. */
export function unknown(database: string): Promise<readonly InFlight[]> {
  return query<InFlight>(
    database,
    `SELECT key, notice_key AS "noticeKey", takedown_id AS takedown FROM redress.attempts
     WHERE result = 'unknown'`,
  );
}
