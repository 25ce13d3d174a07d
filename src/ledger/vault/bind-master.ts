import type { Pool } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { KeyRing } from './key-ring.ts';
import type { MasterKey } from './master.ts';

/**
 * Makes sure that this database belongs to these master keys. The first key that opens a database is written down
 * (its id, which tells nothing about it); another one is refused before it can seal anything, unless the one that
 * the database knows is given as the previous one.
 *
 * @throws RedressError `master_key_wrong`, `master_key_previous_missing`
 */
export async function bindMasterKey(
  pool: Pool,
  master: MasterKey,
  previous?: MasterKey | undefined,
): Promise<KeyRing> {
  await pool.query(
    `INSERT INTO redress.master_keys (id, current, created_at)
     SELECT $1, true, $2 WHERE NOT EXISTS (SELECT 1 FROM redress.master_keys WHERE current) ON CONFLICT DO NOTHING`,
    [master.id, Date.now()],
  );
  const found = await pool.query<{ id: string }>('SELECT id FROM redress.master_keys WHERE current');
  const current = found.rows[0]?.id;
  if (current === undefined || (current !== master.id && current !== previous?.id)) {
    throw new RedressError(
      'master_key_wrong',
      'This is not the master key that the database was sealed with.',
      {
        field: 'REDRESS_MASTER_KEY',
        cure:
          'Give the key with which this database was first opened (in a sandbox: <data folder>/master.key). ' +
          'To change it, give that one as REDRESS_MASTER_KEY_PREVIOUS beside the new one.',
      },
    );
  }
  const keys = new KeyRing(master, previous, current);
  await assertNoneMissing(pool, keys);
  return keys;
}

/** A change of the key that was not finished: some of the record would be found unreadable only when it is needed. */
async function assertNoneMissing(pool: Pool, keys: KeyRing): Promise<void> {
  const missing = await pool.query(
    `SELECT 1 FROM redress.master_keys m WHERE m.id <> ALL($1)
       AND (EXISTS (SELECT 1 FROM redress.cases c WHERE c.key_id = m.id AND c.wrapped_key IS NOT NULL)
         OR EXISTS (SELECT 1 FROM redress.secrets s WHERE s.key_id = m.id)) LIMIT 1`,
    [keys.ids],
  );
  if (missing.rowCount !== 0) {
    throw new RedressError(
      'master_key_previous_missing',
      'Some cases are still wrapped by the master key of before.',
      {
        field: 'REDRESS_MASTER_KEY_PREVIOUS',
        cure: 'Give the key of before as REDRESS_MASTER_KEY_PREVIOUS, and finish with: redress keys rotate',
      },
    );
  }
}
