import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright';
import { packageRoot } from '../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../src/app/practice-helpline.ts';
import { type Service, startService } from '../src/app/service.ts';
import { findChromium } from '../src/browser/find-chromium.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/observe/log.ts';

/** Pictures of the main pages for the docs, with invented data on the practice platforms: npm run screenshots. */
const FOLDER = join(packageRoot(), 'docs', 'img');
const DESKTOP = { viewport: { width: 1280, height: 860 }, colorScheme: 'light' } as const;
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

const PASTED = `She wrote tonight that she found herself here:
http://pixhub.practice.test/p/4021 and http://looply.practice.test/p/77
hxxp://letterbox.practice[.]test/p/118, again pixhub.practice.test/p/4021
http://gatekeep.practice.test/p/9 http://wallflower.practice.test/p/31
http://deafly.practice.test/p/8 http://refusenik.practice.test/p/5
https://gallery.nobody-knows.example/albums/2`;

async function main(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'redress-screenshots-'));
  const env = {
    REDRESS_DATA_DIR: data,
    REDRESS_HTTP_PORT: '0',
    REDRESS_MASTER_KEY: randomBytes(32).toString('base64'),
  };
  const config = readConfig(env, packageRoot());
  const service = await startService(config, 'all', createLog('error'), { http: true });
  try {
    await mkdir(FOLDER, { recursive: true });
    await takeAll(service);
  } finally {
    await service.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function takeAll(service: Service): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findChromium({ playwright: () => chromium.executablePath() }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu'],
  });
  const base = `http://127.0.0.1:${service.http?.port}`;
  const open = async (options: BrowserContextOptions, role: 'lead' | 'ops'): Promise<Page> => {
    const of = {
      helplineId: role === 'ops' ? null : PRACTICE_HELPLINE.id,
      label: role === 'ops' ? 'Ops on duty' : 'Night desk',
      scopes: [role],
      expiresAt: null,
    };
    const { token } = await service.base.handle.tokens.create(of, Date.now());
    const context = await browser.newContext({ baseURL: base, locale: 'en-GB', ...options });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  };
  try {
    const desk = await open(DESKTOP, 'lead');
    const caseUrl = await helplinePages(desk);
    const phone = await open(PHONE, 'lead');
    await phone.goto(caseUrl);
    await take(phone, 'case-phone');
    const ops = await open(DESKTOP, 'ops');
    for (const name of ['overview', 'platforms', 'switches']) {
      await ops.goto(`/${name}`);
      await take(ops, name);
    }
  } finally {
    await browser.close();
  }
}

/** Answers where the case is. */
async function helplinePages(page: Page): Promise<string> {
  await page.getByLabel('Addresses').fill(PASTED);
  await page.getByLabel('Case reference').fill('HL-2026-0148');
  await page.getByLabel('18 or older').check();
  await take(page, 'report');
  await page.getByRole('button', { name: 'Look at them' }).click();
  await page.getByRole('heading', { name: 'What will happen' }).waitFor();
  await take(page, 'preview');
  await page.getByLabel('Day on which the person agreed').fill('2026-11-20');
  await page.getByLabel('I believe in good faith').check();
  await page.getByLabel('What I say here is accurate').check();
  await page.getByRole('button', { name: /^Report these/ }).click();
  await page.getByRole('heading', { name: 'HL-2026-0148' }).waitFor();
  const caseUrl = page.url().replace(/\?.*/, '');
  await page.getByText('3 of 8 gone').waitFor({ timeout: 60_000 });
  await page.goto(caseUrl);
  await take(page, 'case');
  await page.getByRole('link', { name: 'Pixhub (practice)' }).click();
  await page.getByText('Ended: Removed.').waitFor();
  await take(page, 'takedown');
  await page.goto('/tasks');
  await take(page, 'tasks');
  await page.getByRole('link', { name: 'Send a notice by hand' }).first().click();
  await page.getByRole('button', { name: 'Take it and show what it needs' }).click();
  await page.getByText('Step by step').waitFor();
  await take(page, 'task');
  return caseUrl;
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  process.stdout.write(`docs/img/${name}.png\n`);
}

await main();
