import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curveOf } from '../../../../src/domain/statistics/kaplan-meier.ts';
import type { NoticeFact } from '../../../../src/domain/statistics/notices.ts';
import { quantile } from '../../../../src/domain/statistics/quantile.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/domain/time.ts';
import type { FigureKeeper } from '../../../../src/flow/figures.ts';
import { onlyCase } from '../../../support/only-case.ts';
import { START } from '../../../unit/decide/life.ts';
import { HELPLINE, type TestLedger, testLedger } from '../support/ledger.ts';
import { as, OPS, OTHER, scopeOf, THIRD } from '../support/tenants.ts';
import { deadlineOf, Written } from './lives.ts';

const NOW = START + 100 * DAY;

let t: TestLedger;
let keeper: FigureKeeper;
const lives: Written[] = [];

beforeAll(async () => {
  t = await testLedger();
  await t.ledger.saveHelpline(OTHER);
  await t.ledger.saveHelpline(THIRD);
  const otherCase = await onlyCase(t.ledger, OTHER.id, 'another');
  for (let seed = 1; seed <= 30; seed += 1) {
    const life = seed % 3 === 0 ? new Written(t, seed, otherCase, OTHER.id) : new Written(t, seed);
    lives.push(life);
    await life.write(10_000);
  }
  await t.sql(
    `INSERT INTO redress.tasks (id, takedown_id, kind, reason, status, opened_at) VALUES
       ('t1', $1, 'look_by_hand', 'r', 'open', $2), ('t2', $1, 'look_by_hand', 'r', 'open', $3)`,
    [lives[0]?.id, NOW - 2 * HOUR, NOW - 30 * HOUR],
  );
  await t.sql(`UPDATE redress.takedowns SET deadline_at = $2 WHERE id = $1`, [lives[0]?.id, NOW - 1]);
  keeper = t.figureKeeper(deadlineOf);
  await catchUp(NOW);
  await makeAll(NOW);
});
afterAll(() => t.end());

