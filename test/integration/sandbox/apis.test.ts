import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { freezeDate, mail, pass, report, visit } from './client.ts';

const site = (name: string, path: string) => `http://${name}.practice.test${path}`;
const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
beforeEach(() => {
  practice.reset();
  freezeDate();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await practice.close();
});

const secret = (name: string) => practice.secrets[name] ?? '';

describe('pixhub', () => {
  const api = site('pixhub', '/api/v1/reports');
  const login = () => ({ authorization: `Bearer ${secret('practice-pixhub-token')}` });
  const file = (key: string, id = '1') =>
    report(practice, api, [site('pixhub', `/p/${id}`)], { ...login(), 'idempotency-key': key });

  it('slows down the first call of a minute, then takes the report and gives it a number', async () => {
    const first = await file('n1');
    expect([first.status, first.headers['retry-after']]).toEqual([429, '1']);
    const second = await file('n1');
    expect([second.status, second.json]).toEqual([201, { report: { id: 'PX-000001', state: 'received' } }]);
    pass(60);
    expect((await file('n2', '2')).status).toBe(429);
  });

  it('answers the same key with the same report and counts one notice', async () => {
    await file('n1');
    await file('n1');
    const again = await file('n1');
    expect(again.json).toMatchObject({ report: { id: 'PX-000001' } });
    expect(practice.arrivals('pixhub')).toMatchObject({ arrived: 3, accepted: 1, repeated: 1, sameText: 0 });
    expect(practice.arrivals('pixhub').posts).toEqual(new Map([['1', 1]]));
  });

  it('counts the same text under another key as what platforms punish', async () => {
    await file('n1');
    await file('n1');
    await file('n2');
    expect(practice.arrivals('pixhub')).toMatchObject({ accepted: 2, repeated: 0, sameText: 1 });
  });

  it('takes the page down after two seconds, the copy of the CDN a second later, and says so when polled', async () => {
    await file('n1');
    await file('n1');
    const state = async () =>
      JSON.parse((await visit(practice, `${api}/PX-000001`, { headers: login() })).text).report.state;
    const page = async () => (await visit(practice, site('pixhub', '/p/1'))).status;
    const media = async () =>
      (await visit(practice, 'http://cdn.pixhub.practice.test/media/1.png', { method: 'HEAD' })).status;
    expect([await state(), await page(), await media()]).toEqual(['received', 200, 200]);
    pass(1);
    expect([await state(), await page(), await media()]).toEqual(['in_review', 200, 200]);
    pass(1);
    expect([await state(), await page(), await media()]).toEqual(['removed', 404, 200]);
    pass(1);
    expect([await state(), await page(), await media()]).toEqual(['removed', 404, 404]);
    expect((await visit(practice, site('pixhub', '/p/2'))).status).toBe(200);
  });

  it.each([
    ['no token', {}, [site('pixhub', '/p/1')], 401, { error: 'unauthorised' }],
    [
      'the post of another site',
      undefined,
      ['http://looply.practice.test/p/1'],
      422,
      { error: 'cannot_locate' },
    ],
    ['no URL', undefined, [], 422, { error: 'invalid', field: 'urls' }],
  ])('refuses a report with %s', async (_, headers, posts, status, json) => {
    await file('warm-up');
    const answer = await report(practice, api, posts, headers ?? login());
    expect([answer.status, answer.json]).toEqual([status, json]);
    expect(practice.arrivals('pixhub').accepted).toBe(0);
  });
});

describe('deafly and hostwell', () => {
  it('deafly takes a report and does nothing, until its host is told', async () => {
    const post = site('deafly', '/p/5');
    const answer = await report(practice, site('deafly', '/api/reports'), [post]);
    expect([answer.status, answer.json]).toEqual([202, { ticket: 'DF-000001' }]);
    pass(3600);
    expect((await visit(practice, post)).status).toBe(200);
    await mail(practice, 'abuse@hostwell.practice.test', { text: `Please act on ${post}.` });
    pass(1);
    expect((await visit(practice, post)).status).toBe(404);
    expect(practice.arrivals('hostwell')).toMatchObject({ accepted: 1 });
    expect((await visit(practice, site('deafly', '/p/6'))).status).toBe(200);
  });
});

