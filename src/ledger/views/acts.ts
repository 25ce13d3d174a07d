import type { Pool } from 'pg';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Position } from '../../flow/feed.ts';
import type { SwitchAct } from '../../flow/ledger.ts';

/** What somebody did to a takedown. */
export interface ListedAct {
  readonly takedownId: TakedownId;
  readonly host: string;
  readonly event: TakedownEvent;
  readonly position: Position;
}

/** What somebody did with the switch or a circuit. */
export interface ListedSwitchAct extends SwitchAct {
  readonly id: number;
}

/** The very words of the index `events_acts`. */
const IS_ACT = `e.type IN ('retried', 'paused', 'unpaused', 'escalated',
  'assigned', 'withdrawn', 'reopened', 'revealed', 'shared', 'unshared', 'erased')`;

const ACTS = `
SELECT e.takedown_id AS "takedownId", t.host, e.event, e.tx, e.feed
FROM redress.events e JOIN redress.takedowns t ON t.id = e.takedown_id
WHERE ${IS_ACT} AND ($1::bigint IS NULL OR (e.tx, e.feed) < ($1, $2))
ORDER BY e.tx DESC, e.feed DESC LIMIT $3`;

/** Newest first, before a position. */
export async function listActs(
  pool: Pool,
  before: Position | undefined,
  limit: number,
): Promise<readonly ListedAct[]> {
  const found = await pool.query<Omit<ListedAct, 'position'> & Position>(ACTS, [
    before?.tx ?? null,
    before?.feed ?? null,
    limit,
  ]);
  return found.rows.map(({ tx, feed, ...act }) => ({ ...act, position: { tx, feed } }));
}

export async function listSwitchActs(
  pool: Pool,
  before: number | undefined,
  limit: number,
): Promise<readonly ListedSwitchAct[]> {
  const found = await pool.query<ListedSwitchAct>(
    `SELECT id, act, what, by, at, why FROM redress.switch_acts WHERE $1::bigint IS NULL OR id < $1
     ORDER BY id DESC LIMIT $2`,
    [before ?? null, limit],
  );
  return found.rows;
}

/** What tokens were named when they were made. */
export async function tokenLabels(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await pool.query<{ id: string; label: string }>(
    'SELECT id, label FROM redress.tokens WHERE id = ANY($1)',
    [[...new Set(ids)]],
  );
  return new Map(found.rows.map((row) => [row.id, row.label]));
}
