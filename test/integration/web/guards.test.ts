import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comment } from '../../../src/flow/people/comment.ts';
import { type Scene, scene, share } from '../../contract/http/scene.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Page, type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let at: Scene;
beforeAll(async () => {
  pages = await testPages();
  at = await scene(pages.api);
});
afterAll(() => pages.end());

/** Pages of helplines, and what is expected of them for one of their own. */
const PAGES: readonly ((scene: Scene) => string)[] = [
  () => '/report',
  () => '/cases',
  () => '/cases?shared=yes',
  ({ caseId }) => `/cases/${caseId}`,
  ({ takedownId }) => `/takedowns/${takedownId}`,
  ({ sentId }) => `/takedowns/${sentId}`,
  () => '/tasks',
  () => '/tasks?list=mine',
  () => '/tasks?list=all',
  ({ taskId }) => `/tasks/${taskId}`,
];

/** What a helpline can do, with what it needs. */
const ACTS: readonly (readonly [path: (scene: Scene) => string, fields: Readonly<Record<string, string>>])[] =
  [
    [({ sentId }) => `/takedowns/${sentId}/comment`, { note: 'Called them' }],
    [({ sentId }) => `/takedowns/${sentId}/reply`, { kind: 'in_review' }],
    [({ sentId }) => `/takedowns/${sentId}/act`, { act: 'pause', why: 'urgent' }],
    [({ sentId }) => `/takedowns/${sentId}/act`, { act: 'unpause', why: 'urgent' }],
    [({ taskId }) => `/tasks/${taskId}/sheet`, {}],
    [({ taskId }) => `/tasks/${taskId}/note`, { note: 'No contact' }],
    [({ taskId }) => `/tasks/${taskId}/release`, {}],
    [({ taskId }) => `/tasks/${taskId}/complete`, { platform: 'practice-pixhub' }],
    [({ sentId }) => `/takedowns/${sentId}/withdraw`, { sure: 'yes' }],
  ];

const openAll = async (visitor: Visitor): Promise<readonly Page[]> => {
  const found: Page[] = [];
  for (const path of PAGES) found.push(await visitor.get(path(at)));
  return found;
};

describe('every page', () => {
  it('loads nothing but three files of ours, runs nothing inline, and is kept and framed by nobody', async () => {
    for (const { status, headers, html } of await openAll(await pages.as('lead'))) {
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(html).not.toMatch(
        /<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src="\/assets)|<img|<iframe/,
      );
      const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
      expect(loaded).toHaveLength(3);
    }
  });

  it('weighs at most 150 kB with all that it loads, which a browser keeps for ever', async () => {
    const visitor = await pages.as('lead');
    for (const { html } of await openAll(visitor)) {
      let weight = Buffer.byteLength(html);
      for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
        const asset = await visitor.get(path);
        expect([asset.status, asset.headers.get('cache-control')]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        weight += Buffer.byteLength(asset.html);
      }
      expect(weight).toBeLessThan(150_000);
    }
    expect((await visitor.get('/assets/app-other.css')).status).toBe(404);
  });

  it('has nothing red in its title or its address, and shows no address of content unasked', async () => {
    for (const { html } of await openAll(await pages.as('lead'))) {
      const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
      expect(title).not.toContain(at.reference);
      expect(html).not.toMatch(/\/p\/\d/);
      expect(html).not.toContain(encodeURIComponent(at.reference.toLowerCase()));
    }
  });

  it('names its language, has one heading and one main part, and a way past the navigation', async () => {
    for (const { html } of await openAll(await pages.as('practitioner'))) {
      expect(html).toMatch(/^<!doctype html><html lang="en"/);
      expect([html.match(/<h1/g)?.length, html.match(/<main/g)?.length]).toEqual([1, 1]);
      expect(html).toContain('href="#main"');
    }
  });

  it('is there in Spanish for who wants it, and stays so', async () => {
    const visitor = await pages.as('lead');
    const [first, ...words] = ['Casos', 'Nuestros casos', 'Cerrar sesión', 'Salir rápido'];
    const page = await visitor.get('/cases?lang=es');
    expect(page.html).toContain('<html lang="es"');
    for (const word of [first, ...words]) expect(wordsOf(page)).toContain(word);
    for (const other of await openAll(visitor)) expect(other.html).toContain('<html lang="es"');
    const visited = await pages.visitor().get('/sign-in', { 'accept-language': 'es-AR,es;q=0.9' });
    expect(wordsOf(visited)).toContain('Iniciar sesión');
  });

  it('writes times in the zone of the browser once that has told it, and in UTC before and for nonsense', async () => {
    const visitor = await pages.as('lead');
    const zoneOf = async () => /data-zone="([^"]+)"/.exec((await visitor.get('/cases')).html)?.[1];
    expect(await zoneOf()).toBe('UTC');
    visitor.setCookie('redress_zone', 'America/Mexico_City');
    expect(await zoneOf()).toBe('America/Mexico_City');
    visitor.setCookie('redress_zone', 'Not/AZone');
    expect(await zoneOf()).toBe('UTC');
  });
});

