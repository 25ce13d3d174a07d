import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../src/browser/find-chromium.ts';
import { createBrowserHost } from '../../../src/browser/host.ts';
import type { BrowserHost } from '../../../src/browser/types.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { mainChromium, ownChromiums } from './support/processes.ts';

/** What the Chromium that runs now was told to leave out: of several such arguments the last one counts. */
function leftOut(): readonly string[] {
  const said = mainChromium()
    .command.split('\0')
    .filter((argument) => argument.startsWith('--disable-features='));
  return (said.at(-1) ?? '').replace('--disable-features=', '').split(',');
}

async function leftOutByPlaywright(): Promise<readonly string[]> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    return leftOut();
  } finally {
    await browser.close();
  }
}

describe('the parts of Chromium that are left out', () => {
  let outbound: Outbound;
  let host: BrowserHost;
  beforeAll(() => {
    outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
    host = createBrowserHost({ outbound, log: recordingLog().log });
  });
  afterAll(async () => {
    await host.close();
    await outbound.close();
  });

  it('are all that Playwright leaves out, and more', async () => {
    const byPlaywright = await leftOutByPlaywright();
    const ours = await host.withContext(async () => leftOut(), new AbortController().signal);
    expect(byPlaywright).toContain('HttpsUpgrades');
    expect(ours).toEqual(expect.arrayContaining([...byPlaywright]));
    expect(ours.length).toBeGreaterThan(byPlaywright.length);
  });

  it('spare a process for anything but the page itself', async () => {
    const renderers = await host.withContext(async (context) => {
      const page = await context.newPage();
      await page.waitForTimeout(1_000);
      return ownChromiums().filter(({ command }) => command.includes('--type=renderer')).length;
    }, new AbortController().signal);
    expect(renderers).toBe(1);
  });
});
