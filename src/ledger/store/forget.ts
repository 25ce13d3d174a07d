import type { TakedownId } from '../../domain/ids.ts';
import { transaction } from '../pool.ts';
import type { StoreContext } from './context.ts';

/**
 * Drops what holds or tells the URL of one takedown: its notice, the notices as they were sent (by a machine or by
 * hand), what recipients answered, and the URL's hash. What happened and when stays, and still verifies.
 */
export async function forget({ pool }: StoreContext, id: TakedownId): Promise<void> {
  await transaction(pool, async (client) => {
    await client.query(
      'UPDATE redress.takedowns SET notice = NULL, url_hash = NULL, open_url = NULL WHERE id = $1',
      [id],
    );
    await client.query('UPDATE redress.attempts SET text = NULL, evidence = NULL WHERE takedown_id = $1', [
      id,
    ]);
    await client.query('UPDATE redress.events SET red = NULL WHERE takedown_id = $1 AND red IS NOT NULL', [
      id,
    ]);
  });
}