describe('a form', () => {
  const act = (visitor: Visitor, sent: Parameters<Visitor['post']>[2]) =>
    visitor.post(`/takedowns/${at.sentId}/comment`, { note: 'x' }, sent);

  it.each([
    ['no token', { csrf: undefined }],
    ['an empty one', { csrf: '' }],
    ['one of its own making', { csrf: 'A'.repeat(43) }],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a neighbour below the same domain', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['another origin', { headers: { origin: 'https://evil.example' } }],
    ['an origin that is none', { headers: { origin: 'nonsense' } }],
  ] as const)('from %s does nothing', async (_, sent) => {
    const answer = await act(await pages.as('lead'), sent);
    expect([answer.status, wordsOf(answer)]).toEqual([403, expect.stringContaining('open for too long')]);
  });

  it('of one session is nothing in another', async () => {
    const [one, other] = [await pages.as('lead'), await pages.as('lead')];
    expect((await act(other, { csrf: one.csrf })).status).toBe(403);
    expect((await act(other, {})).status).toBe(303);
  });

  it('is taken from our own origin, also where the browser hides it since pages tell no referrer', async () => {
    const visitor = await pages.as('lead');
    for (const origin of [pages.url, 'null']) {
      const headers = { origin, 'sec-fetch-site': 'same-origin' };
      expect((await act(visitor, { headers })).status).toBe(303);
    }
  });

  it('of the sign-in page belongs to that browser', async () => {
    const [one, other] = [pages.visitor(), pages.visitor()];
    await one.get('/sign-in');
    await other.get('/sign-in');
    const token = pages.api.tokens.lead;
    expect((await other.post('/sign-in', { token }, { csrf: one.csrf })).status).toBe(403);
  });

  it('that is no form, or holds too much, is refused', async () => {
    const visitor = await pages.as('lead');
    const json = { 'content-type': 'application/json' };
    expect((await act(visitor, { headers: json })).status).toBe(415);
    const much = await visitor.post(`/takedowns/${at.sentId}/comment`, { note: 'x'.repeat(300_000) });
    expect(much.status).toBe(413);
  });
});

