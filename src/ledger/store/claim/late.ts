import type { Pool } from 'pg';
import type { TakedownId } from '../../../domain/ids.ts';
import type { Instant, Millis } from '../../../domain/time.ts';
import type { Pace } from '../../../flow/ledger.ts';
import { transaction } from '../../pool.ts';
import { putOff } from './gcra.ts';

interface Found {
  readonly effect: string;
  readonly recipient: string;
  readonly tat: number;
}

/** See the contract, `Ledger.countLate`. The pair is the one whose concurrency the takedown's lease uses up. */
export async function countLate(
  pool: Pool,
  id: TakedownId,
  pace: (recipient: string) => Pace,
  now: Instant,
  late: Millis,
): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<Found>(
      `SELECT p.effect, p.recipient, p.tat FROM redress.paces p
       JOIN redress.takedowns t ON t.lease_effect = p.effect AND t.lease_recipient = p.recipient
       WHERE t.id = $1 FOR UPDATE OF p`,
      [id],
    );
    for (const { effect, recipient, tat } of rows) {
      const next = putOff(pace(recipient), tat, now, late);
      await client.query(
        'UPDATE redress.paces SET tat = $3, free_at = $4 WHERE effect = $1 AND recipient = $2',
        [effect, recipient, next.tat, next.freeAt],
      );
    }
  });
}
