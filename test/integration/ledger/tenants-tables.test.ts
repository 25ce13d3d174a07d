import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELPLINE } from './support/helpline.ts';
import { as, OPS, OTHER, scopeOf, type Tenants, THIRD, tenants } from './support/tenants.ts';

/** Tables without a row of any helpline, and why they need no wall. */
const COMMON: Readonly<Record<string, string>> = {
  migrations: 'which migrations were made; no application role may read it',
  master_keys: 'ids of keys; no application role may read it',
  secrets: 'wrapped keys of the installation; no application role may read it',
  feed_base: 'one number, which the order of the feed rests on',
  chores: 'which daily work is done; no application role may read it',
  purges: 'how much retention took of each class of data; no application role may read it',
  channel_records: 'who checked which channel of a recipient',
  circuits: 'which channels of recipients rest',
  stops: 'what ops stopped',
  switch_acts: 'what ops did with the switch and circuits',
  audit_runs: 'when the chains were verified, and the ids of what was found altered',
  paces: 'how much each recipient stands',
  workers: 'which processes live',
};
/** Of these no application role may know. */
const HIDDEN = ['migrations', 'master_keys', 'secrets', 'feed_cursors', 'chores', 'purges', 'rate_limits'];

/** What ops may change: all else is read only or hidden. */
const OPS_WRITES = [
  'channel_records INSERT',
  'circuits DELETE',
  'circuits INSERT',
  'circuits UPDATE',
  'stops DELETE',
  'stops INSERT',
  'switch_acts INSERT',
  'takedowns.due_at UPDATE',
];

interface TableRow extends Record<string, unknown> {
  readonly name: string;
  readonly walled: boolean;
}

let t: Tenants;
let tables: readonly TableRow[];
beforeAll(async () => {
  t = await tenants();
  tables = await t.sql<TableRow>(
    `SELECT relname AS name, relrowsecurity AS walled FROM pg_class
     WHERE relnamespace = 'redress'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
});
afterAll(() => t.end());

describe('every table of the ledger', () => {
  it('is walled by row-level security, or holds nothing of a helpline for a reason', () => {
    expect(tables.length).toBeGreaterThan(15);
    const open = tables.filter((table) => !table.walled).map((table) => table.name);
    expect(open.filter((name) => COMMON[name] === undefined)).toEqual([]);
    const stale = Object.keys(COMMON).filter((name) => tables.some((one) => one.name === name && one.walled));
    expect(stale).toEqual([]);
  });

  it('names the helpline, or a takedown, a case or a token whose helpline is known, when it is walled', async () => {
    const keyed = await t.sql<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'redress'
         AND (column_name IN ('helpline_id', 'takedown_id', 'case_id', 'token_id') OR table_name = 'helplines')`,
    );
    const names = new Set(keyed.map((row) => row.name));
    const walled = tables.filter((table) => table.walled && !HIDDEN.includes(table.name));
    expect(walled.filter((table) => !names.has(table.name)).map((one) => one.name)).toEqual([]);
    expect(tables.filter((table) => !table.walled && names.has(table.name)).map((one) => one.name)).toEqual(
      [],
    );
  });

  it('is seen by no helpline that nobody named, and by no stranger', async () => {
    for (const { name, walled } of tables) {
      for (const scope of ['nobody', scopeOf('helpline_unknown'), scopeOf(`x' OR 'a' = 'a`)] as const) {
        const seen = await as(t, scope, `SELECT 1 FROM redress.${name}`);
        const hidden = HIDDEN.includes(name) || 'refused' in seen;
        expect([name, hidden || !walled || seen]).toEqual([name, hidden ? true : walled ? [] : true]);
      }
    }
  });

  it.each(HIDDEN)('%s is hidden from every application role', async (name) => {
    for (const scope of [scopeOf(HELPLINE.id), OPS]) {
      const seen = await as(t, scope, `SELECT 1 FROM redress.${name}`);
      const exists = tables.some((one) => one.name === name);
      expect(seen).toEqual({ refused: exists ? '42501' : '42P01' });
    }
  });
});

