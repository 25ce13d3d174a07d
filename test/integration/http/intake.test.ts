import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAbout } from '../../e2e/support/request.ts';
import { type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await testApi();
  token = api.tokens.practitioner;
});
afterAll(() => api.end());

let made = 0;
const url = (): string => {
  made += 1;
  return `http://pixhub.practice.test/p/${made}`;
};

describe('POST /v1/takedowns', () => {
  it('answers 201 with the id, the clock and what comes next, and names where it is', async () => {
    const { status, body, headers } = await api.ask('POST', '/v1/takedowns', {
      token,
      body: requestAbout(url()),
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      result: 'accepted',
      id: expect.stringMatching(/^td_/),
      platform: 'practice-pixhub',
      deadlineAt: expect.stringMatching(/^\d{4}-.*Z$/),
      next: expect.any(String),
    });
    expect(headers.get('location')).toBe(`/v1/takedowns/${body.id}`);
    expect((await api.ask('GET', `${headers.get('location')}`, { token })).status).toBe(200);
  });

  it('answers a URL that is open already with the takedown that has it', async () => {
    const request = requestAbout(url());
    const first = await api.ask('POST', '/v1/takedowns', { token, body: request });
    const second = await api.ask('POST', '/v1/takedowns', { token, body: request });
    expect([second.status, second.body]).toEqual([200, { result: 'duplicate', id: first.body.id }]);
  });

  it('takes a URL of another helpline as if nobody had it', async () => {
    const request = requestAbout(url());
    await api.ask('POST', '/v1/takedowns', { token, body: request });
    const other = await api.ask('POST', '/v1/takedowns', { token: api.tokens.other, body: request });
    expect(other.body.result).toBe('accepted');
  });

  it.each(['minor', 'unknown'])('keeps no URL and hands over a card when the age is %s', async (age) => {
    const request = { ...requestAbout(url()), ageInImage: age, role: 'nonsense' };
    const { status, body } = await api.ask('POST', '/v1/takedowns', { token, body: request });
    expect([status, body.result]).toEqual([200, 'minor_route']);
    expect(body.minors.handOff.length).toBeGreaterThan(2);
    const shown = await api.ask('POST', `/v1/takedowns/${body.id}/reveal`, { token: api.tokens.lead });
    expect(shown.body.locations).toBeNull();
  });

  it('lists each fault with field and cure, and repeats nothing of the request', async () => {
    const { status, body, text } = await api.ask('POST', '/v1/takedowns', {
      token,
      body: {
        case: 'C 1',
        url: 'https://user:canary-secret@host.example/',
        ageInImage: 'canary-age',
        more: 'x',
      },
    });
    expect([status, body.code, body.type]).toEqual([422, 'request_invalid', '/problems/request_invalid']);
    expect(body.errors.map((one: { field: string }) => one.field)).toEqual(
      expect.arrayContaining(['ageInImage', 'more']),
    );
    for (const one of body.errors) expect(one.cure).toEqual(expect.any(String));
    expect(text).not.toContain('canary');
  });

  it.each([
    ['what is no JSON', '{"case":', 'application/json', 400, 'json_invalid'],
    ['nothing at all', '', 'application/json', 400, 'json_invalid'],
    ['another type', 'case=1', 'application/x-www-form-urlencoded', 415, 'media_type_unsupported'],
    [
      'a body that is too large',
      JSON.stringify({ x: 'x'.repeat(300_000) }),
      'application/json',
      413,
      'body_too_large',
    ],
  ])('refuses %s', async (_, raw, type, status, code) => {
    const answer = await api.ask('POST', '/v1/takedowns', { token, raw, headers: { 'content-type': type } });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('POST /v1/takedowns/bulk', () => {
  it('answers each on its own and in its place', async () => {
    const good = requestAbout(url());
    const { status, body } = await api.ask('POST', '/v1/takedowns/bulk', {
      token,
      body: {
        takedowns: [good, { case: 'C 2' }, good, { ...requestAbout(url()), ageInImage: 'minor' }, 'nonsense'],
      },
    });
    expect(status).toBe(200);
    expect(body.answers.map((one: { result: string }) => one.result)).toEqual([
      'accepted',
      'rejected',
      'duplicate',
      'minor_route',
      'rejected',
    ]);
    expect(body.counts).toEqual({ accepted: 1, duplicate: 1, minorRoute: 1, rejected: 2 });
    expect(body.minors.rule).toContain('under 18');
    expect(body.answers[1].problems.length).toBeGreaterThan(1);
  });

  it('takes 1,000 at once, and no more', async () => {
    const takedowns = Array.from({ length: 1_000 }, () => requestAbout(url()));
    const { body } = await api.ask('POST', '/v1/takedowns/bulk', { token, body: { takedowns } });
    expect(body.counts).toEqual({ accepted: 1_000, duplicate: 0, minorRoute: 0, rejected: 0 });
    const more = await api.ask('POST', '/v1/takedowns/bulk', {
      token,
      body: { takedowns: [...takedowns, requestAbout(url())] },
    });
    expect([more.status, more.body.code]).toEqual([422, 'request_invalid']);
  });
});

describe('POST /v1/takedowns/csv', () => {
  const HEAD =
    'case_reference,url,age_in_image,non_consent_statement,illegality,good_faith,accuracy,authority_basis,consented_on';
  const row = (reference: string): string =>
    `${reference},${url()},adult,Not agreed,An offence,yes,yes,Written,2026-11-20`;
  const upload = (raw: string, type = 'text/csv; charset=utf-8') =>
    api.ask('POST', '/v1/takedowns/csv', { token, raw, headers: { 'content-type': type } });

  it('answers each row with its line, and names columns, not fields', async () => {
    const { status, body } = await upload(`${HEAD}\n${row('CSV 1')}\n,,adult\n${row('CSV 1')},too,many\n`);
    expect(status).toBe(200);
    expect(
      body.rows.map((one: { line: number; answer: { result: string } }) => [one.line, one.answer.result]),
    ).toEqual([
      [2, 'accepted'],
      [3, 'rejected'],
      [4, 'rejected'],
    ]);
    const fields = body.rows[1].answer.problems.map((one: { field: string }) => one.field);
    expect(fields).toEqual(expect.arrayContaining(['case_reference', 'url']));
    expect(body.counts).toEqual({ accepted: 1, duplicate: 0, minorRoute: 0, rejected: 2 });
  });

  it.each([
    ['a header that is none', 'a,b,c\n1,2,3', 'csv_columns'],
    ['a quotation mark that is never closed', `${HEAD}\n"x`, 'csv_invalid'],
    [
      'more rows than are taken',
      `case_reference,url,age_in_image\n${'C,u,adult\n'.repeat(5_001)}`,
      'csv_too_long',
    ],
  ])('refuses %s', async (_, raw, code) => {
    const { status, body } = await upload(raw);
    expect([status, body.code]).toEqual([422, code]);
  });

  it('refuses a file that is not UTF-8', async () => {
    const bytes = new Uint8Array([...Buffer.from(`${HEAD}\nM`), 0xfc, 0x6c]);
    const answer = await fetch(`${api.url}/v1/takedowns/csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: bytes,
    });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'csv_encoding' }]);
  });

  it('refuses another type', async () => {
    expect((await upload(HEAD, 'application/json')).body.code).toBe('media_type_unsupported');
  });
});

describe('POST /v1/platforms/resolve', () => {
  const ask = (body: unknown) => api.ask('POST', '/v1/platforms/resolve', { token, body });

  it('tells platform, channels, clocks and what is missing, and stores nothing', async () => {
    const before = await api.ask('GET', '/v1/takedowns?limit=500', { token });
    const { body } = await ask({ url: 'http://pixhub.practice.test/p/999999' });
    expect(body).toMatchObject({
      result: 'resolved',
      platform: { id: 'practice-pixhub', certainty: 'host' },
      channels: [{ id: 'report-api', state: 'usable' }],
      clocks: [{ regime: 'practice-48s' }],
    });
    expect(body.missing.map((one: { field: string }) => one.field)).toContain('statements.nonConsent');
    expect((await ask(requestAbout('http://pixhub.practice.test/p/999999'))).body.missing).toEqual([]);
    const after = await api.ask('GET', '/v1/takedowns?limit=500', { token });
    expect(after.body).toEqual(before.body);
  });

  it('knows no platform for a host that no file names', async () => {
    const { body } = await ask({ url: 'https://nobody-knows.example/a' });
    expect([body.platform, body.channels, body.missing.length > 0]).toEqual([null, [], true]);
  });

  it('hands over the card when a minor may be shown, whatever else is wrong', async () => {
    const { body } = await ask({ ageInImage: 'minor', nonsense: true });
    expect([body.result, body.minors.handOff.length > 2]).toEqual(['minor_route', true]);
  });

  it.each([
    [{ url: 'not a url' }, 'url_malformed'],
    [{ url: 'ftp://host.example/x' }, 'url_scheme'],
    [{}, 'request_invalid'],
  ])('refuses %j', async (body, code) => {
    const answer = await ask(body);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });
});
