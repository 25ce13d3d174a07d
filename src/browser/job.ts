import type { Browser, BrowserContext } from 'playwright';
import { BrowserFailed } from './errors.ts';
import { settlesWithin, unlessAborted } from './patience.ts';
import { openQuietContext } from './quiet-context.ts';
import { startRelay } from './relay.ts';
import type { RunningBrowser } from './running-browser.ts';
import type { Connections } from './types.ts';

export type Use<T> = (context: BrowserContext, connections: Connections) => Promise<T>;

const CONTEXT_CLOSES_WITHIN = 5_000;
/** How long a job has, after it was aborted, to say what it had done. */
const GIVEN_UP_AFTER = 1_000;
/** A call can fail a moment before it is known that the whole browser is gone. */
const DEATH_IS_KNOWN_WITHIN = 500;

/** One job in a context of its own, with a relay of its own; both are gone when it returns or throws. */
export async function runJob<T>(
  running: RunningBrowser,
  proxy: URL,
  use: Use<T>,
  signal: AbortSignal,
): Promise<T> {
  const browser = await unlessAborted(running.started, signal);
  const relay = await startRelay({ host: proxy.hostname, port: Number(proxy.port) });
  const death = watchForDeath(browser);
  const end = AbortSignal.any([signal, death.signal]);
  const opening = openQuietContext(browser, relay.url);
  const close = () => closeContext(opening, running);
  end.addEventListener('abort', close, { once: true });
  try {
    const context = await unlessAborted(opening, end);
    return await orGivenUp(use(context, relay), end);
  } catch (error) {
    signal.throwIfAborted();
    throw (await hasDied(browser, error)) ? new BrowserFailed('browser_crashed', error) : error;
  } finally {
    end.removeEventListener('abort', close);
    death.stop();
    // First the connections: a page that waits for its server is closed sooner.
    await relay.close();
    await close();
  }
}

function watchForDeath(browser: Browser): { readonly signal: AbortSignal; stop(): void } {
  const death = new AbortController();
  const die = () => death.abort(new BrowserFailed('browser_crashed'));
  browser.once('disconnected', die);
  if (!browser.isConnected()) die();
  return { signal: death.signal, stop: () => browser.off('disconnected', die) };
}

/** Playwright leaves `newPage` unanswered for ever when its context or browser ends meanwhile: it is not waited for. */
async function orGivenUp<T>(using: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await unlessAborted(using, signal);
  } catch (error) {
    if (!signal.aborted || !(await settlesWithin(using, GIVEN_UP_AFTER))) throw error;
    return using;
  }
}

async function closeContext(opening: Promise<BrowserContext>, running: RunningBrowser): Promise<void> {
  const closing = opening.then((context) => context.close());
  if (await settlesWithin(closing, CONTEXT_CLOSES_WITHIN)) return;
  // It answers no more: the other jobs in it hang as well, and are better off when they hear of it.
  await running.kill();
}

async function hasDied(browser: Browser, error: unknown): Promise<boolean> {
  if (browser.isConnected() && error instanceof Error && /closed|crash/i.test(error.message)) {
    const death = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
    await settlesWithin(death, DEATH_IS_KNOWN_WITHIN);
  }
  return !browser.isConnected();
}