/** Until nothing is left: transactions of others on the same server hold the feed up for a moment. */
async function catchUp(now: number): Promise<void> {
  for (let left = 1; left > 0; ) {
    await keeper.project(500, now);
    const [row] = await t.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM redress.events e, redress.feed_cursors c
       WHERE c.name = 'figures' AND (e.tx, e.feed) > (c.tx, c.feed)`,
    );
    left = row?.n ?? 0;
  }
}

async function makeAll(now: number): Promise<number> {
  let made = 0;
  while (await keeper.refresh(now)) made += 1;
  return made;
}

const factsOf = (recipient: string, helplineId?: string): readonly NoticeFact[] =>
  lives
    .filter((life) => helplineId === undefined || life.helplineId === helplineId)
    .flatMap((life) => life.expected().notices)
    .filter((one) => one.recipient === recipient);

describe('the statistics of a recipient', () => {
  it.each([
    ['ops: all of them', OPS, undefined],
    ['a helpline: its own', scopeOf(HELPLINE.id), HELPLINE.id],
    ['another: its own', scopeOf(OTHER.id), OTHER.id],
  ])('are counted from what is seen by %s', async (_name, scope, helplineId) => {
    const facts = factsOf('site', helplineId);
    const found = await t.figures(scope).recipient('site', '365d');
    expect(facts.length).toBeGreaterThan(4);
    expect(found?.asOf).toBe(NOW);
    const minutes = (from: number, to: number): number =>
      Math.max(0, Math.ceil((to - from) / MINUTE)) * MINUTE;
    const observed = curveOf(
      facts.map((one) => ({
        time: minutes(one.reachedAt, one.stoppedAt ?? NOW),
        event: one.end === 'removed' || one.end === 'delisted',
      })),
    );
    const due = facts.filter(
      (one) =>
        one.deadlineAt !== null &&
        one.deadlineAt <= NOW &&
        (one.end === 'removed' || one.stoppedAt === null || one.stoppedAt >= one.deadlineAt),
    );
    expect(found?.data).toMatchObject({
      notices: facts.length,
      ends: { removed: facts.filter((one) => one.end === 'removed').length },
      answered: { count: facts.filter((one) => one.receiptAt !== null).length, of: facts.length },
      pushedBack: { count: facts.filter((one) => one.pushedBack).length },
      returned: { count: facts.filter((one) => one.returned).length },
      inTime: {
        of: due.length,
        count: due.filter((one) => one.end === 'removed' && (one.stoppedAt ?? NOW) <= (one.deadlineAt ?? 0))
          .length,
      },
      removal: { n: facts.length, events: observed.events, median: quantile(observed, 0.5) },
    });
    const curve = found?.data.curve ?? [];
    expect(curve.length).toBeGreaterThan(2);
    for (const { at, surviving, atRisk } of curve) {
      const step = observed.steps.find((one) => one.time === at);
      expect([atRisk, surviving]).toEqual([step?.atRisk, step?.surviving]);
    }
    const reasons = Object.values(found?.data.reasons ?? {}).reduce((a, b) => a + b, 0);
    expect(reasons).toBe(facts.filter((one) => one.end === 'refused').length);
  });

  it('are there for months and for rolling periods, and list every recipient of a period', async () => {
    const all = await t.figures(OPS).recipients('2026-11');
    expect(all.map((one) => one.data.recipient)).toEqual(
      [...new Set(lives.flatMap((life) => life.expected().notices))]
        .filter((one) => one.reachedAt < Date.UTC(2026, 11, 1))
        .map((one) => one.recipient)
        .filter((one, index, list) => list.indexOf(one) === index)
        .toSorted(),
    );
    expect(all.every(({ data }) => !('curve' in data))).toBe(true);
    expect(await t.figures(OPS).recipients('7d')).toEqual([]);
    expect(await t.figures(OPS).recipient('site', '2025-01')).toBeUndefined();
    expect(await t.figures(OPS).recipient('nobody', '365d')).toBeUndefined();
  });

  it('are made anew when something changes, and as time goes by', async () => {
    expect(await makeAll(NOW + 1)).toBe(0);
    const life = new Written(t, 2);
    lives.push(life);
    await life.write(10_000);
    await catchUp(NOW + 1);
    const soon = NOW + MINUTE;
    await makeAll(soon);
    const found = await t.figures(OPS).recipient('site', '365d');
    expect(found).toMatchObject({ asOf: soon, data: { notices: factsOf('site').length } });
    const later = NOW + DAY;
    await makeAll(later);
    expect((await t.figures(OPS).recipient('site', '365d'))?.asOf).toBe(later);
    await makeAll(NOW + 400 * DAY);
    expect(await t.figures(OPS).recipient('site', '365d')).toBeUndefined();
    expect(await makeAll(NOW + 401 * DAY)).toBeGreaterThan(0);
  });
});

describe('a figure that cannot be made', () => {
  it('steps aside, and the fault is not hidden', async () => {
    const now = NOW + 402 * DAY;
    await t.sql(
      `INSERT INTO redress.figures (helpline_id, kind, key, due_at) VALUES ('*', 'invented', '', 0)`,
    );
    await expect(keeper.refresh(now)).rejects.toThrow('nobody makes figures of the kind invented');
    expect(await makeAll(now)).toBeGreaterThan(0);
    await t.sql(`DELETE FROM redress.figures WHERE kind = 'invented'`);
  });
});

describe('totals and activity', () => {
  it('tell how takedowns stand, with work for ops alone', async () => {
    await makeAll(NOW + 500 * DAY);
    const all = (await t.figures(OPS).totals())?.data;
    const mine = (await t.figures(scopeOf(HELPLINE.id)).totals())?.data;
    const outcomes = (helplineId?: string) => {
      const counted: Record<string, number> = {};
      for (const life of lives.filter((one) => helplineId === undefined || one.helplineId === helplineId)) {
        const outcome = life.expected().outcome ?? 'open';
        counted[outcome] = (counted[outcome] ?? 0) + 1;
      }
      return counted;
    };
    expect(all?.outcomes).toEqual(outcomes());
    expect(mine?.outcomes).toEqual(outcomes(HELPLINE.id));
    expect(mine?.statuses).toMatchObject({ waiting: outcomes(HELPLINE.id)['open'] ?? 0, queued: 0 });
    expect(all).toMatchObject({
      deadlines: { passed: 1, within1h: 0, within6h: 0 },
      tasks: [{ kind: 'look_by_hand', open: 2, oldestAt: NOW - 30 * HOUR, ages: { older: 2, under4h: 0 } }],
      work: { due: 0, running: 0, stuck: 0, claimLag: 0 },
    });
    expect(mine).toMatchObject({ deadlines: { passed: 1 }, tasks: [{ open: 2 }], work: null });
    const third = (await t.figures(scopeOf(THIRD.id)).totals())?.data;
    expect(third).toMatchObject({ outcomes: {}, tasks: [], deadlines: { passed: 0 } });
  });

  it('tell of each hour and day, those without anything among them', async () => {
    const t2 = START + 3 * DAY;
    await t.sql(`UPDATE redress.figures SET due_at = 0 WHERE kind = 'activity'`);
    await makeAll(t2);
    const found = (await t.figures(OPS).activity())?.data;
    expect([found?.hours.length, found?.days.length]).toEqual([72, 90]);
    const facts = lives.flatMap((life) => life.expected().notices);
    const day = found?.days.find((one) => one.at === START - (START % DAY));
    expect(day?.notices).toBe(facts.filter((one) => one.reachedAt < START - (START % DAY) + DAY).length);
    const sum = (found?.days ?? []).reduce((to, one) => to + one.removals, 0);
    const today = t2 - (t2 % DAY) + DAY;
    expect(sum).toBe(lives.flatMap((life) => life.expected().removals).filter((at) => at < today).length);
    const mine = (await t.figures(scopeOf(HELPLINE.id)).activity())?.data;
    expect(mine?.days.find((one) => one.at === day?.at)?.notices).toBeLessThan(day?.notices ?? 0);
  });
});

describe('the wall between helplines', () => {
  it('lets each see its own rows and figures, ops all, and nobody the tallies', async () => {
    const count = async (scope: Parameters<typeof as>[1], table: string): Promise<unknown> => {
      const found = await as<{ n: number }>(t, scope, `SELECT count(*)::int AS n FROM redress.${table}`);
      return 'refused' in found ? found.refused : found[0]?.n;
    };
    const mine = lives.filter((life) => life.helplineId === HELPLINE.id).length;
    expect(await count(scopeOf(HELPLINE.id), 'milestones')).toBe(mine);
    expect(await count(OPS, 'milestones')).toBe(lives.length);
    expect(await count(scopeOf(THIRD.id), 'notice_facts')).toBe(0);
    expect(await count('nobody', 'figures')).toBe(0);
    for (const scope of [OPS, scopeOf(HELPLINE.id)]) expect(await count(scope, 'tallies')).toBe('42501');
    const seen = await as<{ helpline_id: string }>(
      t,
      scopeOf(OTHER.id),
      'SELECT DISTINCT helpline_id FROM redress.figures UNION SELECT helpline_id FROM redress.notice_facts',
    );
    expect(seen).toEqual([{ helpline_id: OTHER.id }]);
  });

  it('hold nothing red', async () => {
    const [dump] = await t.sql<{ text: string }>(
      `SELECT (SELECT json_agg(m) FROM redress.milestones m)::text || (SELECT json_agg(n) FROM redress.notice_facts n)::text
         || (SELECT json_agg(f) FROM redress.figures f)::text AS text`,
    );
    for (const red of ['http', 'bigsite.test', 'canary', 'Ada Example', 'case 2025/0001'])
      expect(dump?.text).not.toContain(red);
  });
});

describe('erasing a case', () => {
  it('takes nothing from the figures, which hold nothing of it', async () => {
    const [own] = lives;
    const [before] = await t.sql('SELECT * FROM redress.milestones WHERE takedown_id = $1', [own?.id]);
    await t.sql(
      `UPDATE redress.takedowns SET notice = NULL, url_hash = NULL, open_url = NULL WHERE id = $1`,
      [own?.id],
    );
    await t.sql(`UPDATE redress.cases SET wrapped_key = NULL, erased_at = 1`);
    await t.sql(`DELETE FROM redress.milestones; DELETE FROM redress.notice_facts; DELETE FROM redress.tallies;
      UPDATE redress.feed_cursors SET tx = 0, feed = 0 WHERE name = 'figures'`);
    await catchUp(NOW);
    expect(await t.sql('SELECT * FROM redress.milestones WHERE takedown_id = $1', [own?.id])).toEqual([
      before,
    ]);
  });
});
