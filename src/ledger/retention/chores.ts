import type { Pool } from 'pg';
import type { Millis } from '../../domain/time.ts';

/** By the database's clock: whose turn it is must not depend on whose clock is right. */
const TAKE = `
INSERT INTO redress.chores AS c (name, holder, held_until) VALUES ($1, $2, now() + $3 * interval '1 ms')
ON CONFLICT (name) DO UPDATE SET holder = $2, held_until = now() + $3 * interval '1 ms'
WHERE c.holder = $2 AND c.held_until > now()
  OR (c.holder IS NULL OR c.held_until <= now())
    AND (c.done_at IS NULL OR c.done_at <= now() - $4 * interval '1 ms')`;

const END = `
UPDATE redress.chores SET holder = NULL, held_until = NULL, done_at = CASE WHEN $3 THEN now() ELSE done_at END
WHERE name = $1 AND holder = $2`;

/** See the contract, `Retention.takeTurn`. */
export async function takeTurn(
  pool: Pool,
  chore: string,
  holder: string,
  hold: Millis,
  every: Millis,
): Promise<boolean> {
  return (await pool.query(TAKE, [chore, holder, hold, every])).rowCount === 1;
}

/** See the contract, `Retention.endTurn`. */
export async function endTurn(pool: Pool, chore: string, holder: string, done: boolean): Promise<void> {
  await pool.query(END, [chore, holder, done]);
}
