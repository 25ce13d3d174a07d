import type { Pool } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import type { MasterKey } from './master.ts';

/**
 * Makes sure that this database belongs to this master key. The first key that opens a database is written down
 * (its id, which tells nothing about it); another one is refused before it can seal anything.
 *
 * @throws RedressError `master_key_wrong`
 */
export async function bindMasterKey(pool: Pool, master: MasterKey): Promise<void> {
  await pool.query(
    `INSERT INTO redress.master_keys (id, current, created_at) VALUES ($1, true, $2) ON CONFLICT DO NOTHING`,
    [master.id, Date.now()],
  );
  const found = await pool.query<{ id: string }>('SELECT id FROM redress.master_keys WHERE current');
  if (found.rows[0]?.id !== master.id) {
    throw new RedressError(
      'master_key_wrong',
      'This is not the master key that the database was sealed with.',
      {
        field: 'REDRESS_MASTER_KEY',
        cure: 'Give the key with which this database was first opened (in a sandbox: <data folder>/master.key).',
      },
    );
  }
}
