import type { Pool } from 'pg';
import { BEGINNING_OF_FEED, type FedEvent, type Feed, type Position } from '../../flow/feed.ts';

/**
 * Below it every transaction has ended, so no event can come between those that are read: of two that write at the
 * same time, the one that began first may commit last.
 */
export const HORIZON = `(pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  + (SELECT base FROM redress.feed_base))`;

const AFTER = `
SELECT e.tx, e.feed, e.takedown_id AS "takedownId", t.case_id AS "caseId", e.type, e.at, t.status AS state,
  coalesce(e.event ->> 'outcome', t.outcome) AS outcome
FROM redress.events e JOIN redress.takedowns t ON t.id = e.takedown_id
WHERE (e.tx, e.feed) > ($1, $2) AND e.tx < ${HORIZON}
ORDER BY e.tx, e.feed LIMIT $3`;

const END = `
SELECT e.tx, e.feed FROM redress.events e WHERE e.tx < ${HORIZON} ORDER BY e.tx DESC, e.feed DESC LIMIT 1`;

/** The feed as the pool's role sees it: of a helpline, its own events and those of cases shared with it. */
export function makeFeed(pool: Pool): Feed {
  return {
    end: async () => (await pool.query<Position>(END)).rows[0] ?? BEGINNING_OF_FEED,
    after: async ({ tx, feed }, limit) => {
      const found = await pool.query<Omit<FedEvent, 'position'> & Position>(AFTER, [tx, feed, limit]);
      return found.rows.map(({ tx: ofTx, feed: ofFeed, ...event }) => ({
        ...event,
        position: { tx: ofTx, feed: ofFeed },
      }));
    },
  };
}
