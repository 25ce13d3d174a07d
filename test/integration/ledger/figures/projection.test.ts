import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeFact } from '../../../../src/domain/statistics/notices.ts';
import type { FigureKeeper } from '../../../../src/flow/figures.ts';
import { onlyCase } from '../../../support/only-case.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { OTHER } from '../support/tenants.ts';
import { deadlineOf, Written } from './lives.ts';

const NOW = Date.UTC(2027, 5, 1);

let t: TestLedger;
let keeper: FigureKeeper;
let otherCase: string;
const lives: Written[] = [];
let seeds = 0;

beforeAll(async () => {
  t = await testLedger();
  await t.ledger.saveHelpline(OTHER);
  otherCase = await onlyCase(t.ledger, OTHER.id, 'another');
  keeper = t.figureKeeper(deadlineOf);
});
afterAll(() => t.end());

const begin = (): Written => {
  seeds += 1;
  const life = seeds % 3 === 0 ? new Written(t, seeds, otherCase, OTHER.id) : new Written(t, seeds);
  lives.push(life);
  return life;
};

/** Until nothing is left: transactions of others on the same server hold the feed up for a moment. */
async function catchUp(): Promise<void> {
  while ((await left()) > 0) expect((await keeper.project(40, NOW)).unreadable).toEqual([]);
}

async function left(): Promise<number> {
  const [row] = await t.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM redress.events e, redress.feed_cursors c
     WHERE c.name = 'figures' AND (e.tx, e.feed) > (c.tx, c.feed)`,
  );
  return row?.n ?? -1;
}

/** All that is stored, against all that the events tell. */
async function expectRight(): Promise<void> {
  const rows = await t.sql<Record<string, unknown>>(
    `SELECT takedown_id AS id, version, platform, requested_at::float8 AS "requestedAt",
       first_notice_at::float8 AS "firstNoticeAt", first_receipt_at::float8 AS "firstReceiptAt",
       to_json(removals) AS removals, deadline_at::float8 AS "deadlineAt", ended_at::float8 AS "endedAt", outcome, reason,
       returns, helpline_id AS "helplineId"
     FROM redress.milestones ORDER BY takedown_id`,
  );
  const notices = await t.sql<NoticeFact & { id: string }>(
    `SELECT takedown_id AS id, cycle, recipient, channel, reached_at::float8 AS "reachedAt",
       receipt_at::float8 AS "receiptAt", deadline_at::float8 AS "deadlineAt", ended AS end,
       stopped_at::float8 AS "stoppedAt", reason, pushed_back AS "pushedBack", returned
     FROM redress.notice_facts ORDER BY reached_at, recipient COLLATE "C"`,
  );
  const stored = rows.map((row) => ({
    ...row,
    notices: notices.filter((one) => one.id === row['id']).map(({ id: _, ...fact }) => fact),
  }));
  const told = lives
    .map((life) => ({ ...life.expected(), helplineId: life.helplineId }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(stored).toEqual(told);
  const wrong = await t.sql(
    `WITH fact AS (
       SELECT helpline_id, 'outcome' AS measure, coalesce(outcome, 'open') AS bucket FROM redress.milestones
       UNION ALL SELECT helpline_id, 'notices', to_char(to_timestamp(reached_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24')
         FROM redress.notice_facts
       UNION ALL SELECT helpline_id, 'removals', to_char(to_timestamp(at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24')
         FROM redress.milestones, unnest(removals) AS at
     ), scoped AS (SELECT helpline_id, measure, bucket FROM fact UNION ALL SELECT '*', measure, bucket FROM fact),
     counted AS (SELECT helpline_id, measure, bucket, count(*) AS n FROM scoped GROUP BY 1, 2, 3)
     SELECT * FROM counted c FULL JOIN redress.tallies y USING (helpline_id, measure, bucket)
     WHERE coalesce(c.n, 0) <> coalesce(y.n, 0)`,
  );
  expect(wrong).toEqual([]);
}

describe('the milestones that are kept', () => {
  it('are what all events tell, however the batches fall between them', async () => {
    for (let i = 0; i < 24; i += 1) begin();
    for (let turn = 0; lives.some((life) => !life.isWhole); turn += 1) {
      for (const [index, life] of lives.entries())
        if ((index + turn) % 3 > 0) await life.write((index % 5) + 1);
      if (turn % 2 === 0) await keeper.project(13 + turn, NOW);
    }
    await catchUp();
    expect(await left()).toBe(0);
    await expectRight();
    const ends = new Set(lives.flatMap((life) => life.expected().notices.map((one) => one.end)));
    expect([...ends]).toEqual(expect.arrayContaining(['removed', 'refused', null]));
    expect(lives.some((life) => life.expected().returns > 0)).toBe(true);
  });

  it('take in each event once when two jobs run at the same time', async () => {
    for (let i = 0; i < 10; i += 1) await begin().write(4);
    const events = await left();
    const another = (await t.another()).figureKeeper(deadlineOf);
    const sums = [0, 0];
    while ((await left()) > 0)
      await Promise.all(
        [keeper, another].map(async (one, index) => {
          sums[index] = (sums[index] ?? 0) + (await one.project(5, NOW)).events;
        }),
      );
    expect((sums[0] ?? 0) + (sums[1] ?? 0)).toBe(events);
    await expectRight();
  });

  it('go on where they were when a job breaks off, and where the process ends between two batches', async () => {
    for (let i = 0; i < 6; i += 1) await begin().write(30);
    const events = await left();
    // What a broken connection would do: the batch is undone as a whole.
    await expect
      .poll(() => keeper.project(20, Number.NaN).then(String, (error: Error) => error.message))
      .toContain('bigint');
    expect(await left()).toBe(events);
    const first = await t.another();
    const some = first.figureKeeper(deadlineOf);
    await expect.poll(async () => (await some.project(7, NOW)).events).toBeGreaterThan(0);
    await first.close();
    expect(await left()).toBeLessThan(events);
    await catchUp();
    await expectRight();
  });

  it('wait for a transaction that began first and commits last', async () => {
    const [slow, quick] = [begin(), begin()];
    await slow.write(1);
    await catchUp();
    const client = new pg.Client({ connectionString: t.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    await quick.write(3);
    await keeper.project(100, NOW);
    expect(await left()).toBe(Math.min(3, quick.events.length));
    await client.query('COMMIT');
    await client.end();
    await slow.write(2);
    await catchUp();
    await expectRight();
  });

  it('read each takedown about once when they begin with a ledger that is full', async () => {
    await t.sql(`DELETE FROM redress.milestones; DELETE FROM redress.notice_facts; DELETE FROM redress.tallies;
      UPDATE redress.feed_cursors SET tx = 0, feed = 0 WHERE name = 'figures'`);
    let takedowns = 0;
    while ((await left()) > 0) takedowns += (await keeper.project(30, NOW)).takedowns;
    expect(takedowns).toBe(lives.length);
    await expectRight();
  });

  it('pass over a takedown whose events tell no life, and name it', async () => {
    const [broken, good] = [begin(), begin()];
    lives.splice(lives.indexOf(broken), 1);
    await broken.write(2);
    await t.sql(
      `INSERT INTO redress.events (takedown_id, seq, type, at, event, prev_hash, hash, red_hash)
       VALUES ($1, 900, 'requested', 1, $2, '', '', '')`,
      [broken.id, JSON.stringify(broken.events[0])],
    );
    await good.write(2);
    const unreadable: string[] = [];
    while ((await left()) > 0) unreadable.push(...(await keeper.project(100, NOW)).unreadable);
    expect(unreadable).toEqual([broken.id]);
    await expectRight();
  });
});
