import { hkdfSync } from 'node:crypto';
import type { Pool } from 'pg';
import type { KeyRing } from './key-ring.ts';
import type { Binding } from './seal.ts';

/** Keys of 32 bytes, one for each purpose, that stay the same when the master key changes. */
export interface Roots {
  derive(purpose: string): Buffer;
}

/** Keys that were derived from the master key itself before it could be changed: hashes and tags made with them stay. */
const OWN = ['url-hash', 'case-reference', 'correlation tag'];
/** From which the keys of all other purposes are derived. */
const ROOT = 'root';

/**
 * Reads the secrets of this database. The first process makes them from the master key that the database calls
 * current, so that several that start together make the same.
 */
export async function loadRoots(pool: Pool, keys: KeyRing, masterOf: (id: string) => Roots): Promise<Roots> {
  const names = [...OWN, ROOT];
  const read = async (): Promise<ReadonlyMap<string, Buffer>> => {
    const found = await pool.query<{ name: string; wrapped: Buffer }>(
      'SELECT name, wrapped FROM redress.secrets',
    );
    return new Map(found.rows.map(({ name, wrapped }) => [name, keys.unwrap(wrapped, secretBinding(name))]));
  };
  let secrets = await read();
  const missing = names.filter((name) => !secrets.has(name));
  if (missing.length > 0) {
    const master = masterOf(keys.current);
    const rows = missing.map((name) => ({
      name,
      wrapped: keys.wrap(master.derive(name), secretBinding(name)).toString('base64'),
    }));
    await pool.query(
      `INSERT INTO redress.secrets (name, wrapped, key_id, created_at)
       SELECT x.name, decode(x.wrapped, 'base64'), $2, $3
       FROM json_to_recordset($1::json) AS x(name text, wrapped text) ON CONFLICT (name) DO NOTHING`,
      [JSON.stringify(rows), keys.current, Date.now()],
    );
    secrets = await read();
  }
  return {
    derive: (purpose) => {
      const own = secrets.get(purpose);
      const root = secrets.get(ROOT);
      if (root === undefined) throw new Error('the ledger lacks its root secret');
      return own !== undefined && purpose !== ROOT
        ? own
        : Buffer.from(hkdfSync('sha256', root, 'redress', purpose, 32));
    },
  };
}

export function secretBinding(name: string): Binding {
  return { table: 'secrets', column: 'wrapped', row: name };
}
