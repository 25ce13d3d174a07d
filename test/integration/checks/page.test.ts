import type http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserHost } from '../../../src/browser/host.ts';
import type { BrowserHost } from '../../../src/browser/types.ts';
import { createChecker } from '../../../src/checks/checker.ts';
import type { Checker, CheckOrder, CheckReport, Logger } from '../../../src/flow/ports.ts';
import { type Bench, openBench, openSite, type Site, signal } from './site.ts';

const HTML = { 'content-type': 'text/html' };
const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A single-page app: one shell for all URLs, and what the page says comes by script. */
const shell = (script: string): string => `<!doctype html><title>App</title>
  <img src="/picture.jpg"><video src="/film.mp4" poster="/poster.png" autoplay></video>
  <style>@font-face { font-family: F; src: url(/font.woff2) } body { font-family: F; background: url(/back.png) }</style>
  <div hidden>this video was removed, in a template that is not shown</div>
  <p id="said"></p><script>const said = (text) => { document.getElementById('said').textContent = text; };${script}</script>`;

const PAGES: Record<string, string> = {
  '/live': shell(`fetch('/api/live').then((r) => r.json()).then((post) => said(post.text))`),
  '/removed': shell(`fetch('/api/removed').then((r) => r.json()).then((post) => said(post.text))`),
  '/moves': shell(`history.replaceState(null, '', '/login?next=moves'); said('welcome back')`),
  '/leaves': shell(`location.replace('/gone-now')`),
  '/chatty': shell(`said('a video'); setInterval(() => fetch('/api/live?' + Math.random()), 50)`),
  '/image-by-script': shell(`new Image().src = '/scripted.jpg'; said('a video')`),
  '/empty': '<!doctype html><title>App</title><div id="root"></div>',
};

let site: Site;
let bench: Bench;
let browser: BrowserHost;
let asksForBrowser = 0;
let whenAsked: (path: string) => void = () => undefined;
let checker: Checker;

const answer = (req: http.IncomingMessage, res: http.ServerResponse): void => {
  whenAsked(req.url ?? '');
  const path = (req.url ?? '').split('?')[0] ?? '';
  const page = PAGES[path];
  if (page !== undefined) res.writeHead(200, HTML).end(page);
  else if (path === '/api/live')
    res.writeHead(200, { 'content-type': 'application/json' }).end('{"text":"a video"}');
  else if (path === '/api/removed')
    res.writeHead(200, { 'content-type': 'application/json' }).end('{"text":"This video was removed"}');
  else if (path === '/forbidden') res.writeHead(403, HTML).end('no');
  else if (path === '/picture') res.writeHead(200, { 'content-type': 'image/png' }).end('x');
  else res.writeHead(404, HTML).end('not found');
};

const check = (path: string, order: Partial<CheckOrder> = {}): Promise<CheckReport> =>
  checker.check(
    {
      url: site.url(path),
      kind: 'page',
      method: 'page',
      signals: [signal({ text: 'video was removed' })],
      ...order,
    },
    { signal: new AbortController().signal },
  );

beforeAll(async () => {
  bench = openBench();
  site = await openSite(answer);
  browser = createBrowserHost({ outbound: bench.outbound, log: quiet });
  checker = createChecker({
    dispatcher: bench.outbound.dispatcher,
    browser: async () => {
      asksForBrowser += 1;
      return browser;
    },
    log: quiet,
    limits: { quiet: 2_000 },
  });
});
afterAll(async () => {
  await checker.close();
  await browser.close();
  await site.close();
  await bench.close();
});

describe('a page that is rendered', () => {
  it.each([
    ['/live', 'live', 'status_200'],
    ['/removed', 'gone', 'told-so'],
    ['/moves', 'login_wall', 'redirect_login'],
    ['/chatty', 'live', 'status_200'],
    ['/empty', 'not_checkable', 'page_empty'],
  ])('finds at %s: %s by %s', async (path, verdict, by) => {
    expect(await check(path)).toMatchObject({ verdict, signal: by, status: 200 });
  });

  it('reads what is there when the page has moved on by itself', async () => {
    const signals = [signal({ redirect: { to: '/gone-now$' }, text: 'not found' }, 'restricted')];
    expect(await check('/leaves', { signals })).toMatchObject({ verdict: 'restricted', signal: 'told-so' });
  });

  it('never asks for images, video or fonts', async () => {
    const from = site.asked.length;
    for (const path of ['/live', '/removed', '/image-by-script']) await check(path);
    const paths = site.asked.slice(from).map(({ path }) => path);
    expect(paths.filter((path) => /\.(jpg|png|mp4|woff2|ico)/.test(path))).toEqual([]);
    expect(paths).toContain('/api/removed');
  });

  it('weighs a removal against a control page that is rendered as well', async () => {
    const there = { url: site.url('/live'), status: [200] };
    const alike = { url: site.url('/removed?control'), status: [200] };
    expect(await check('/removed', { control: there })).toMatchObject({ verdict: 'gone' });
    expect(await check('/removed', { control: alike })).toMatchObject({
      verdict: 'not_checkable',
      signal: 'control_is_gone_too',
    });
  });

  it.each([
    ['/forbidden', 'bot_blocked', 'status_403'],
    ['/nothing', 'gone', 'status_404'],
    ['/picture', 'live', 'status_200'],
  ])('is judged at %s by its plain answer where that says enough: %s by %s', async (path, verdict, by) => {
    const before = asksForBrowser;
    expect(await check(path)).toMatchObject({ verdict, signal: by });
    expect(asksForBrowser).toBe(before);
  });

  it('is stopped with AbortError, in the middle of its work', async () => {
    const stop = new AbortController();
    whenAsked = (path) => {
      if (path.startsWith('/api/live?')) stop.abort();
    };
    const looking = checker.check(
      { url: site.url('/chatty'), kind: 'page', method: 'page', signals: [] },
      { signal: stop.signal },
    );
    await expect(looking).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('that cannot be rendered, for want of a browser, is judged by its plain answer', async () => {
    expect(await bench.check(site.url('/removed'), { method: 'page' })).toMatchObject({ verdict: 'live' });
  });
});
