import type { Pool } from 'pg';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Takedown } from '../../domain/takedown.ts';
import { transaction } from '../pool.ts';

export interface ChainedEvent {
  readonly takedown_id: TakedownId;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly event: TakedownEvent;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
  readonly red: Buffer | null;
  readonly red_hash: Buffer;
}

interface ChainRow {
  readonly id: TakedownId;
  readonly version: number;
  readonly head_hash: Buffer;
  readonly state: Takedown;
  readonly erased: boolean;
}

/** A takedown's row and all its events, by their numbers. */
export interface Chain extends ChainRow {
  readonly events: readonly ChainedEvent[];
}

const PAGE = 200;

/** The next takedowns after `after` with their events, as they stand at one moment: work goes on meanwhile. */
export async function readChains(
  pool: Pool,
  after: TakedownId,
  only: TakedownId | undefined,
): Promise<readonly Chain[]> {
  return transaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const chains = await client.query<ChainRow>(
      `SELECT t.id, t.version, t.head_hash, t.state, (c.erased_at IS NOT NULL OR t.notice IS NULL OR t.answers_purged_through IS NOT NULL) AS erased
       FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
       WHERE t.id > $1 AND ($2::text IS NULL OR t.id = $2) ORDER BY t.id LIMIT $3`,
      [after, only ?? null, PAGE],
    );
    const events = await client.query<ChainedEvent>(
      `SELECT takedown_id, seq, type, at, event, prev_hash, hash, red, red_hash
       FROM redress.events WHERE takedown_id = ANY($1) ORDER BY takedown_id, seq`,
      [chains.rows.map((chain) => chain.id)],
    );
    const byTakedown = new Map<TakedownId, ChainedEvent[]>();
    for (const event of events.rows) {
      const own = byTakedown.get(event.takedown_id) ?? [];
      own.push(event);
      byTakedown.set(event.takedown_id, own);
    }
    return chains.rows.map((chain) => ({ ...chain, events: byTakedown.get(chain.id) ?? [] }));
  });
}
