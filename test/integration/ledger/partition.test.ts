import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/app/package-root.ts';
import { fold } from '../../../src/domain/fold.ts';
import type { NewTakedown } from '../../../src/flow/ledger.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';
import { changeOf, duePlan, newTakedown, T0 } from './support/takedowns.ts';

const MONTH = 31 * 24 * 3_600_000;

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

async function look(one: NewTakedown): Promise<void> {
  const stored = await t.ledger.load(one.id);
  if (stored === undefined) throw new Error('lost');
  const seen = { verdict: 'live', signal: 'status_200', status: 200 } as const;
  await t.ledger.save(
    changeOf(stored, [{ type: 'checked', at: T0, purpose: 'precheck', by: 'redress', found: [seen] }], {
      plan: duePlan(),
      checks: [{ location: 0, purpose: 'precheck', by: 'redress', ...seen, at: T0 }],
    }),
  );
}

async function lastPart(): Promise<string> {
  const [last] = await t.sql<{ name: string }>(
    `SELECT format('redress.%I', relname) AS name FROM pg_class WHERE relname ~ '^events_[0-9]' AND relkind = 'r'
     ORDER BY relname DESC LIMIT 1`,
  );
  return last?.name ?? '';
}

describe('ops/partition-by-month.sql', () => {
  it('divides events and looks by month, and the ledger goes on as before', async () => {
    const before = newTakedown(t.caseId);
    await t.ledger.add([before]);
    await look(before);
    await t.sql(await readFile(join(packageRoot(), 'ops', 'partition-by-month.sql'), 'utf8'));

    const [{ id } = { id: '' }] = await t.sql<{ id: string }>(
      `SELECT redress.first_id(now() + interval '70 days') AS id`,
    );
    const later = { ...newTakedown(t.caseId), id: `${id}-7000-8000-000000000001` };
    const fresh = {
      ...later,
      state: fold(
        later.id,
        later.events.map((one) => one.event),
      ),
    };
    await t.ledger.add([fresh]);
    await look(before);
    await look(fresh);

    const parts = (table: string) =>
      t.sql<{ part: string; rows: number }>(
        `SELECT c.relname AS part, count(*)::int AS rows FROM redress.${table} x JOIN pg_class c ON c.oid = x.tableoid
         GROUP BY 1 ORDER BY 2 DESC`,
      );
    const month = new Date(Date.now() + 70 * 24 * 3_600_000).toISOString().slice(0, 7).replace('-', '_');
    expect(await parts('events')).toEqual([
      { part: 'events_before', rows: 3 },
      { part: `events_${month}`, rows: 2 },
    ]);
    expect(await parts('checks')).toEqual([
      { part: 'checks_before', rows: 2 },
      { part: `checks_${month}`, rows: 1 },
    ]);
    expect((await t.sql('SELECT id FROM redress.checks')).length).toBe(3);
    expect(await t.verifyAudit({ fold })).toMatchObject({ takedowns: 2, events: 5, breaks: [] });
  });

  it('keeps events as append-only as they were, in each part', async () => {
    for (const sql of [
      'DELETE FROM redress.events',
      "UPDATE redress.events SET type = 'closed'",
      'TRUNCATE redress.events',
      'TRUNCATE redress.events_before',
      `TRUNCATE ${await lastPart()}`,
      'DELETE FROM redress.events_before',
    ])
      await expect(t.sql(sql), sql).rejects.toThrow('append-only');
  });

  it('has parts for a year, and makes more when it is asked to', async () => {
    const count = async (): Promise<number> =>
      (await t.sql(`SELECT 1 FROM pg_inherits WHERE inhparent = 'redress.events'::regclass`)).length;
    expect(await count()).toBe(13);
    await t.sql('SELECT redress.add_months($1, 2)', [
      new Date(Date.now() + 30 * MONTH).toISOString().slice(0, 8).concat('01T00:00:00Z'),
    ]);
    expect(await count()).toBe(15);
  });
});
