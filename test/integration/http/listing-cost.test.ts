import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { ANNE, type TestApi, testApi } from './support/desk.ts';

const CROWD = 30_000;

let api: TestApi;
let rare: { readonly host: string; readonly caseId: string };
beforeAll(async () => {
  api = await testApi();
  const token = api.tokens.lead;
  const made = await api.ask('POST', '/v1/takedowns', {
    token,
    body: requestAbout('https://rare.example/p/1', { case: 'RARE' }),
  });
  const read = await api.ask('GET', `/v1/takedowns/${made.body.id}`, { token });
  rare = { host: 'rare.example', caseId: read.body.caseId };
  const ended = await api.ask('POST', '/v1/takedowns', {
    token,
    body: requestAbout('http://pixhub.practice.test/p/424', { case: 'RARE-ENDED' }),
  });
  await api.ask('POST', `/v1/takedowns/${ended.body.id}/withdraw`, { token });
  await api.ask('POST', '/v1/takedowns', {
    token,
    body: requestAbout('http://letterbox.practice.test/p/424', { case: 'RARE-OPEN' }),
  });
  await crowd(read.body.caseId);
}, 120_000);
afterAll(() => api.end());

/** Many of the same helpline, newer than what is looked for and in other cases: elsewhere, ended, of another platform. */
async function crowd(caseId: string): Promise<void> {
  const { databaseUrl } = api.base.handle;
  await query(
    databaseUrl,
    `INSERT INTO redress.cases (id, helpline_id, key_id, created_at)
     SELECT 'case_z' || i, $1, c.key_id, 1 FROM generate_series(1, $2::int) i, redress.cases c WHERE c.id = $3`,
    [ANNE.id, CROWD / 10, caseId],
  );
  await query(
    databaseUrl,
    `INSERT INTO redress.takedowns (id, case_id, helpline_id, version, head_hash, state, host, platform, created_at,
       updated_at, status, outcome, next)
     SELECT 'td_z' || lpad(i::text, 9, '0'), 'case_z' || (i % $3 + 1), $1, 1, '', '{"version": 1}', 'crowd.example',
       'crowd', i, i, 'ended', 'removed', 'x' FROM generate_series(1, $2::int) i`,
    [ANNE.id, CROWD, CROWD / 10],
  );
  // A person has much to do, most of it without a deadline and not urgent.
  await query(
    databaseUrl,
    `INSERT INTO redress.tasks (id, takedown_id, kind, reason, status, opened_at, due_at)
     SELECT 'task_z' || i, 'td_z' || lpad(i::text, 9, '0'), 'send_by_hand', 'captcha',
       CASE WHEN i % 3 = 0 THEN 'open' ELSE 'done' END, 4102444800000 + i, CASE WHEN i % 2 = 0 THEN 4102444800000 + i END
     FROM generate_series(1, $1::int) i`,
    [CROWD],
  );
  await query(databaseUrl, 'ANALYZE redress.takedowns, redress.cases, redress.tasks');
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The one statement that reads takedowns while `work` runs. */
async function listing(work: () => Promise<unknown>): Promise<Statement> {
  const said = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const all = said.mock.calls.flatMap(([first, second]): readonly Statement[] => {
    const given: unknown = first;
    if (typeof given !== 'object' || given === null || !('text' in given)) return [];
    const values = 'values' in given && Array.isArray(given.values) ? given.values : second;
    return [{ text: String(given.text), values: Array.isArray(values) ? values : [] }];
  });
  said.mockRestore();
  const found = all.find(({ text }) => /^select.*"takedowns".*order by/is.test(text));
  if (found === undefined) throw new Error('no list was read');
  return found;
}

/** Pages of tables and indexes that it touches under the helpline's own role: the same however busy the machine is. */
async function pagesOf({ text, values }: Statement): Promise<number> {
  const client = new pg.Client({ connectionString: api.base.handle.databaseUrl });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL ROLE redress_helpline; SET LOCAL redress.helpline = '${ANNE.id}'`);
    const explained = await client.query<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
      [...values],
    );
    const plan = explained.rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  } finally {
    await client.end();
  }
}

it.each([
  ['anything', '', 50],
  ['an open state', '?status=person', 1],
  ['a host', '?host=rare.example', 1],
  ['a platform', '?platform=practice-pixhub', 1],
  ['an outcome', '?outcome=withdrawn', 1],
  ['a deadline', '?deadlineBefore=2999-01-01T00:00:00Z', 1],
  ['a state and a platform', '?status=queued&platform=practice-letterbox', 1],
  ['a state and a host', '?status=ended&host=pixhub.practice.test', 1],
  ['a state and an outcome', '?status=ended&outcome=withdrawn', 1],
  ['an outcome and a platform', '?outcome=withdrawn&platform=practice-pixhub', 1],
  ['an outcome and a host', '?outcome=withdrawn&host=pixhub.practice.test', 1],
  ['an outcome that the crowd has, and a rare host', '?outcome=removed&host=rare.example', 0],
  ['a platform that the crowd has, and a rare state', '?platform=crowd&status=person', 0],
  ['a deadline and a state', '?deadlineBefore=2999-01-01T00:00:00Z&status=queued', 1],
  ['an outcome that nothing has', '?outcome=minor_route', 0],
  ['a case', '?caseId=', 1],
])('a page of takedowns by %s costs no more among many of the same helpline', async (_, search, count) => {
  const token = api.tokens.lead;
  const path = `/v1/takedowns${search === '?caseId=' ? `${search}${rare.caseId}` : search}`;
  const statement = await listing(async () => {
    const { body } = await api.ask('GET', path, { token });
    expect(body.takedowns).toHaveLength(count);
  });
  // A line is a row, a case, and the way to both through their indexes; the crowd has thousands of pages.
  expect(await pagesOf(statement)).toBeLessThan(8 * count + 60);
});

it.each([
  ['anything', '', 50],
  ['a kind', '&kind=find_platform', 1],
  ['a kind that the crowd has', '&kind=send_by_hand', 50],
  ['what nobody has claimed', '&claimed=none', 50],
  ['a case', '&caseId=', 1],
])('a page of tasks by %s costs no more among many of the same helpline', async (_, search, count) => {
  const token = api.tokens.lead;
  const path = `/v1/tasks?limit=50${search === '&caseId=' ? `${search}${rare.caseId}` : search}`;
  const statement = await listing(async () => {
    const { body } = await api.ask('GET', path, { token });
    expect(body.tasks).toHaveLength(count);
  });
  // A line is a task, its takedown and its case, and whose it is.
  expect(await pagesOf(statement)).toBeLessThan(24 * count + 120);
});
