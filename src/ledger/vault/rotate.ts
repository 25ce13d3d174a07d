import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { transaction } from '../pool.ts';
import { DEAD_AFTER } from '../store/claim/workers.ts';
import type { KeyRing } from './key-ring.ts';
import { secretBinding } from './roots.ts';
import type { Binding } from './seal.ts';
import { caseKeyBinding } from './vault.ts';

export interface KeyState {
  readonly id: string;
  readonly current: boolean;
  /** Whether this process has it. */
  readonly given: boolean;
  /** Case keys and other secrets that it wraps. */
  readonly wraps: number;
}

export interface Rotation {
  /** Names the key that wraps everything now. */
  readonly keyId: string;
  /** How many case keys and other secrets were wrapped anew by this call. */
  readonly rewrapped: number;
}

/** The change of the master key. */
export interface Keys {
  state(): Promise<readonly KeyState[]>;
  /**
   * Makes `REDRESS_MASTER_KEY` the current key and wraps anew, in batches, what the previous one wrapped. Work goes
   * on meanwhile. Broken off, it goes on when it is called again.
   *
   * @throws RedressError `key_rotation_early` while a process works that does not have the new key
   */
  rotate(told?: (rewrapped: number) => void): Promise<Rotation>;
}

const BATCH = 500;

export function makeKeys(pool: Pool, keys: KeyRing): Keys {
  return {
    state: () => state(pool, keys),
    rotate: async (told) => {
      await transaction(pool, (client) => makeCurrent(client, keys));
      keys.use(keys.primary.id);
      let rewrapped = await transaction(pool, (client) => rewrap(client, keys, SECRETS));
      while (await isLeft(pool, keys)) {
        const some = await transaction(pool, (client) => rewrap(client, keys, CASES));
        rewrapped += some;
        if (some > 0) told?.(rewrapped);
        // The others are held by intake or by an erasure just now.
        else await sleep(50);
      }
      return { keyId: keys.primary.id, rewrapped };
    },
  };
}

async function isLeft(pool: Pool, { primary }: KeyRing): Promise<boolean> {
  const found = await pool.query(
    `SELECT 1 FROM redress.master_keys m WHERE m.id <> $1
       AND EXISTS (SELECT 1 FROM redress.cases c WHERE c.key_id = m.id AND c.wrapped_key IS NOT NULL)`,
    [primary.id],
  );
  return found.rowCount !== 0;
}

async function state(pool: Pool, keys: KeyRing): Promise<readonly KeyState[]> {
  const found = await pool.query<{ id: string; current: boolean; wraps: number }>(
    `SELECT m.id, m.current,
       (SELECT count(*) FROM redress.cases c WHERE c.key_id = m.id AND c.wrapped_key IS NOT NULL)
       + (SELECT count(*) FROM redress.secrets s WHERE s.key_id = m.id) AS wraps
     FROM redress.master_keys m ORDER BY m.current DESC, m.created_at DESC, m.id`,
  );
  return found.rows.map((row) => ({ ...row, given: keys.ids.includes(row.id) }));
}

/** Waits for those that are making a case under the key of before: from then on nobody does. */
async function makeCurrent(client: PoolClient, { primary }: KeyRing): Promise<void> {
  const found = await client.query<{ id: string; current: boolean }>(
    'SELECT id, current FROM redress.master_keys ORDER BY id FOR UPDATE',
  );
  if (found.rows.some((row) => row.current && row.id === primary.id)) return;
  const without = await client.query<{ id: string }>(
    `SELECT id FROM redress.workers
     WHERE NOT key_ids @> ARRAY[$1] AND seen_at > now() - $2 * interval '1 ms' ORDER BY id`,
    [primary.id, DEAD_AFTER],
  );
  if (without.rows.length > 0) {
    throw new RedressError(
      'key_rotation_early',
      `These processes do not have the new key yet: ${without.rows.map((row) => row.id).join(', ')}`,
      {
        field: 'REDRESS_MASTER_KEY',
        cure: 'Restart each with the new key and REDRESS_MASTER_KEY_PREVIOUS, then run this again.',
      },
    );
  }
  await client.query('UPDATE redress.master_keys SET current = false WHERE current');
  await client.query(
    `INSERT INTO redress.master_keys (id, current, created_at) VALUES ($1, true, $2)
     ON CONFLICT (id) DO UPDATE SET current = true`,
    [primary.id, Date.now()],
  );
}

interface Wrapped {
  readonly read: string;
  readonly write: string;
  readonly binding: (row: string) => Binding;
}

/** Waits for nobody, so that it can be in no circle of those that wait for each other. */
const CASES: Wrapped = {
  read: `SELECT id AS row, wrapped_key AS wrapped FROM redress.cases
    WHERE key_id = ANY(ARRAY(SELECT id FROM redress.master_keys WHERE id <> $1)) AND wrapped_key IS NOT NULL
    LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`,
  write: `UPDATE redress.cases c SET wrapped_key = decode(x.wrapped, 'base64'), key_id = $1
    FROM json_to_recordset($2::json) AS x(row text, wrapped text) WHERE c.id = x.row`,
  binding: caseKeyBinding,
};

const SECRETS: Wrapped = {
  read: 'SELECT name AS row, wrapped FROM redress.secrets WHERE key_id <> $1 ORDER BY name FOR UPDATE',
  write: `UPDATE redress.secrets s SET wrapped = decode(x.wrapped, 'base64'), key_id = $1
    FROM json_to_recordset($2::json) AS x(row text, wrapped text) WHERE s.name = x.row`,
  binding: secretBinding,
};

async function rewrap(client: PoolClient, keys: KeyRing, of: Wrapped): Promise<number> {
  // By the index: what is known of the table still says that all rows are to be done.
  await client.query('SET LOCAL enable_seqscan = off');
  const found = await client.query<{ row: string; wrapped: Buffer }>(of.read, [keys.primary.id]);
  const rows = found.rows.map(({ row, wrapped }) => {
    const binding = of.binding(row);
    return { row, wrapped: keys.wrap(keys.unwrap(wrapped, binding), binding).toString('base64') };
  });
  if (rows.length > 0) await client.query(of.write, [keys.primary.id, JSON.stringify(rows)]);
  return rows.length;
}
