import type { Pool } from 'pg';
import type { Instant } from '../../domain/time.ts';
import type { Position } from '../../flow/feed.ts';
import { HORIZON } from '../feed/feed.ts';
import { transaction } from '../pool.ts';
import { FAN_OUT } from './outbox-sql.ts';

const READER = 'webhooks';
const WRITE = FAN_OUT(HORIZON);

/**
 * Makes a message of each new event for each subscription that wants it, and keeps where it got to, in one
 * transaction: each event is told once, whatever dies. Of several processes one does it at a time. Answers how many
 * events were read; as many as `limit` means that there are more.
 */
export async function fanOut(pool: Pool, limit: number, now: Instant): Promise<number> {
  return transaction(pool, async (client) => {
    const held = await client.query<Position & { subscribed: boolean }>(
      `SELECT tx, feed, EXISTS (SELECT 1 FROM redress.webhooks WHERE disabled_at IS NULL) AS subscribed
       FROM redress.feed_cursors WHERE name = $1 FOR UPDATE SKIP LOCKED`,
      [READER],
    );
    const [cursor] = held.rows;
    if (cursor === undefined) return 0;
    if (!cursor.subscribed) {
      await client.query(SKIP, [READER]);
      return 0;
    }
    const read = await client.query<Position & { count: number }>(WRITE, [
      cursor.tx,
      cursor.feed,
      limit,
      now,
    ]);
    const [last] = read.rows;
    if (last === undefined) return 0;
    await client.query('UPDATE redress.feed_cursors SET tx = $2, feed = $3 WHERE name = $1', [
      READER,
      last.tx,
      last.feed,
    ]);
    return last.count;
  });
}

/** With nobody to tell, what happened is passed over. */
const SKIP = `
UPDATE redress.feed_cursors c SET tx = e.tx, feed = e.feed
FROM (SELECT e.tx, e.feed FROM redress.events e WHERE e.tx < ${HORIZON} ORDER BY e.tx DESC, e.feed DESC LIMIT 1) e
WHERE c.name = $1 AND (e.tx, e.feed) > (c.tx, c.feed)`;
