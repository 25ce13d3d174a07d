import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/ledger/migrate.ts';
import { ensureRoles } from '../../../src/ledger/tenant/roles.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres.ts';
import { HELPLINE } from './support/helpline.ts';
import { OPS, OTHER, scopeOf, type Tenants, tenants } from './support/tenants.ts';

describe('the roles', () => {
  let databases: readonly TestDatabase[];
  beforeAll(async () => {
    databases = await Promise.all([1, 2, 3, 4].map(() => freshDatabase()));
  });
  afterAll(async () => {
    await Promise.all(databases.map((one) => one.drop()));
  });
  const pools = (times: number): readonly pg.Pool[] =>
    databases.flatMap(({ url }) =>
      Array.from({ length: times }, () => new pg.Pool({ connectionString: url, max: 2 })),
    );
  const ended = (all: readonly pg.Pool[]) => Promise.all(all.map((pool) => pool.end()));

  it('are there when several processes migrate several databases of one server at once', async () => {
    const all = pools(2);
    await Promise.all(all.map((pool) => migrate(pool)));
    const [pool] = all;
    const found = await pool?.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname LIKE 'redress\\_%' ORDER BY 1`,
    );
    const bound = { rolsuper: false, rolbypassrls: false, rolcanlogin: false };
    expect(found?.rows).toEqual([
      { rolname: 'redress_helpline', ...bound },
      { rolname: 'redress_ops', ...bound },
    ]);
    await ended(all);
  });

  describe('for a user that is no superuser', () => {
    const user = `owner_${process.pid}`;
    let admin: pg.Pool;
    let own: pg.Pool;
    beforeAll(async () => {
      const url = databases[0]?.url ?? '';
      admin = new pg.Pool({ connectionString: url, max: 1 });
      await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'x'`);
      const as = new URL(url);
      as.username = user;
      as.password = 'x';
      own = new pg.Pool({ connectionString: as.toString(), max: 2 });
    });
    afterAll(async () => {
      await own.end();
      await admin.query(`DROP ROLE ${user}`);
      await admin.end();
    });

    it('are asked of an administrator in so many words, which are enough', async () => {
      const error = await ensureRoles(own).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code: 'database_role_missing', field: 'DATABASE_URL' });
      const cure = error instanceof Error && 'cure' in error ? String(error.cure) : '';
      const sql = cure.slice(cure.indexOf('GRANT'));
      expect(sql).toBe(
        `GRANT redress_helpline TO ${user} WITH INHERIT FALSE, SET TRUE; GRANT redress_ops TO ${user} WITH INHERIT FALSE, SET TRUE;`,
      );
      await admin.query(sql);
      await ensureRoles(own);
      await own.query('SET ROLE redress_ops');
    });
  });
});

describe('calls of several helplines at once', () => {
  let t: Tenants;
  beforeAll(async () => {
    t = await tenants();
  });
  afterAll(() => t.end());

  it('never go together: each sees its own, however they are mixed', async () => {
    const wanted = [
      [scopeOf(HELPLINE.id), t.mine.id, true],
      [scopeOf(HELPLINE.id), t.theirs.id, false],
      [scopeOf(OTHER.id), t.mine.id, false],
      [scopeOf(OTHER.id), t.theirs.id, true],
      [OPS, t.mine.id, true],
      [OPS, t.theirs.id, true],
    ] as const;
    const mixed = Array.from({ length: 25 }, () => wanted).flat();
    const seen = await Promise.all(
      mixed.map(async ([scope, id]) => (await t.scoped(scope).ledger.load(id)) !== undefined),
    );
    expect(seen).toEqual(mixed.map(([, , there]) => there));
  });

  it('leave nothing of their scope on a connection, even when one fails', async () => {
    const { views, ledger } = t.scoped(scopeOf(HELPLINE.id));
    await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        t
          .scoped(OPS)
          .ledger.facts(t.mine.id)
          .catch(() => undefined),
      ),
    );
    expect((await views.list()).takedowns).toHaveLength(1);
    expect(await ledger.load(t.theirs.id)).toBeUndefined();
  });

  it('take an id of a helpline for an id, whatever it is spelt like', async () => {
    const sly = t.scoped(scopeOf(`x'; RESET ROLE; SELECT '`));
    expect((await sly.views.list()).takedowns).toEqual([]);
    expect(await sly.ledger.load(t.mine.id)).toBeUndefined();
  });
});
