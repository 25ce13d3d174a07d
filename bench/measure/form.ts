import { type Browser, chromium } from 'playwright';
import { findChromium } from '../../src/browser/find-chromium.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Comparison } from '../harness/comparison.ts';
import { rateOf } from '../harness/in-parallel.ts';
import type { Bench } from './context.ts';
import { platforms } from './email.ts';
import { measurePath } from './path.ts';

/** A form of five fields, beside bare Playwright with a warm browser and, as ours, a fresh context for each form. */
export async function measureForm(bench: Bench): Promise<Comparison> {
  const { sizes, setting } = bench;
  const browser = await launch();
  try {
    return await measurePath<Notice>(bench, {
      name: 'form',
      kind: 'form',
      backend: 'postgres',
      count: sizes.form,
      warmUp: sizes.formConcurrency,
      workers: 1,
      seeds: { platforms: platforms('form'), looked: true },
      arrives: 'forms',
      what: { base: 'bare Playwright', ours: 'web forms, queue on postgres' },
      prepare: (_, { notice }) => notice,
      bare: (notices) =>
        rateOf(notices, sizes.formConcurrency, (notice) => fillIn(browser, setting.sinks.http, notice)),
    });
  } finally {
    await browser.close();
  }
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium({
      explicit: process.env['REDRESS_CHROMIUM'],
      playwright: () => chromium.executablePath(),
    }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export async function fillIn(browser: Browser, port: number, notice: Notice): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/report`);
    await page.getByLabel('Address of the post').fill(notice.locations[0]?.url ?? '');
    await page.getByLabel('Why was this shared without consent?').fill(notice.statements.nonConsent ?? '');
    await page.getByLabel('Your name').fill(notice.claimant.name);
    await page.getByLabel('Your e-mail address').fill(notice.claimant.email);
    await page.getByLabel('What I say here is accurate').check();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('We have received your report').waitFor();
    const text = (await page.getByRole('status').textContent()) ?? '';
    if (!/reference is BF-\d+/.test(text)) throw new Error('no reference');
  } finally {
    await context.close();
  }
}
