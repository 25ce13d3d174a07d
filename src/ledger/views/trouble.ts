import type { Pool } from 'pg';
import type { TakedownId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** Something that did not work lately: a try at a notice, or a look. */
export interface Trouble {
  readonly takedownId: TakedownId;
  readonly host: string;
  readonly at: Instant;
  readonly what: 'notice' | 'look';
  /** `retry`, `failed` or `unknown` of a notice. */
  readonly result: string | null;
  readonly code: string;
}

/** So many of the newest events are looked through, whatever the ledger holds. */
const LOOKED_THROUGH = 1_000;

const TROUBLE = `
SELECT e.takedown_id AS "takedownId", t.host, e.at, CASE e.type WHEN 'settled' THEN 'notice' ELSE 'look' END AS what,
  e.event #>> '{delivery,result}' AS result, coalesce(e.event #>> '{delivery,code}', e.event ->> 'code') AS code
FROM (SELECT takedown_id, type, at, event, tx, feed FROM redress.events ORDER BY tx DESC, feed DESC LIMIT ${LOOKED_THROUGH}) e
JOIN redress.takedowns t ON t.id = e.takedown_id
WHERE e.type = 'check_failed' OR (e.type = 'settled' AND e.event #>> '{delivery,result}' IN ('retry', 'failed', 'unknown'))
ORDER BY e.tx DESC, e.feed DESC LIMIT $1`;

export async function trouble(pool: Pool, limit: number): Promise<readonly Trouble[]> {
  return (await pool.query<Trouble>(TROUBLE, [limit])).rows;
}
