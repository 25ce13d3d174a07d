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
  await query(databaseUrl, 'ANALYZE redress.takedowns, redress.cases');
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