describe('whose pages they are', () => {
  it('nobody who is not signed in sees any of them, or does anything', async () => {
    const stranger = pages.visitor();
    for (const path of PAGES) expect((await stranger.get(path(at))).to).toMatch(/^\/sign-in/);
    for (const [path, fields] of ACTS) expect((await stranger.post(path(at), fields)).to).toBe('/sign-in');
    expect((await stranger.get('/live')).to).toBe('/sign-in');
  });

  it('another helpline finds nothing, whatever address it guesses, and its lists hold none of it', async () => {
    for (const who of ['other', 'otherLead'] as const) {
      const visitor = await pages.as(who);
      for (const path of PAGES) {
        const { status, html } = await visitor.get(path(at));
        expect([path(at), status]).toEqual([path(at), /_/.test(path(at)) ? 404 : 200]);
        for (const red of [at.reference, at.takedownId, at.taskId, at.sentId]) {
          expect(html.replaceAll(path(at), '')).not.toContain(red);
        }
      }
      for (const [path, fields] of ACTS) expect((await visitor.post(path(at), fields)).status).toBe(404);
      const reveal = await visitor.post(`/takedowns/${at.sentId}/reveal`);
      expect(reveal.status).toBe(who === 'other' ? 403 : 404);
    }
  });

  it('ops have none of the pages of helplines, and nothing red', async () => {
    const visitor = await pages.as('ops');
    for (const path of PAGES) {
      const { status, html } = await visitor.get(path(at));
      expect([path(at), status, html.includes(at.reference)]).toEqual([path(at), 403, false]);
    }
    for (const [path, fields] of ACTS) expect((await visitor.post(path(at), fields)).status).toBe(403);
    expect((await visitor.post(`/takedowns/${at.sentId}/reveal`)).status).toBe(403);
  });

  it('a practitioner does not reveal or share, a lead does, and it is on record by name', async () => {
    await comment(pages.api.base.deps, at.sentId, 'somebody', { text: 'They answered <b>at noon</b>' });
    const path = `/takedowns/${at.sentId}`;
    const practitioner = await pages.as('practitioner');
    expect((await practitioner.post(`${path}/reveal`)).status).toBe(403);
    const fields = { helpline: 'helpline-b', access: 'read' };
    expect((await practitioner.post(`/cases/${at.caseId}/share`, fields)).status).toBe(403);
    expect((await practitioner.get(path)).html).not.toContain('at noon');
    const lead = await pages.as('lead');
    const shown = await lead.post(`${path}/reveal`);
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('They answered &lt;b&gt;at noon&lt;/b&gt;');
    expect(shown.html).toMatch(
      /href="http:\/\/pixhub\.practice\.test\/p\/\d+" rel="noreferrer noopener" target="_blank"/,
    );
    expect(shown.html).not.toContain('data-live=');
    const after = await practitioner.get(path);
    expect(wordsOf(after)).toContain('Somebody looked at its addresses, notices and answers.');
    expect(after.html).not.toMatch(/\/p\/\d/);
    expect((await lead.get(`${path}/reveal`)).to).toBe(path);
  });

  it('with a case that was shared another helpline reads, and acts only when it may', async () => {
    const other = await scene(pages.api);
    await share(pages.api, other, 'read');
    const visitor = await pages.as('other');
    expect(wordsOf(await visitor.get('/cases?shared=yes'))).toContain(other.reference);
    const read = await visitor.get(`/takedowns/${other.sentId}`);
    expect([read.status, read.html.includes('/comment')]).toEqual([200, false]);
    const note = { note: 'We know them' };
    expect((await visitor.post(`/takedowns/${other.sentId}/comment`, note)).status).toBe(403);
    expect((await visitor.post(`/tasks/${other.taskId}/sheet`)).status).toBe(403);
    await share(pages.api, other, 'act');
    expect((await visitor.post(`/takedowns/${other.sentId}/comment`, note)).status).toBe(303);
    expect((await visitor.post(`/tasks/${other.taskId}/sheet`)).status).toBe(200);
  });

  it('who may does each of them', async () => {
    const own = await scene(pages.api);
    const visitor = await pages.as('practitioner');
    for (const [path, fields] of ACTS) {
      const answer = await visitor.post(path(own), fields);
      expect([path(own), answer.status]).toEqual([path(own), path(own).endsWith('/sheet') ? 200 : 303]);
    }
    const line = await pages.api.base.handle.views.takedown(own.sentId);
    expect(line?.line.outcome).toBe('withdrawn');
  });
});

describe('the stream of a page', () => {
  const listen = async (visitor: Visitor, signal: AbortSignal) => {
    const cookie = `redress_session=${visitor.cookie('redress_session')}`;
    const answer = await fetch(`${pages.url}/live`, { headers: { cookie }, signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    return async (until: RegExp): Promise<string> => {
      let text = '';
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
        text += value ?? '';
        if (done || until.test(text)) return text;
      }
    };
  };

  it('tells that something changed and nothing else, to who may see it, until the screen is covered', async () => {
    const own = await scene(pages.api);
    const [mine, others] = [await pages.as('practitioner'), await pages.as('other')];
    const stop = new AbortController();
    const [read, readOther] = [await listen(mine, stop.signal), await listen(others, stop.signal)];
    await read(/here/);
    await comment(pages.api.base.deps, own.sentId, 'somebody', { text: 'canary' });
    const told = await read(/event: change/);
    expect(told).toContain(`takedown:${own.sentId} case:${own.caseId}`);
    expect(told).not.toMatch(/canary|commented/);
    await mine.post('/lock');
    expect(await read(/event: over/)).toContain('event: over');
    await others.post('/lock');
    expect(await readOther(/event: over/)).not.toContain(own.sentId);
    stop.abort();
  }, 30_000);
});

describe('a page that is not there', () => {
  it('is said so in a page, to everybody', async () => {
    for (const visitor of [await pages.as('lead'), await pages.as('ops')]) {
      for (const path of ['/nothing', '/cases/case_nothing', '/takedowns/td_0', '/tasks/task_0']) {
        const { status } = await visitor.get(path);
        expect([path, [403, 404].includes(status)]).toEqual([path, true]);
      }
    }
    const page = await (await pages.as('lead')).get('/takedowns/td_0');
    expect(wordsOf(page)).toContain('There is nothing here');
  });
});
