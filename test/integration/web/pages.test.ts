import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scene } from '../../contract/http/scene.ts';
import { PAGES } from './support/addresses.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Page, type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let at: Scene;
beforeAll(async () => {
  pages = await testPages();
  at = await scene(pages.api);
});
afterAll(() => pages.end());

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

  it('packs what it loads on the way, and never a page, in which the token of a form stands', async () => {
    const visitor = await pages.as('lead');
    const page = await visitor.get('/report', { 'accept-encoding': 'gzip' });
    expect(page.headers.get('content-encoding')).toBeNull();
    const [, path = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(page.html) ?? [];
    const sheet = await visitor.get(path, { 'accept-encoding': 'gzip' });
    expect(sheet.headers.get('content-encoding')).toBe('gzip');
    expect(sheet.html).toContain(':root');
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