describe('refusenik', () => {
  const token = async (pair: string) => {
    const answer = await visit(practice, site('refusenik', '/oauth/token'), {
      method: 'POST',
      headers: { authorization: pair },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return { status: answer.status, json: JSON.parse(answer.text) };
  };

  it('wants client credentials, then denies the case with a reason, and the post stays', async () => {
    const pair = basic(secret('practice-refusenik-client'), secret('practice-refusenik-client-secret'));
    expect((await token(basic('somebody', 'else'))).status).toBe(401);
    const bearer = { authorization: `Bearer ${(await token(pair)).json.access_token}` };
    const post = site('refusenik', '/p/7');
    const cases = site('refusenik', '/api/cases');
    expect((await report(practice, cases, [post])).status).toBe(401);
    const filed = await report(practice, cases, [post], bearer);
    expect(filed.json).toEqual({ case: { id: 'RF-000001' } });
    const state = async () =>
      JSON.parse((await visit(practice, `${cases}/RF-000001`, { headers: bearer })).text).case;
    expect(await state()).toEqual({ id: 'RF-000001', state: 'open' });
    pass(2);
    expect(await state()).toEqual({ id: 'RF-000001', state: 'denied', reason: 'policy_not_violated' });
    expect((await visit(practice, post)).status).toBe(200);
  });

  it('takes the credentials in the body too, as RFC 6749 allows', async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: secret('practice-refusenik-client'),
      client_secret: secret('practice-refusenik-client-secret'),
    });
    expect((await visit(practice, site('refusenik', '/oauth/token'), { method: 'POST', body })).status).toBe(
      200,
    );
  });
});

describe('boomerang', () => {
  it('brings the image back once, and leaves it away after the second notice', async () => {
    const post = site('boomerang', '/p/8');
    const file = (key: string) =>
      report(practice, site('boomerang', '/api/reports'), [post], {
        'x-api-key': secret('practice-boomerang-key'),
        'idempotency-key': key,
      });
    const page = async () => (await visit(practice, post)).status;
    expect((await file('n1')).status).toBe(201);
    pass(1);
    expect(await page()).toBe(404);
    pass(60);
    expect(await page()).toBe(404);
    pass(2);
    expect(await page()).toBe(404);
    pass(1);
    expect(await page()).toBe(200);
    expect((await file('n1')).status).toBe(200);
    pass(1);
    expect(await page()).toBe(200);
    await file('n2');
    pass(1);
    expect(await page()).toBe(404);
    pass(86_400);
    expect(await page()).toBe(404);
  });
});

describe('borderline, wallflower and longgone', () => {
  it('borderline answers 451 after a report, which is no removal', async () => {
    const post = site('borderline', '/p/9');
    const login = basic(secret('practice-borderline-user'), secret('practice-borderline-password'));
    const api = site('borderline', '/api/reports');
    expect((await report(practice, api, [post])).status).toBe(401);
    expect((await report(practice, api, [post], { authorization: login })).status).toBe(201);
    pass(1);
    expect((await visit(practice, post)).status).toBe(451);
  });

  it('wallflower leads to a login after a report', async () => {
    const post = site('wallflower', '/p/91');
    const body = new URLSearchParams({ url: post, statement: 'No consent was given.' });
    const api = site('wallflower', '/api/report');
    expect((await visit(practice, api, { method: 'POST', body })).status).toBe(200);
    pass(1);
    const page = await visit(practice, post);
    expect([page.status, page.headers['location']]).toEqual([302, '/login']);
    expect((await visit(practice, site('wallflower', '/login'))).text).toContain('type="password"');
  });

  it('longgone has nothing left, and its home page is there', async () => {
    expect((await visit(practice, site('longgone', '/p/92'))).status).toBe(404);
    expect((await visit(practice, site('longgone', '/'))).status).toBe(200);
  });
});
