import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserHost } from '../../../src/browser/host.ts';
import type { BrowserHost } from '../../../src/browser/types.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { type Site, startSite } from '../form/support/site.ts';

/** Every way in which a page can ask for something to look at. Each address is asked for by one of them only. */
const IMAGERY = `
  <link rel="icon" href="/icon"><link rel="preload" as="image" href="/preload"><link rel="prefetch" href="/prefetch">
  <style>body { background: url(/background) } @font-face { font-family: f; src: url(/font) } p { font-family: f }</style>
  <p>text</p><img src="/img"><img srcset="/srcset 1x"><picture><source srcset="/source"><img src="/fallback"></picture>
  <video src="/video" poster="/poster" autoplay></video><audio src="/audio" autoplay></audio>
  <video><track default src="/track"></video><input type="image" src="/input"><object data="/object"></object>
  <embed src="/embed"><svg><image href="/svg"/></svg><iframe src="/frame.png"></iframe>
  <script type="speculationrules">{"prerender":[{"urls":["/prerendered"],"eagerness":"immediate"}]}</script>
  <script type="speculationrules">{"prefetch":[{"urls":["/prefetched"],"eagerness":"immediate"}]}</script>
  <script>
    const rules = document.createElement('script'); rules.type = 'speculationrules';
    rules.textContent = '{"prefetch":[{"urls":["/prefetched-late"],"eagerness":"immediate"}]}'; document.head.append(rules);
    new Image().src = '/script-image';
    fetch('/fetched.jpg').catch(() => {}); fetch('/stream.m3u8').catch(() => {});
    fetch('/accepted', { headers: { accept: 'image/webp' } }).catch(() => {});
    const x = new XMLHttpRequest(); x.open('GET', '/xhr.webp'); x.send();
    new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/worker.gif')"])));
    navigator.sendBeacon('/beacon');
    fetch('/words').then((answer) => answer.text()).then((text) => { document.title = text });
  </script>`;

describe('a context of the browser', () => {
  let site: Site;
  let outbound: Outbound;
  let browser: BrowserHost;
  beforeAll(async () => {
    site = await startSite();
    outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
    browser = createBrowserHost({ outbound, log: recordingLog().log });
  });
  afterAll(async () => {
    await browser.close();
    await outbound.close();
    await site.close();
  });

  const onPage = <T>(use: (page: Page) => Promise<T>) =>
    browser.withContext(async (context) => use(await context.newPage()), new AbortController().signal);
  const titled = (page: Page, title: string) =>
    page.waitForFunction(`document.title === ${JSON.stringify(title)}`, undefined, { timeout: 20_000 });

  it('asks for text and for nothing that can be looked at, by whatever way', async () => {
    const words = (_hit: unknown, response: { end(text: string): void }) => response.end('words came');
    site.serve({
      '/page': `${IMAGERY}<iframe src="/inner"></iframe>`,
      '/inner': '<img src="/inner-img">',
      '/words': words,
    });
    await onPage(async (page) => {
      await page.goto(`${site.url}/page`);
      await titled(page, 'words came');
      await page.waitForTimeout(1_500);
    });
    expect(site.hits.map((hit) => hit.path).sort()).toEqual(['/inner', '/page', '/words']);
  });

  it('asks for no image even without scripts in the page', async () => {
    site.serve({ '/page': '<noscript><img src="/no"></noscript><img src="/img"><p>text</p>' });
    await onPage((page) => page.goto(`${site.url}/page`));
    expect(site.hits.map((hit) => hit.path)).toEqual(['/page']);
  });

  it('refuses to go to an image as a page', async () => {
    await onPage((page) =>
      expect(page.goto(`${site.url}/photo.jpg`)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT'),
    );
    expect(site.asked('/photo.jpg')).toEqual([]);
  });

  it.each(['file:///etc/hostname', 'chrome://version', 'data:text/html,<p>x</p>'])(
    'shows nothing of %s',
    async (url) => {
      await onPage(async (page) => {
        const text = page
          .goto(url)
          .then(() => page.waitForTimeout(300))
          .then(() => page.content());
        await expect(text).rejects.toThrow(/closed|ERR_/);
      });
    },
  );

  it('lets a page lead nowhere but to the web', async () => {
    site.serve({
      '/page':
        '<script>location.href = "file:///etc/hostname"; location.href = "data:text/html,x"</script><p>stays</p>',
    });
    await onPage(async (page) => {
      await page.goto(`${site.url}/page`);
      await page.waitForTimeout(300);
      expect(page.url()).toBe(`${site.url}/page`);
    });
  });

  it('refuses downloads, closes pop-ups before they load, and answers every dialog', async () => {
    site.serve({
      '/page': `<a href="/file">get</a><script>alert(1); document.title = 'asked ' + confirm('?');
        open('/popup'); open('/popup', '_blank', 'noopener');</script>`,
      '/popup': '<p>popup</p>',
      '/file': (_hit, response) => {
        response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' });
        response.end('x');
      },
    });
    await onPage(async (page) => {
      await page.goto(`${site.url}/page`);
      expect(await page.title()).toBe('asked false');
      const download = page.waitForEvent('download');
      await page.click('a');
      expect(await (await download).failure()).not.toBeNull();
      await expect.poll(() => page.context().pages().length).toBe(1);
    });
    expect(site.asked('/popup')).toEqual([]);
  });

  it('denies permissions, service workers, and what would pass by the proxy', async () => {
    site.serve({ '/page': '<p>x</p>', '/sw.js': '' });
    const found = await onPage(async (page) => {
      await page.goto(`${site.url}/page`);
      return page.evaluate(`(async () => [
        Notification.permission,
        (await navigator.permissions.query({ name: 'geolocation' })).state,
        typeof RTCPeerConnection, typeof WebTransport, typeof SharedWorker, navigator.language,
        innerWidth + 'x' + innerHeight,
      ])()`);
    });
    expect(found).toEqual(['denied', 'denied', 'undefined', 'undefined', 'undefined', 'en-US', '1280x720']);
    expect(site.asked('/sw.js')).toEqual([]);
  });

  it('sends everything through the guard, loopback and names alike', async () => {
    const shut = createOutbound({ mode: 'live' });
    const guarded = createBrowserHost({ outbound: shut, log: recordingLog().log });
    try {
      site.serve({ '/page': '<p>x</p>' });
      const statuses = await guarded.withContext(async (context) => {
        const page = await context.newPage();
        const ask = async (url: string) => (await page.goto(url))?.headers()['x-outbound-refused'];
        const local = await ask(site.url.replace('127.0.0.1', 'localhost'));
        return [await ask(`${site.url}/page`), local];
      }, new AbortController().signal);
      expect(statuses).toEqual([expect.any(String), expect.any(String)]);
      expect(site.hits).toEqual([]);
    } finally {
      await guarded.close();
      await shut.close();
    }
  });
});
