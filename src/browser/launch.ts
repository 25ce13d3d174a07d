import type { Browser } from 'playwright';
import { BrowserFailed } from './errors.ts';
import { findChromium } from './find-chromium.ts';
import { chromiumFlags } from './flags.ts';

export interface LaunchOptions {
  /** REDRESS_CHROMIUM. */
  readonly executablePath?: string | undefined;
  /** Chromium's own sandbox. Off only where it cannot run: as root. */
  readonly sandbox?: boolean | undefined;
}

export interface Launched {
  readonly browser: Browser;
  /** Of the browser process: when it does not end by being asked, it is ended by this. */
  readonly pid: number;
}

const START_WITHIN = 60_000;

/**
 * Starts Chromium with everything led to the proxy. Throws BrowserFailed `browser_start_failed` and RedressError
 * `browser_missing`.
 */
export async function launch(options: LaunchOptions, proxy: URL): Promise<Launched> {
  // Playwright takes half a second to load: a process that never opens a page does not pay for it.
  const { chromium } = await import('playwright');
  const executablePath = findChromium({
    explicit: options.executablePath,
    playwright: () => chromium.executablePath(),
  });
  try {
    const browser = await chromium.launch({
      executablePath,
      args: chromiumFlags(proxy.hostname),
      chromiumSandbox: options.sandbox ?? process.getuid?.() !== 0,
      proxy: { server: proxy.origin, bypass: '<-loopback>' },
      // Shutting down is for the process that uses us; Playwright's own handlers would exit it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: START_WITHIN,
    });
    return { browser, pid: await pidOf(browser) };
  } catch (cause) {
    throw new BrowserFailed('browser_start_failed', cause);
  }
}

/** Chromium tells it itself: CDP SystemInfo.getProcessInfo. */
async function pidOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const main = processInfo.find((process) => process.type === 'browser');
  if (main === undefined) throw new Error('Chromium names no browser process');
  return main.id;
}
