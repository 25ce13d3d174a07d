import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { expect } from 'vitest';
import { findChromium } from '../../../../src/browser/find-chromium.ts';

/** A real browser for the pages of a test file. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium({ playwright: () => chromium.executablePath() }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

/** Somebody at the pages: their window, where it asked for anything, and what the browser complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Hosts that were asked, and complaints of the console (CSP among them). */
  readonly hosts: Set<string>;
  readonly complaints: string[];
  go(path: string): Promise<number>;
}

export async function signIn(
  browser: Browser,
  base: string,
  token: string,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: base, ...options });
  const page = await context.newPage();
  const [hosts, complaints] = [new Set<string>(), [] as string[]];
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (403|404|503)/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto('/sign-in');
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return { page, context, hosts, complaints, go: async (path) => (await page.goto(path))?.status() ?? 0 };
}

/** Each size and each theme once: what is wrong with one pair is wrong with another. */
const LOOKS = [
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 1280, height: 900, colorScheme: 'light' },
] as const;
/** By how much the page is wider than its window. */
const OVER = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** axe finds nothing, and the page is no wider than its window: small and wide, light and dark. */
export async function looksRight({ page }: Visitor, name: string): Promise<void> {
  for (const { width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const at = `${name} ${width} ${colorScheme}`;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(' ')}`);
    expect([at, found]).toEqual([at, []]);
    expect([at, await page.evaluate<number>(OVER)]).toEqual([at, 0]);
    await picture(page, at);
  }
}

/** Pictures are taken where a folder is named: to look at, never to compare. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`),
    fullPage: true,
  });
}
