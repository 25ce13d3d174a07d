import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFigures } from '../../../src/app/figures/figures.ts';
import { DAY } from '../../../src/domain/time.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { ANNE, type TestApi, testApi } from './support/desk.ts';
import { countNotices, DEAFLY, PIXHUB } from './support/notices.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
  await countNotices(api);
});
afterAll(() => api.end());

describe('GET /v1/compliance', () => {
  it('tells ops of all notices, the least compliant recipient first, with methods and caveats', async () => {
    const { status, body } = await api.ask('GET', '/v1/compliance?period=30d', { token: api.tokens.ops });
    expect(status).toBe(200);
    expect(body).toMatchObject({ period: '30d', of: 'all', curve: [] });
    expect(body.methods.join(' ')).toContain('Kaplan and Meier');
    expect(body.caveats.length).toBeGreaterThan(3);
    expect(body.recipients.map((one: { recipient: string }) => one.recipient)).toEqual([DEAFLY, PIXHUB]);
    const [deafly, pixhub] = body.recipients;
    expect(deafly).toMatchObject({ rank: 1, kind: 'complicit', notices: 40, suppressed: false });
    expect(deafly.removedBy.find((one: { hours: number }) => one.hours === 336)).toMatchObject({
      share: 0,
      judged: 40,
    });
    // Three of Bert's are open: with the refusals they hide each other, and so do the shares that would tell them.
    expect(pixhub).toMatchObject({
      notices: 39,
      suppressed: true,
      ends: { removed: 30, open: null, refused: null, lost: 0 },
      reasons: {},
      removal: { events: 30, medianHours: { at: 10 } },
      kind: 'reactive',
    });
  });

  it('tells a helpline of its own notices alone', async () => {
    const anne = await api.ask('GET', '/v1/compliance?period=30d', { token: api.tokens.practitioner });
    expect(anne.body).toMatchObject({ of: 'helpline', recipients: [{ recipient: PIXHUB, notices: 36 }] });
    expect(anne.body.recipients[0]).toMatchObject({
      ends: { removed: 30, refused: 6 },
      reasons: { other: 6 },
      inTime: { count: 30, of: 36, share: 0.8333 },
      answered: { count: 36, of: 36, share: 1 },
    });
    const bert = await api.ask('GET', '/v1/compliance?period=30d', { token: api.tokens.other });
    expect(bert.body.recipients.map((one: { recipient: string }) => one.recipient)).toEqual([DEAFLY, PIXHUB]);
    expect(bert.body.recipients[1]).toMatchObject({
      suppressed: true,
      notices: null,
      removal: null,
      rank: null,
    });
    const { asOf: _, removedBy, ...few } = bert.body.recipients[1];
    expect(JSON.stringify([few, removedBy.map((one: { judged: number }) => one.judged)])).not.toMatch(
      /[1-9]/,
    );
  });

  it('tells of one recipient with its curve, and of ninety days when nobody says', async () => {
    const { body } = await api.ask('GET', `/v1/compliance?recipient=${PIXHUB}`, { token: api.tokens.ops });
    expect(body).toMatchObject({ period: '90d', recipients: [{ recipient: PIXHUB, rank: 2 }] });
    expect(body.curve).toEqual([
      { hours: 12, stillThere: expect.closeTo(9 / 39, 3), low: expect.any(Number), high: expect.any(Number) },
    ]);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(90 * DAY);
  });

  it('answers an empty report where nothing happened', async () => {
    const { status, body } = await api.ask('GET', '/v1/compliance?period=2024-02', { token: api.tokens.ops });
    expect([status, body.recipients, body.from]).toEqual([200, [], '2024-02-01T00:00:00.000Z']);
  });

  it.each([
    ['period=10d', 422, 'request_invalid'],
    ['recipient=nobody', 404, 'platform_unknown'],
    ['recipient=%00', 422, 'request_invalid'],
  ])('refuses %s', async (bad, status, code) => {
    for (const path of ['/v1/compliance', '/v1/compliance/csv']) {
      const answer = await api.ask('GET', `${path}?${bad}`, { token: api.tokens.ops });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
  });
});

describe('GET /v1/compliance/csv', () => {
  it('says the same in a table that spreadsheets can read', async () => {
    const { status, text, headers } = await api.ask('GET', '/v1/compliance/csv?period=30d', {
      token: api.tokens.ops,
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="compliance-30d.csv"');
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(
      rows.map((row) => [row['recipient'], row['rank'], row['kind'], row['notices'], row['open']]),
    ).toEqual([
      [DEAFLY, '1', 'complicit', '40', '0'],
      [PIXHUB, '2', 'reactive', '39', 'suppressed'],
    ]);
    expect(rows[1]).toMatchObject({
      removed: '30',
      removal_median_h: '10',
      refused: 'suppressed',
      of: 'all',
    });
    expect(rows[0]?.['notes']).toContain('held back');
  });
});

describe('the job that keeps the figures', () => {
  it('takes in what happened without being asked, and ends when it is told to', async () => {
    const { body } = await api.ask('POST', '/v1/takedowns', {
      token: api.tokens.practitioner,
      body: requestAbout(post('pixhub', 31)),
    });
    const figures = api.base.handle.figures({ kind: 'helpline', helplineId: ANNE.id });
    const loop = openFigures(api.base);
    await expect.poll(async () => (await figures.totals())?.data.outcomes.open, { timeout: 20_000 }).toBe(1);
    await loop.stop();
    const again = openFigures(api.base);
    await again.stop();
    expect(body.id).toMatch(/^td_/);
    expect(api.log.filter((line) => line.includes('figures'))).toEqual([]);
  });
});
