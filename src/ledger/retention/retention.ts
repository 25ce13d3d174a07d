import type { Pool } from 'pg';
import type { Instant } from '../../domain/time.ts';
import type { Retention, RowClass } from '../../flow/ledger.ts';
import { transaction } from '../pool.ts';
import { casesOver, countCasesOver } from './cases.ts';
import { endTurn, takeTurn } from './chores.ts';
import { ROWS } from './rows.ts';

/** See the contract, `Retention`. */
export function makeRetention(pool: Pool): Retention {
  return {
    casesOver: (before, after, limit) => casesOver(pool, before, after, limit),
    count: async (of, before) => {
      if (of === 'cases') return countCasesOver(pool, before);
      const found = await pool.query<{ count: number }>(ROWS[of].count, [before]);
      return found.rows[0]?.count ?? 0;
    },
    purge: (of, before) => purge(pool, of, before),
    record: async (of, before, count, by, now) => {
      await pool.query(
        'INSERT INTO redress.purges (at, by, class, before, count) VALUES ($1, $2, $3, $4, $5)',
        [now, by, of, before, count],
      );
    },
    takeTurn: (chore, holder, hold, every) => takeTurn(pool, chore, holder, hold, every),
    endTurn: (chore, holder, done) => endTurn(pool, chore, holder, done),
  };
}

/** The mark comes first: what is sealed beside an event may go only when its takedown says so. */
async function purge(
  pool: Pool,
  of: RowClass,
  before: Instant,
): Promise<{ readonly removed: number; readonly more: boolean }> {
  const { mark, remove } = ROWS[of];
  return transaction(pool, async (client) => {
    const ids =
      mark === undefined
        ? undefined
        : (await client.query<{ id: string }>(mark, [before])).rows.map((row) => row.id);
    if (ids?.length === 0) return { removed: 0, more: false };
    let removed = 0;
    for (const statement of remove) removed += (await client.query(statement, [ids ?? before])).rowCount ?? 0;
    return { removed, more: ids !== undefined || removed > 0 };
  });
}
