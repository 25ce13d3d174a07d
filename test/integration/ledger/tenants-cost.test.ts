import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HELPLINE } from './support/helpline.ts';
import { changeOf, T0 } from './support/takedowns.ts';
import { as, type OPS, OTHER, scopeOf, type Tenants, THIRD, tenants } from './support/tenants.ts';

const MANY = 30_000;

let t: Tenants;
beforeAll(async () => {
  t = await tenants();
  await share(t.theirs.caseId, OTHER.id, HELPLINE.id);
}, 120_000);
afterAll(() => t.end());
afterEach(() => vi.restoreAllMocks());

async function share(caseId: string, owner: string, helpline: string): Promise<void> {
  await t.sql(
    `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
     VALUES ($1, $2, $3, 'act', 1, 'x')`,
    [caseId, owner, helpline],
  );
}

/** Older and newer than what is there, with an event and an open task each; a tenth of their cases is shared. */
async function crowd(): Promise<void> {
  await t.sql(
    `INSERT INTO redress.cases (id, helpline_id, key_id, created_at)
     SELECT CASE WHEN i % 2 = 0 THEN 'case_0' ELSE 'case_9' END || i, $1, c.key_id, 1
     FROM generate_series(1, $2::int) i, redress.cases c WHERE c.id = $3`,
    [THIRD.id, MANY / 10, t.mine.caseId],
  );
  await t.sql(
    `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
     SELECT id, helpline_id, $2, 'act', 1, 'x' FROM redress.cases WHERE helpline_id = $1 AND id LIKE '%0'`,
    [THIRD.id, OTHER.id],
  );
  await t.sql(
    `INSERT INTO redress.takedowns (id, case_id, helpline_id, version, head_hash, state, host, created_at, updated_at,
       status, due_at, effect, recipient, deadline_at, next)
     SELECT CASE WHEN i % 2 = 0 THEN 'td_0' ELSE 'td_9' END || i, c.id, $1, 1, '', '{"version": 1}', 'crowd.test', i, i,
       'queued', $3, 'email', 'bigsite', $3, 'x'
     FROM generate_series(1, $2::int) i
     JOIN (SELECT id, row_number() OVER () - 1 AS n FROM redress.cases WHERE helpline_id = $1) c ON c.n = i % ($2 / 10)`,
    [THIRD.id, MANY, T0],
  );
  await t.sql(
    `INSERT INTO redress.events (takedown_id, seq, type, at, event, prev_hash, hash, red_hash)
     SELECT id, 1, 'requested', 1, '{}', '', '', '' FROM redress.takedowns WHERE helpline_id = $1`,
    [THIRD.id],
  );
  await t.sql(
    `INSERT INTO redress.tasks (id, takedown_id, kind, reason, status, opened_at, due_at)
     SELECT 'task_' || id, id, 'look_by_hand', 'x', 'open', 1, CASE WHEN id < 'td_5' THEN 1 END
     FROM redress.takedowns WHERE helpline_id = $1`,
    [THIRD.id],
  );
  await t.sql('ANALYZE');
}

/** What the ledger says to the database while `work` runs, without the frame of its transactions. */
async function statements(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const said = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const all = said.mock.calls.map(([first, second]): Statement => {
    const given: unknown = first;
    if (typeof given === 'object' && given !== null && 'text' in given) {
      const { text } = given;
      const values = 'values' in given && Array.isArray(given.values) ? given.values : second;
      return { text: String(text), values: Array.isArray(values) ? values : [] };
    }
    return { text: String(given), values: Array.isArray(second) ? second : [] };
  });
  said.mockRestore();
  return all.filter(({ text }) => /^\s*(select|with|insert|update)/i.test(text));
}
interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Pages of tables and indexes that a statement touches: the same work is the same number, however busy the machine. */
async function pagesOf(scope: typeof OPS, { text, values }: Statement): Promise<number> {
  const got = await as<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
    t,
    scope,
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  if ('refused' in got) throw new Error(`refused: ${got.refused}: ${text}`);
  const plan = got[0]?.['QUERY PLAN'][0]?.Plan ?? {};
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
}

describe('what a helpline asks', () => {
  const mine = scopeOf(HELPLINE.id);
  const asked = (): Readonly<Record<string, () => Promise<unknown>>> => {
    const { ledger, views, shares } = t.scoped(mine);
    return {
      'a page of its list': () => views.list(),
      'the next page': () => views.list({ cursor: 'td_5' }),
      'a page by status': () => views.list({ status: ['waiting'] }),
      'a shared case': () => views.list({ caseId: t.theirs.caseId }),
      'a takedown': () => ledger.load(t.mine.id),
      'a takedown with all that is red': () => views.show(t.mine.id),
      'a takedown of a shared case': () => views.redacted(t.theirs.id),
      'its open tasks': () => views.openTasks(),
      'how many of its takedowns stand where': () => views.counts(T0),
      'its cases': () => views.cases({ helplineId: HELPLINE.id }),
      'the cases that others share with it': () => views.cases({ sharedWith: HELPLINE.id }),
      'a task': () => views.task(t.mine.taskId),
      'who may treat a case': () => shares.accessOf(t.theirs.caseId, HELPLINE.id),
      'a step of a takedown': async () => {
        const stored = await t.ledger.load(t.mine.id);
        if (stored === undefined) throw new Error('no takedown');
        await ledger.save(changeOf(stored, [{ type: 'withdrawn', at: T0, by: 'x' }], { lease: 'keep' }));
      },
    };
  };
  const costs = async (): Promise<Readonly<Record<string, number>>> => {
    const answer: Record<string, number> = {};
    for (const [what, work] of Object.entries(asked())) {
      let pages = 0;
      for (const one of await statements(work)) pages += await pagesOf(mine, one);
      answer[what] = pages;
    }
    return answer;
  };

  it('touches no more pages when others have a crowd', { timeout: 180_000 }, async () => {
    await t.sql('ANALYZE');
    const alone = await costs();
    await crowd();
    const crowded = await costs();
    expect(Object.keys(crowded)).toHaveLength(14);
    for (const [what, pages] of Object.entries(crowded)) {
      // An index of many rows is a level or two deeper, and the planner counts on indexes then; the crowd has thousands.
      expect({ what, pages, bound: pages <= 2 * (alone[what] ?? 0) + 100 }).toEqual({
        what,
        pages,
        bound: true,
      });
    }
  });

  it('touches no more pages for a page of its list when it has a crowd itself', async () => {
    const few = await costs();
    await t.sql(
      `INSERT INTO redress.takedowns (id, case_id, helpline_id, version, head_hash, state, host, created_at, updated_at,
         status, next)
       SELECT 'td_' || CASE i % 2 WHEN 0 THEN '0' ELSE '6' END || lpad(i::text, 9, '0'), $1, $2, 1, '', '{"version": 1}',
         'own.test', i, i, 'waiting', 'x'
       FROM generate_series(1, $3::int) i`,
      [t.mine.caseId, HELPLINE.id, MANY],
    );
    await t.sql('ANALYZE redress.takedowns');
    const many = await costs();
    const pages = ['a page of its list', 'the next page', 'a page by status', 'a takedown', 'a shared case'];
    // A page of 50 is longer than the one of two takedowns before: each line is a row, and a look at its case.
    for (const what of pages) expect(many[what]).toBeLessThan((few[what] ?? 0) + 4 * 51);
  });
});
