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

/** What a job that went well gave, and the end of its context: that takes a while, and nobody has to wait for it. */
export interface Done<T> {
  readonly value: T;
  readonly closed: Promise<void>;
}

/**
 * One job in a context of its own, with a relay of its own. When it returns, nothing can come from the context or go to
 * it any more: the relay is gone. When it throws, the context is gone as well.
 */
export async function runJob<T>(
  running: RunningBrowser,
  proxy: URL,
  use: Use<T>,
  signal: AbortSignal,
): Promise<Done<T>> {
  const browser = await unlessAborted(running.started, signal);
  const relay = await startRelay({ host: proxy.hostname, port: Number(proxy.port) });
  const death = watchForDeath(browser);
  const end = AbortSignal.any([signal, death.signal]);
  const opening = openQuietContext(browser, relay.url);
  const close = () => closeContext(opening, running);
  end.addEventListener('abort', close, { once: true });
  const leave = async () => {
    end.removeEventListener('abort', close);
    death.stop();
    // First the connections: a page that waits for its server is closed sooner.
    await relay.close();
    return { closed: close() };
  };
  try {
    const context = await unlessAborted(opening, end);
    const value = await orGivenUp(use(context, relay), end);
    return { value, ...(await leave()) };
  } catch (error) {
    const cause = await causeOf(browser, error, signal);
    await (await leave()).closed;
    throw cause;
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

async function causeOf(browser: Browser, error: unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return signal.reason;
  return (await hasDied(browser, error)) ? new BrowserFailed('browser_crashed', error) : error;
}

async function hasDied(browser: Browser, error: unknown): Promise<boolean> {
  if (browser.isConnected() && error instanceof Error && /closed|crash/i.test(error.message)) {
    const death = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
    await settlesWithin(death, DEATH_IS_KNOWN_WITHIN);
  }
  return !browser.isConnected();
}
