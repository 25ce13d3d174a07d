import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright';
import { type Asked, isBlocked, isWebAddress } from './blocking.ts';

const OPTIONS: BrowserContextOptions = {
  acceptDownloads: false,
  serviceWorkers: 'block',
  locale: 'en-US',
  timezoneId: 'UTC',
  viewport: { width: 1280, height: 720 },
  // Given and empty: every permission is denied without a prompt.
  permissions: [],
  javaScriptEnabled: true,
};

/**
 * What a page could use to hold the browser up or to talk past the proxy is taken from it before it runs. Speculation
 * rules make Chromium load pages on its own, out of the reach of request interception: they are made plain text
 * before they are read (the HTML standard has a parser run observers before it prepares a script).
 */
const BEFORE_ANY_SCRIPT = `
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'SharedWorker'])
    delete globalThis[name];
  globalThis.print = () => {};
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        for (const script of [node, ...(node.querySelectorAll?.('script') ?? [])])
          if (script.localName === 'script' && /^speculationrules$/i.test(script.type)) {
            script.type = 'text/plain';
            script.remove();
          }
  }).observe(document, { childList: true, subtree: true });
`;

/** A context in which a page can show a form and nothing else (DESIGN 6). */
export async function openQuietContext(browser: Browser, proxy: string): Promise<BrowserContext> {
  const context = await browser.newContext({ ...OPTIONS, proxy: { server: proxy, bypass: '<-loopback>' } });
  try {
    let only: Page | undefined;
    context.on('page', (page) => {
      only ??= page;
      if (page === only) keepInBounds(page);
      else end(page);
    });
    context.on('dialog', (dialog) => {
      // A page that asks to stay is left all the same.
      const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
      answer.catch(gone);
    });
    await context.addInitScript(BEFORE_ANY_SCRIPT);
    await context.route(
      () => true,
      async (route) => {
        const request = route.request();
        const refused = ofPopup(request, only) || isBlocked(askedBy(request)) || (await ofPlugin(request));
        await (refused ? route.abort('blockedbyclient') : route.continue()).catch(gone);
      },
    );
    return context;
  } catch (error) {
    await context.close().catch(gone);
    throw error;
  }
}

function askedBy(request: Request): Asked {
  const headers = request.headers();
  return {
    resourceType: request.resourceType(),
    url: request.url(),
    accept: headers['accept'],
    fetchDest: headers['sec-fetch-dest'],
  };
}

/** `<object>` and `<embed>` ask as a document does, whatever they show: a picture as a rule. */
async function ofPlugin(request: Request): Promise<boolean> {
  if (!request.isNavigationRequest()) return false;
  try {
    const frame = request.frame();
    if (frame.parentFrame() === null) return false;
    const owner = await frame.frameElement();
    const tag = await owner.evaluate((element: { readonly localName: string }) => element.localName);
    return tag !== 'iframe' && tag !== 'frame';
  } catch {
    return true;
  }
}

/** A pop-up's first request can come before its page is known; then `frame` throws. */
function ofPopup(request: Request, only: Page | undefined): boolean {
  try {
    return request.frame().page() !== only;
  } catch {
    return true;
  }
}

/** Local files, browser pages and data URLs never need the network, so that requests alone do not show them. */
function keepInBounds(page: Page): void {
  page.on('framenavigated', (frame) => {
    const url = frame.url();
    if (frame !== page.mainFrame() || isWebAddress(url)) return;
    // chrome-error: is how Chromium shows that an address did not answer.
    if (url === '' || url.startsWith('about:') || url.startsWith('chrome-error:')) return;
    end(page);
  });
}

function end(page: Page): void {
  page.close().catch(gone);
}

/** Page, dialog or request ended by itself in the meantime. */
function gone(): void {}
