import type { Pool, PoolClient } from 'pg';
import { RedressError } from '../domain/errors.ts';
import type { Migration } from './migrations/index.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { transaction } from './pool.ts';
import { ensureRoles } from './tenant/roles.ts';

/** Orders the migrations of processes that start together: "RDRM". */
const LOCK = 0x5244524d;

export interface SchemaState {
  /** The newest migration in the database; 0 when there is none. */
  readonly version: number;
  /** The newest that this program knows. */
  readonly known: number;
}

async function versionIn(client: Pool | PoolClient): Promise<number> {
  const table = await client.query<{ found: boolean }>(
    `SELECT to_regclass('redress.migrations') IS NOT NULL AS found`,
  );
  if (table.rows[0]?.found !== true) {
    return 0;
  }
  const newest = await client.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM redress.migrations',
  );
  return newest.rows[0]?.version ?? 0;
}

/** What the database has been migrated to, without changing anything. */
export async function schemaState(pool: Pool): Promise<SchemaState> {
  return { version: await versionIn(pool), known: latest(MIGRATIONS) };
}

function latest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings the schema `redress` up to date: all pending migrations in one transaction, under an advisory lock, so
 * that of several processes one migrates and the others wait for it.
 *
 * @throws RedressError `database_newer` when a newer Redress migrated the database, and what `ensureRoles` throws
 */
export async function migrate(pool: Pool, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await ensureRoles(pool);
  await transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const version = await versionIn(client);
    if (version > latest(migrations)) {
      throw new RedressError(
        'database_newer',
        `The database was migrated to version ${version} by a newer Redress; this one knows ${latest(migrations)}.`,
        { cure: 'Install the newer Redress, or restore a backup from before the upgrade.' },
      );
    }
    if (version === 0) {
      await client.query('CREATE SCHEMA IF NOT EXISTS redress');
      await client.query(
        `CREATE TABLE IF NOT EXISTS redress.migrations (
          version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
      );
    }
    for (const migration of migrations.filter((one) => one.version > version)) {
      await client.query(migration.sql);
      await client.query('INSERT INTO redress.migrations (version, name) VALUES ($1, $2)', [
        migration.version,
        migration.name,
      ]);
    }
  });
}
