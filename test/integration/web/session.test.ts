import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/domain/time.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { wordsOf } from './support/visitor.ts';

let pages: TestPages;
beforeAll(async () => {
  pages = await testPages();
});
afterAll(() => pages.end());

describe('signing in', () => {
  it('leads to where one wanted to be, by a cookie that no script reads and no other site sends', async () => {
    const visitor = pages.visitor();
    expect((await visitor.get('/tasks')).to).toBe('/sign-in?to=%2Ftasks');
    await visitor.get('/sign-in?to=%2Ftasks');
    const answer = await visitor.post('/sign-in', { token: pages.api.tokens.lead, to: '/tasks' });
    expect([answer.status, answer.to]).toEqual([303, '/tasks']);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^redress_session=[\w-]{43}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await visitor.get('/tasks')).status).toBe(200);
    expect((await visitor.get('/sign-in')).to).toBe('/');
  });

  it('sets a cookie for secure connections alone when TLS ends before it', async () => {
    const visitor = pages.visitor();
    await visitor.get('/sign-in');
    const headers = { 'x-forwarded-proto': 'https' };
    const answer = await visitor.post('/sign-in', { token: pages.api.tokens.lead }, { headers });
    expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
  });

  it.each([
    ['practitioner', '/report'],
    ['lead', '/report'],
    ['ops', '/overview'],
  ] as const)('leads %s to %s', async (who, to) => {
    const visitor = pages.visitor();
    await visitor.get('/sign-in');
    const token = pages.api.tokens[who];
    expect((await visitor.post('/sign-in', { token, to: 'https://evil.example' })).to).toBe(to);
    expect((await visitor.get('/')).to).toBe(to);
  });

  it('keeps of a session a hash alone', async () => {
    const visitor = await pages.as('lead');
    const [name = ''] = (visitor.cookie('redress_session') ?? '').split('.');
    const { handle } = pages.api.base;
    expect(await handle.sessions.find(`${name}.${'A'.repeat(43)}`, Date.now())).toBeUndefined();
    expect(await handle.sessions.find(visitor.cookie('redress_session') ?? '', Date.now())).toMatchObject({
      label: 'test',
      lockedAt: null,
    });
  });

  it('is refused for a token that is not good, with the same words whatever is wrong, and not for ever', async () => {
    const { id, token } = await pages.api.token({ helplineId: 'helpline-a', role: 'lead' });
    await pages.api.base.handle.tokens.revoke(id, Date.now());
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    for (const wrong of [token, 'redress_nothing', 'ü', '']) {
      const visitor = pages.visitor();
      await visitor.get('/sign-in');
      const answer = await visitor.post('/sign-in', { token: wrong }, { headers });
      expect([answer.status, wordsOf(answer)]).toEqual([
        401,
        expect.stringContaining('This token is not known'),
      ]);
      expect(visitor.cookie('redress_session')).toBeUndefined();
    }
    const visitor = pages.visitor();
    await visitor.get('/sign-in');
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) {
      statuses.push((await visitor.post('/sign-in', { token: 'wrong' }, { headers })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
    const good = { token: pages.api.tokens.lead };
    expect((await visitor.post('/sign-in', good, { headers })).status).toBe(429);
    const other = { headers: { 'x-forwarded-for': '192.0.2.8' } };
    expect((await visitor.post('/sign-in', good, other)).status).toBe(303);
  });
});

describe('a session', () => {
  it('ends when its token is revoked', async () => {
    const { id, token } = await pages.api.token({ helplineId: 'helpline-a', role: 'practitioner' });
    const visitor = await pages.visitor().signIn(token);
    expect((await visitor.get('/cases')).status).toBe(200);
    await pages.api.base.handle.tokens.revoke(id, Date.now());
    expect((await visitor.get('/cases')).to).toBe('/sign-in?to=%2Fcases');
  });

  it('ends after an hour without use, and after twelve hours of use', async () => {
    const [idle, busy] = [await pages.as('lead'), await pages.as('lead')];
    for (let hour = 0; hour < 12; hour += 0.5) {
      expect([hour, (await busy.get('/cases')).status]).toEqual([hour, 200]);
      if (hour === 1) expect((await idle.get('/cases')).status).toBe(303);
      pages.later(0.5 * HOUR);
    }
    expect((await busy.get('/cases')).to).toBe('/sign-in?to=%2Fcases');
  });

  it('is covered on request: nothing is shown until the same token is given again', async () => {
    const visitor = await pages.as('practitioner');
    expect((await visitor.post('/lock', { to: '/cases' })).to).toBe('/unlock?to=%2Fcases');
    expect((await visitor.get('/tasks')).to).toBe('/unlock?to=%2Ftasks');
    expect((await visitor.post('/report', { text: 'x' })).to).toBe('/unlock');
    const covered = await visitor.get('/unlock?to=%2Fcases');
    expect([covered.status, covered.html.includes('<nav')]).toEqual([200, false]);
    const wrong = await visitor.post('/unlock', { token: pages.api.tokens.lead, to: '/cases' });
    expect([wrong.status, wordsOf(wrong)]).toEqual([401, expect.stringContaining('not the token')]);
    const answer = await visitor.post('/unlock', { token: pages.api.tokens.practitioner, to: '/cases' });
    expect(answer.to).toBe('/cases');
    expect((await visitor.get('/cases')).status).toBe(200);
    expect((await visitor.get('/unlock')).to).toBe('/');
  });

  it('ends when the covered screen is tried with wrong tokens', async () => {
    const visitor = await pages.as('practitioner');
    await visitor.post('/lock');
    await visitor.get('/unlock');
    const answers: (string | null)[] = [];
    for (let n = 0; n < 5; n++) answers.push((await visitor.post('/unlock', { token: 'wrong' })).to);
    expect(answers).toEqual([null, null, null, null, '/sign-in']);
    expect((await visitor.get('/cases')).to).toBe('/sign-in?to=%2Fcases');
  });

  it('ends on signing out, on the server too', async () => {
    const visitor = await pages.as('lead');
    const cookie = visitor.cookie('redress_session') ?? '';
    expect((await visitor.post('/sign-out')).to).toBe('/sign-in?done=signed_out');
    visitor.setCookie('redress_session', cookie);
    expect((await visitor.get('/cases')).to).toBe('/sign-in?to=%2Fcases');
  });

  it('ends by the quick exit, whatever is wrong with the form, and an empty page of no name is left', async () => {
    const visitor = await pages.as('lead');
    const cookie = visitor.cookie('redress_session') ?? '';
    expect((await visitor.post('/leave', {}, { csrf: undefined })).to).toBe('/blank');
    const blank = await visitor.get('/blank');
    expect([blank.status, wordsOf(blank).trim(), /redress/i.test(blank.html)]).toEqual([200, '', false]);
    visitor.setCookie('redress_session', cookie);
    expect((await visitor.get('/cases')).status).toBe(303);
    const other = await pages.as('lead');
    await other.post('/leave', {}, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(other.cookie('redress_session')).toBeUndefined();
  });

  it('that its holder leaves open in a window without touching it is not kept alive by the stream', async () => {
    const visitor = await pages.as('lead');
    pages.later(59 * MINUTE);
    const stop = new AbortController();
    const stream = await fetch(`${pages.url}/live`, {
      headers: { cookie: `redress_session=${visitor.cookie('redress_session')}` },
      signal: stop.signal,
    });
    expect(stream.status).toBe(200);
    stop.abort();
    pages.later(2 * MINUTE);
    expect((await visitor.get('/cases')).status).toBe(303);
  });
});
