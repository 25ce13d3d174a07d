import type { Pool, PoolClient } from 'pg';
import type { TakedownEvent } from '../../domain/event.ts';
import type { HelplineId, TakedownId } from '../../domain/ids.ts';
import type { DeadlineOf } from '../../domain/statistics/cycle-end.ts';
import { milestonesOf } from '../../domain/statistics/milestones.ts';
import type { Instant } from '../../domain/time.ts';
import type { Position } from '../../flow/feed.ts';
import type { Projected } from '../../flow/figures.ts';
import type { Logger } from '../../flow/ports.ts';
import { HORIZON } from '../feed/feed.ts';
import { transaction } from '../pool.ts';
import { differences, type Moved, noticesMoved, touched } from './differences.ts';
import {
  DELETE_NOTICES,
  milestonesRow,
  noticeRow,
  READ,
  type StoredMilestones,
  WRITE_MILESTONES,
  WRITE_NOTICES,
} from './rows.ts';
import { MARK } from './schedule.ts';

const READER = 'figures';

const BATCH = `
SELECT e.tx, e.feed, e.takedown_id AS id, e.seq FROM redress.events e
WHERE (e.tx, e.feed) > ($1, $2) AND e.tx < ${HORIZON}
ORDER BY e.tx, e.feed LIMIT $3`;

const LIVES = `
SELECT t.id, t.helpline_id AS "helplineId", (
  SELECT json_agg(e.event ORDER BY e.seq) FROM redress.events e WHERE e.takedown_id = t.id) AS events
FROM redress.takedowns t WHERE t.id = ANY($1::text[])`;

const COUNT = `
INSERT INTO redress.tallies AS t (helpline_id, measure, bucket, n)
SELECT * FROM json_to_recordset($1::json) AS x(scope text, measure text, bucket text, n bigint)
ON CONFLICT (helpline_id, measure, bucket) DO UPDATE SET n = t.n + excluded.n`;

interface Life {
  readonly id: TakedownId;
  readonly helplineId: HelplineId;
  readonly events: readonly TakedownEvent[];
}

const NOTHING: Projected = { events: 0, takedowns: 0, unreadable: [] };

/**
 * See the contract, `FigureKeeper.project`. The feed says of which takedowns something happened; each is then read as a
 * whole, so that what is stored is always what all its events tell. What it was read through (`version`) makes later events
 * of the same takedown cost nothing: catching up reads each takedown about once. Where it got to is kept in the same
 * transaction, and its lock lets one process at a time.
 */
export async function project(
  pool: Pool,
  deadlineOf: DeadlineOf,
  log: Logger,
  limit: number,
  now: Instant,
): Promise<Projected> {
  return transaction(pool, async (client) => {
    const held = await client.query<Position>(
      'SELECT tx, feed FROM redress.feed_cursors WHERE name = $1 FOR UPDATE SKIP LOCKED',
      [READER],
    );
    const [cursor] = held.rows;
    if (cursor === undefined) return NOTHING;
    const batch = await client.query<Position & { id: TakedownId; seq: number }>(BATCH, [
      cursor.tx,
      cursor.feed,
      limit,
    ]);
    const last = batch.rows.at(-1);
    if (last === undefined) return NOTHING;
    const known = await readKnown(client, [...new Set(batch.rows.map((row) => row.id))]);
    const news = batch.rows.filter((row) => row.seq > (known.get(row.id)?.version ?? 0));
    const { moved, unreadable } = await readMoved(
      client,
      [...new Set(news.map((row) => row.id))],
      known,
      deadlineOf,
      log,
    );
    await write(client, moved, now);
    await client.query('UPDATE redress.feed_cursors SET tx = $2, feed = $3 WHERE name = $1', [
      READER,
      last.tx,
      last.feed,
    ]);
    return { events: batch.rows.length, takedowns: moved.length, unreadable };
  });
}

async function readKnown(
  client: PoolClient,
  ids: readonly TakedownId[],
): Promise<ReadonlyMap<TakedownId, StoredMilestones>> {
  const found = await client.query<StoredMilestones>(READ, [ids]);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** One whose events tell no life must not hold up all others: it is named, and left as it was. */
async function readMoved(
  client: PoolClient,
  ids: readonly TakedownId[],
  known: ReadonlyMap<TakedownId, StoredMilestones>,
  deadlineOf: DeadlineOf,
  log: Logger,
): Promise<{ readonly moved: readonly Moved[]; readonly unreadable: readonly TakedownId[] }> {
  const moved: Moved[] = [];
  const unreadable: TakedownId[] = [];
  if (ids.length === 0) return { moved, unreadable };
  const lives = await client.query<Life>(LIVES, [ids]);
  for (const { id, helplineId, events } of lives.rows) {
    try {
      moved.push({ helplineId, before: known.get(id), after: milestonesOf(id, events, deadlineOf) });
    } catch (error) {
      log.error({ takedown: id, error }, 'the events of a takedown cannot be read for the figures');
      unreadable.push(id);
    }
  }
  return { moved, unreadable };
}

async function write(client: PoolClient, moved: readonly Moved[], now: Instant): Promise<void> {
  if (moved.length === 0) return;
  const counts = differences(moved);
  const notices = moved.map((one) => ({ one, ...noticesMoved(one) }));
  const run = async (sql: string, rows: readonly unknown[], ...more: readonly unknown[]): Promise<void> => {
    if (rows.length > 0) await client.query(sql, [JSON.stringify(rows), ...more]);
  };
  await run(
    WRITE_MILESTONES,
    moved.map(({ helplineId, after }) => milestonesRow(helplineId, after)),
  );
  await run(
    WRITE_NOTICES,
    notices.flatMap(({ one, changed }) => changed.map((of) => noticeRow(one.after.id, one.helplineId, of))),
  );
  await run(
    DELETE_NOTICES,
    notices.flatMap(({ one, gone }) => gone.map((of) => noticeRow(one.after.id, one.helplineId, of))),
  );
  await run(COUNT, counts);
  await run(MARK, touched(moved, counts, now), now);
}