describe('rows of another helpline', () => {
  const ROWS: readonly (readonly [table: string, where: string, of: 'id' | 'caseId' | 'helpline'])[] = [
    ['helplines', 'id = $1', 'helpline'],
    ['tokens', 'helpline_id = $1', 'helpline'],
    ['cases', 'id = $1', 'caseId'],
    ['takedowns', 'id = $1', 'id'],
    ['events', 'takedown_id = $1', 'id'],
    ['attempts', 'takedown_id = $1', 'id'],
    ['checks', 'takedown_id = $1', 'id'],
    ['tasks', 'takedown_id = $1', 'id'],
  ];
  const count = (table: string, where: string): string =>
    `SELECT count(*)::int AS rows FROM redress.${table} WHERE ${where}`;
  const keyOf = (of: (typeof ROWS)[number][2]): string => (of === 'helpline' ? HELPLINE.id : t.mine[of]);

  it.each(ROWS)('of %s are there for itself and not there for others', async (table, where, of) => {
    const rows = async (helpline: string) => as(t, scopeOf(helpline), count(table, where), [keyOf(of)]);
    const own = await rows(HELPLINE.id);
    expect(own).not.toEqual([{ rows: 0 }]);
    expect(own).not.toHaveProperty('refused');
    for (const stranger of [OTHER.id, THIRD.id]) expect(await rows(stranger)).toEqual([{ rows: 0 }]);
    const everything = await as(t, scopeOf(OTHER.id), count(table, `NOT (${where})`), [keyOf(of)]);
    expect(everything).toEqual(await as(t, scopeOf(OTHER.id), count(table, 'true OR $1 = $1'), [keyOf(of)]));
  });

  it.each(ROWS)('of %s are all there for ops', async (table) => {
    const all = await t.sql<{ rows: number }>(count(table, 'true'));
    expect(await as(t, OPS, count(table, 'true'))).toEqual(all);
  });
});

describe('a write across helplines', () => {
  /** $1 a takedown, $2 a case and $3 a helpline, all of another. */
  const WRITES: readonly (readonly [what: string, sql: string, answer: string | number])[] = [
    ['changing a takedown', `UPDATE redress.takedowns SET next = 'x' WHERE id = $1`, 0],
    [
      'changing all takedowns but its own',
      `UPDATE redress.takedowns SET next = 'x' WHERE helpline_id = $3`,
      0,
    ],
    [
      'taking a takedown over',
      `UPDATE redress.takedowns SET helpline_id = 'helpline_b' WHERE id = $1`,
      '42501',
    ],
    [
      'adding a takedown in its name',
      `INSERT INTO redress.takedowns SELECT 'td_x', $2, $3, 1, '', '{}', NULL, 'h', NULL, NULL, 1, 1, 'ended',
         NULL, NULL, NULL, NULL, NULL, ''`,
      '42501',
    ],
    [
      'adding a takedown to its case',
      `INSERT INTO redress.takedowns SELECT 'td_x', $2, 'helpline_b', 1, '', '{}', NULL, 'h', NULL, NULL, 1, 1,
         'ended', NULL, NULL, NULL, NULL, NULL, ''`,
      '23503',
    ],
    [
      'appending an event',
      `INSERT INTO redress.events (takedown_id, seq, type, at, event, prev_hash, hash, red_hash)
       VALUES ($1, 99, 'x', 1, '{}', '', '', '')`,
      '42501',
    ],
    ['forgetting what is sealed', `UPDATE redress.events SET red = NULL WHERE takedown_id = $1`, 0],
    [
      'adding an attempt',
      `INSERT INTO redress.attempts (key, takedown_id, notice_key, try, recipient, channel, rung, state, intended_at)
       VALUES ('k', $1, 'n', 1, 'r', 'c', 0, 'intended', 1)`,
      '42501',
    ],
    ['settling an attempt', `UPDATE redress.attempts SET result = 'x' WHERE takedown_id = $1`, 0],
    [
      'adding a check',
      `INSERT INTO redress.checks (takedown_id, location, purpose, by, verdict, signal, at)
       VALUES ($1, 0, 'x', 'x', 'gone', 'x', 1)`,
      '42501',
    ],
    [
      'opening a task',
      `INSERT INTO redress.tasks (id, takedown_id, kind, reason, status, opened_at)
       VALUES ('task_x', $1, 'x', 'x', 'open', 1)`,
      '42501',
    ],
    ['ending a task', `UPDATE redress.tasks SET status = 'done' WHERE takedown_id = $1`, 0],
    ['erasing a case', `UPDATE redress.cases SET wrapped_key = NULL WHERE id = $2`, 0],
    [
      'opening a case in its name',
      `INSERT INTO redress.cases (id, helpline_id, key_id, created_at) SELECT 'case_x', $3, 'k', 1`,
      '42501',
    ],
    [
      'sharing its case with itself',
      `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
       VALUES ($2, $3, 'helpline_b', 'act', 1, 'x')`,
      '42501',
    ],
    [
      'sharing its case as if it were its own',
      `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
       VALUES ($2, 'helpline_b', 'helpline_c', 'act', 1, 'x')`,
      '23503',
    ],
    ['changing who a helpline is', `UPDATE redress.helplines SET name = 'x' WHERE id = $3`, '42501'],
    ['revoking a token', `UPDATE redress.tokens SET revoked_at = 1 WHERE helpline_id = $3`, '42501'],
    ['reading hashes of tokens', `SELECT hash FROM redress.tokens`, '42501'],
    ['removing a takedown', `DELETE FROM redress.takedowns WHERE id = $1`, '42501'],
    [
      'stopping everything',
      `INSERT INTO redress.stops (scope, at, by, why) VALUES ('*', 1, 'x', 'x')`,
      '42501',
    ],
  ];

  it.each(WRITES)('is refused: %s', async (_, sql, answer) => {
    const numbered = [t.mine.id, t.mine.caseId, HELPLINE.id];
    // Each statement names some of them only; a parameter that is not named has no type.
    const used = numbered.map((value, index) => (sql.includes(`$${index + 1}`) ? value : null));
    const typed = `WITH given AS (SELECT $1::text, $2::text, $3::text) ${sql.startsWith('INSERT') || sql.startsWith('SELECT') ? sql : `${sql} RETURNING 1`}`;
    const got = await as(t, scopeOf(OTHER.id), typed, used);
    expect('refused' in got ? got.refused : got.length).toBe(answer);
  });

  it('is refused to every application role: none may delete what a helpline has', async () => {
    const found = await t.sql<{ right: string }>(
      `SELECT table_name || ' ' || privilege_type AS right FROM information_schema.role_table_grants
       WHERE table_schema = 'redress' AND grantee IN ('redress_helpline', 'redress_ops', 'PUBLIC')
         AND privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')
         AND table_name IN ('cases', 'case_shares', 'takedowns', 'events', 'attempts', 'checks', 'tasks', 'helplines',
           'tokens')`,
    );
    expect(found).toEqual([]);
  });
});

