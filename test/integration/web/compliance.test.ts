import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOf } from '../../../src/app/desk.ts';
import { webOf } from '../../../src/app/web.ts';
import { createWeb } from '../../../src/web/web.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';
import { countNotices, DEAFLY, PIXHUB } from '../http/support/notices.ts';

let api: TestApi;
let web: ReturnType<typeof createWeb>;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  api = await testApi();
  await countNotices(api);
  const { handle, deps } = api.base;
  web = createWeb(
    webOf(api.base, apiOf(api.base, { counts: async () => Promise.reject(new Error('not asked')) })),
  );
  for (const [name, of] of [
    ['ops', { helplineId: null, role: 'ops' }],
    ['anne', { helplineId: 'helpline-a', role: 'practitioner' }],
    ['bert', { helplineId: 'helpline-b', role: 'practitioner' }],
  ] as const) {
    const token = await api.token(of);
    cookies[name] = `redress_session=${await handle.sessions.open(token.id, deps.clock.now())}`;
  }
});
afterAll(() => api.end());

async function page(who: string, path: string, more: Readonly<Record<string, string>> = {}) {
  const headers = { cookie: [cookies[who], more['cookie']].filter(Boolean).join('; ') };
  const answer = await web.request(`http://127.0.0.1${path}`, { headers });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    words: text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '),
  };
}

describe('the page of the compliance report', () => {
  it('lists recipients for ops, the least compliant first, with kind, denominators and bands', async () => {
    const { status, text, words } = await page('ops', '/compliance?period=30d');
    expect(status).toBe(200);
    expect(text.indexOf(`recipient=${DEAFLY}`)).toBeLessThan(text.indexOf(`recipient=${PIXHUB}`));
    expect(words).toContain('Notices of all helplines are counted.');
    expect(words).toContain('Complicit');
    expect(words).toMatch(/77% 30 of 39|30 of 39/);
    expect(words).toContain('How it was counted');
    expect(words).toContain('Project Arachnid');
    expect(text).toContain('/compliance/csv?period=30d');
    expect(text).not.toMatch(/ style=|<style|NaN|undefined/);
  });

  it('shows one recipient with its curve and how notices ended, and holds back what is about few', async () => {
    const { status, text, words } = await page('ops', `/compliance?period=90d&recipient=${PIXHUB}`);
    expect(status).toBe(200);
    expect(text).toContain('<desc id="still-there-desc">');
    expect(text).toContain('<desc id="ends-desc">');
    expect(words).toContain('held back');
    const bert = await page('bert', `/compliance?period=90d&recipient=${PIXHUB}`);
    expect(bert.words).toContain('Notices of your helpline are counted.');
    expect(bert.text).not.toContain('still-there-desc');
    expect(bert.words).not.toMatch(/Notices 3\b/);
  });

  it('shows a helpline its own notices alone', async () => {
    const { words, text } = await page('anne', '/compliance?period=30d');
    expect(text).not.toContain(DEAFLY);
    expect(words).toContain('30 of 36');
  });

  it('says so where nothing happened, offers whole months, and takes what is no period for the usual one', async () => {
    const empty = await page('ops', '/compliance?period=2024-02');
    expect([empty.status, empty.words.includes('No notice reached anybody in this period')]).toEqual([
      200,
      true,
    ]);
    expect(empty.text).toMatch(/<option value="2024-02" selected[^>]*>February 2024/);
    const odd = await page('ops', '/compliance?period=%27%3E');
    expect([odd.status, odd.text.includes('aria-current="page">90 days')]).toEqual([200, true]);
  });

  it('is there in Spanish', async () => {
    const { words } = await page('ops', '/compliance?period=30d', { cookie: 'redress_lang=es' });
    expect(words).toContain('Informe de cumplimiento');
    expect(words).toContain('Cómplice');
  });

  it('is for who is signed in, and knows no recipient that no file names', async () => {
    expect((await page('nobody', '/compliance')).status).toBe(303);
    expect((await page('nobody', '/compliance/csv')).status).toBe(303);
    expect((await page('ops', '/compliance?recipient=invented')).status).toBe(404);
  });
});

describe('its downloads', () => {
  it('say what the page says, as CSV and JSON', async () => {
    const csv = await page('anne', '/compliance/csv?period=30d');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="compliance-30d.csv"');
    const rows: Record<string, string>[] = parse(csv.text, { columns: true });
    expect(rows).toMatchObject([{ recipient: PIXHUB, of: 'helpline', notices: '36', refused: '6' }]);
    const json = await page('anne', `/compliance/json?period=90d&recipient=${PIXHUB}`);
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="compliance-90d.json"');
    expect(JSON.parse(json.text)).toMatchObject({ of: 'helpline', recipients: [{ notices: 36 }] });
  });
});
