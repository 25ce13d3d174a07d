import type { BrowserContext, Response } from 'playwright';
import { BrowserFailed } from '../browser/errors.ts';
import type { BrowserHost } from '../browser/types.ts';
import { deadline } from '../flow/deadline.ts';
import { type Answer, type Hop, type LookAt, type Trouble, trouble } from './answer.ts';
import type { CheckLimits } from './limits.ts';
import { pageTroubleOf } from './page-trouble.ts';

/**
 * Looks at a page as a person would read it: status, final URL, title and visible text, nothing else. The browser
 * host blocks images, media and fonts and leads everything through the guard. Throws what keeps Chromium from
 * starting, for that is no word about the page.
 */
export function pageLook(browser: () => Promise<BrowserHost>, limits: CheckLimits): LookAt {
  return async (asked, kind, signal) => {
    const time = deadline(limits.render, signal);
    try {
      const host = await browser();
      const rendered = await host.withContext((context) => render(context, asked, limits), time.signal);
      return refusalIn(rendered) ?? { ...rendered, kind };
    } catch (error) {
      signal.throwIfAborted();
      if (time.isLate()) return trouble('not_checkable', 'page_timeout');
      if (error instanceof BrowserFailed && error.code === 'browser_crashed') {
        return trouble('not_checkable', 'page_crashed');
      }
      const found = pageTroubleOf(error);
      if (found === undefined) throw error;
      return found;
    } finally {
      time.clear();
    }
  };
}

type Rendered = Omit<Answer, 'kind'>;

async function render(context: BrowserContext, asked: string, limits: CheckLimits): Promise<Rendered> {
  const page = await context.newPage();
  const response = await page.goto(asked, { waitUntil: 'domcontentloaded', timeout: limits.render });
  // A page that never falls silent is read as it is by then.
  await page.waitForLoadState('networkidle', { timeout: limits.quiet }).catch(() => undefined);
  const text = await page.locator('body').innerText({ timeout: limits.quiet });
  const finalUrl = page.url();
  return {
    outcome: 'answer',
    asked,
    finalUrl,
    hops: response === null ? [] : await hopsOf(response, finalUrl),
    status: response?.status() ?? 0,
    headers: (await response?.allHeaders()) ?? {},
    body: { read: 'rendered', title: await page.title(), text: text.slice(0, limits.textBytes) },
  };
}

async function hopsOf(response: Response, finalUrl: string): Promise<Hop[]> {
  const hops: Hop[] = [];
  for (let to = response.request(), from = to.redirectedFrom(); from !== null; ) {
    hops.unshift({ status: (await from.response())?.status() ?? 0, to: to.url() });
    to = from;
    from = to.redirectedFrom();
  }
  const moved = withoutFragment(finalUrl) !== withoutFragment(response.url());
  return moved ? [...hops, { status: 0, to: finalUrl }] : hops;
}

/** The outbound proxy answers a refused plain HTTP request itself. */
function refusalIn({ status, headers }: Rendered): Trouble | undefined {
  const code = headers['x-outbound-refused'];
  const refused = status === 403 && code !== undefined && /^[a-z_]{1,40}$/.test(code);
  return refused ? trouble('not_checkable', `guard_${code}`) : undefined;
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? url;
}