describe('ops', () => {
  it('may read no sealed column of any table', async () => {
    const sealed = await t.sql<{ name: string; table: string; readable: boolean }>(
      `SELECT c.relname AS table, a.attname AS name, has_column_privilege('redress_ops', c.oid, a.attnum, 'SELECT')
         AS readable
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'redress'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
         AND a.atttypid = 'bytea'::regtype AND NOT a.attisdropped`,
    );
    expect(sealed.length).toBeGreaterThan(14);
    expect(sealed.filter((column) => column.readable)).toEqual([]);
    for (const { table, name } of sealed) {
      expect(await as(t, OPS, `SELECT ${name} FROM redress.${table}`)).toEqual({ refused: '42501' });
    }
  });

  it('may write what unblocks, and nothing else', async () => {
    const writes = await t.sql<{ right: string }>(
      `SELECT table_name || ' ' || privilege_type AS right FROM information_schema.role_table_grants
       WHERE grantee = 'redress_ops' AND privilege_type <> 'SELECT'
       UNION
       SELECT g.table_name || '.' || g.column_name || ' ' || g.privilege_type
       FROM information_schema.role_column_grants g WHERE g.grantee = 'redress_ops' AND g.privilege_type <> 'SELECT'
         AND NOT EXISTS (SELECT 1 FROM information_schema.role_table_grants w
           WHERE w.grantee = g.grantee AND w.table_name = g.table_name AND w.privilege_type = g.privilege_type)
       ORDER BY 1`,
    );
    expect(writes.map((one) => one.right)).toEqual(OPS_WRITES);
    expect(await as(t, OPS, `UPDATE redress.takedowns SET due_at = 1 RETURNING 1 AS x`)).toHaveLength(2);
    expect(await as(t, OPS, `UPDATE redress.takedowns SET status = 'ended'`)).toEqual({ refused: '42501' });
  });

  it('list, show and count every takedown without anything sealed', async () => {
    const { ledger, views } = t.scoped(OPS);
    const page = await views.list();
    expect(page.takedowns.map((one) => [one.id, one.caseReference]).sort()).toEqual(
      [
        [t.mine.id, ''],
        [t.theirs.id, ''],
      ].sort(),
    );
    expect((await views.list({ caseReference: 'canary-reference' })).takedowns).toEqual([]);
    expect((await views.counts(0)).byStatus.queued).toBe(2);
    expect(await views.openTasks()).toHaveLength(2);
    const seen = await views.redacted(t.theirs.id);
    expect(seen).toMatchObject({
      erased: false,
      stored: { caseReference: '' },
      attempts: [{ result: 'sent' }],
    });
    expect(JSON.stringify(seen)).not.toContain('canary');
    await expect(views.show(t.theirs.id)).rejects.toMatchObject({ code: '42501' });
    await expect(ledger.facts(t.theirs.id)).rejects.toMatchObject({ code: '42501' });
    expect((await ledger.load(t.theirs.id))?.caseReference).toBe('');
  });

  it('stop, resume, close circuits and record channels', async () => {
    const { ledger } = t.scoped(OPS);
    await ledger.stop({ scope: 'bigsite', at: 1, by: 'tok_ops', why: 'asked' });
    expect(await t.ledger.stops()).toMatchObject([{ scope: 'bigsite' }]);
    expect(await ledger.resume('bigsite')).toBe(true);
    await ledger.countFailure('bigsite', 'abuse', { failures: 1, pause: 10, maxPause: 10 }, 1);
    await ledger.closeCircuit('bigsite', 'abuse');
    expect(await ledger.circuits()).toEqual([]);
    await ledger.recordChannel({
      recipient: 'bigsite',
      channel: 'abuse',
      kind: 'verified',
      at: 1,
      by: 'tok_ops',
      fingerprint: 'f',
    });
    expect(await ledger.channelRecords()).toHaveLength(1);
  });
});
