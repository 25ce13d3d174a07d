import type { Pool } from 'pg';
import type { Millis } from '../domain/time.ts';
import type { SchemaState } from './migrate.ts';
import { schemaState } from './migrate.ts';

/** What `doctor` asks of the ledger. */
export interface Integrity {
  /** How long one question takes. Throws when the database is away. */
  ping(): Promise<Millis>;
  version(): Promise<string>;
  migrations(): Promise<SchemaState>;
  /** Settings without which an acknowledged write could be lost: those that are not as they must be. */
  unsafeSettings(): Promise<readonly string[]>;
  /** Bytes on disk, by table (indexes included), largest first. */
  sizes(): Promise<readonly { readonly table: string; readonly bytes: number }[]>;
  /** Connections to this database by the name of who holds them, and how many the server allows in all. */
  connections(): Promise<{
    readonly limit: number;
    readonly held: readonly { readonly by: string; readonly count: number }[];
  }>;
}

export function makeIntegrity(pool: Pool): Integrity {
  return {
    ping: async () => {
      const start = performance.now();
      await pool.query('SELECT 1');
      return performance.now() - start;
    },
    version: async () => {
      const found = await pool.query<{ version: string }>(
        `SELECT current_setting('server_version') AS version`,
      );
      return found.rows[0]?.version ?? 'unknown';
    },
    migrations: () => schemaState(pool),
    unsafeSettings: async () => {
      const found = await pool.query<{ name: string }>(
        `SELECT name FROM pg_settings
         WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`,
      );
      return found.rows.map((row) => row.name);
    },
    sizes: async () => {
      const found = await pool.query<{ table: string; bytes: number }>(
        `SELECT relname AS table, pg_total_relation_size(relid) AS bytes
         FROM pg_stat_user_tables WHERE schemaname IN ('redress', 'redress_queue') ORDER BY bytes DESC, relname`,
      );
      return found.rows;
    },
    connections: async () => {
      const held = await pool.query<{ by: string; count: number }>(
        `SELECT application_name AS by, count(*) AS count FROM pg_stat_activity
         WHERE datname = current_database() GROUP BY 1 ORDER BY 2 DESC, 1`,
      );
      const limit = await pool.query<{ limit: number }>(
        `SELECT current_setting('max_connections')::int AS limit`,
      );
      return { limit: limit.rows[0]?.limit ?? 0, held: held.rows };
    },
  };
}
