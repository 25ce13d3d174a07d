import { randomBytes } from 'node:crypto';
import { getTableConfig } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, schemaState } from '../../../src/ledger/migrate.ts';
import { MIGRATIONS } from '../../../src/ledger/migrations/index.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import * as registers from '../../../src/ledger/schema/registers.ts';
import * as tables from '../../../src/ledger/schema/tables.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { startProcess } from './support/processes.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const key = randomBytes(32).toString('base64');
const newest = MIGRATIONS.at(-1)?.version ?? 0;

describe('migrating', () => {
  it('happens once when four processes start together on an empty database', async () => {
    expect(await schemaState(pool)).toEqual({ version: 0, known: newest });
    const processes = await Promise.all(
      [1, 2, 3, 4].map(() => startProcess(['/nowhere', key, database.url])),
    );
    const applied = await pool.query('SELECT version FROM redress.migrations ORDER BY version');
    expect(applied.rows).toEqual(MIGRATIONS.map(({ version }) => ({ version })));
    expect(await schemaState(pool)).toEqual({ version: newest, known: newest });
    await Promise.all(processes.map((one) => one.close()));
  });

  it('goes forward only, in order, and does nothing the second time', async () => {
    const next = { version: newest + 1, name: 'probe', sql: 'CREATE TABLE redress.probe (id int)' };
    await migrate(pool, [...MIGRATIONS, next]);
    await migrate(pool, [...MIGRATIONS, next]);
    expect((await pool.query('SELECT * FROM redress.probe')).rows).toEqual([]);
  });

  it('refuses a database that a newer Redress migrated', async () => {
    const opening = openLedger({
      databaseUrl: database.url,
      dataDir: '/nowhere',
      masterKey: parseMasterKey(key),
      logger: silentLogger,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'database_newer',
      cure: expect.stringContaining('newer Redress'),
    });
  });

  it('leaves nothing of a migration that fails', async () => {
    const bad = {
      version: newest + 2,
      name: 'bad',
      sql: 'CREATE TABLE redress.half (id int); SELECT no_such_function()',
    };
    const probe = { version: newest + 1, name: 'probe', sql: '' };
    await expect(migrate(pool, [...MIGRATIONS, probe, bad])).rejects.toThrow('no_such_function');
    expect((await pool.query(`SELECT to_regclass('redress.half') AS half`)).rows).toEqual([{ half: null }]);
    expect((await schemaState(pool)).version).toBe(newest + 1);
  });
});

describe('the tables that the code reads', () => {
  const described = [...Object.values(tables), ...Object.values(registers)].map((table) =>
    getTableConfig(table),
  );

  it.each(described.map((table) => [table.name, table] as const))(
    '%s is as the migrations made it',
    async (_, table) => {
      const found = await pool.query<{ column_name: string; data_type: string; is_nullable: string }>(
        `SELECT column_name, CASE data_type WHEN 'ARRAY' THEN 'text[]' ELSE data_type END AS data_type, is_nullable
       FROM information_schema.columns WHERE table_schema = 'redress' AND table_name = $1 ORDER BY column_name`,
        [table.name],
      );
      expect(
        table.columns
          .map((column) => ({
            column_name: column.name,
            data_type: column.getSQLType(),
            is_nullable: column.notNull ? 'NO' : 'YES',
          }))
          .sort((a, b) => (a.column_name < b.column_name ? -1 : 1)),
      ).toEqual(
        found.rows.map((row) =>
          // A generated column is never null where its expression is not; PostgreSQL does not derive that.
          row.column_name === 'claim_at' ? { ...row, is_nullable: 'YES' } : row,
        ),
      );
    },
  );
});

describe('an address of a database', () => {
  it.each(['mysql://a/b', 'not an address', 'postgres://[broken'])('%s is refused', async (databaseUrl) => {
    const opening = openLedger({
      databaseUrl,
      dataDir: '/nowhere',
      masterKey: parseMasterKey(key),
      logger: silentLogger,
    });
    await expect(opening).rejects.toMatchObject({ code: 'database_url_invalid', field: 'DATABASE_URL' });
  });

  it('where nobody answers is said, without the password', async () => {
    const opening = openLedger({
      databaseUrl: 'postgres://nobody:canary@127.0.0.1:1/none',
      dataDir: '/nowhere',
      masterKey: parseMasterKey(key),
      logger: silentLogger,
    });
    const error = await opening.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'database_unreachable', field: 'DATABASE_URL' });
    expect(String(error)).not.toContain('canary');
  });
});
