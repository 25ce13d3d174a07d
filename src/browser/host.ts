import type { Logger } from '../flow/ports.ts';
import type { Outbound } from '../outbound/types.ts';
import { type Done, runJob } from './job.ts';
import type { LaunchOptions } from './launch.ts';
import { settlesWithin, unlessAborted } from './patience.ts';
import { type RunningBrowser, startBrowser } from './running-browser.ts';
import type { BrowserHost } from './types.ts';

export interface BrowserHostOptions extends LaunchOptions {
  readonly outbound: Pick<Outbound, 'proxyUrl'>;
  readonly log: Logger;
  /** Chromium's memory grows with use: after so many contexts the next job gets a new one. */
  readonly contextsPerBrowser?: number | undefined;
}

const JOBS_END_WITHIN = 10_000;
/** So many contexts may still be closing when another is opened: each has a process, which is memory. */
const MOST_CLOSING = 4;

/** Starts nothing until the first job. How many jobs run at once is for the caller to limit. */
export function createBrowserHost(options: BrowserHostOptions): BrowserHost {
  const { log, outbound, contextsPerBrowser: most = 200 } = options;
  const lives = new Set<RunningBrowser>();
  const jobs = new Set<Promise<unknown>>();
  const closings = new Set<Promise<void>>();
  let current: RunningBrowser | undefined;
  let closed = false;

  const start = (): RunningBrowser => {
    const running = startBrowser(options, () => outbound.proxyUrl());
    lives.add(running);
    running.started.then(
      () => log.info({}, 'Chromium started'),
      () => log.warn({}, 'Chromium did not start'),
    );
    return running;
  };

  const isSpent = ({ life }: RunningBrowser) => life.ended || life.opened >= most;

  const endIfIdle = async (running: RunningBrowser) => {
    if (!isSpent(running) || running.life.open > 0) return;
    if (current === running) current = undefined;
    lives.delete(running);
    await running.end();
  };

  const run = async <T>(job: (running: RunningBrowser) => Promise<Done<T>>): Promise<T> => {
    if (current === undefined || isSpent(current)) current = start();
    const running = current;
    running.life.open += 1;
    running.life.opened += 1;
    const leave = async () => {
      running.life.open -= 1;
      await endIfIdle(running);
    };
    try {
      const { value, closed } = await job(running);
      const closing = closed.then(leave).finally(() => closings.delete(closing));
      closings.add(closing);
      return value;
    } catch (error) {
      await leave();
      throw error;
    }
  };

  return {
    withContext: async (use, signal) => {
      signal.throwIfAborted();
      const proxy = new URL(await outbound.proxyUrl());
      if (closings.size >= MOST_CLOSING) await unlessAborted(Promise.race(closings), signal);
      if (closed) throw new Error('the browser host is closed');
      const job = run((running) => runJob(running, proxy, use, signal));
      jobs.add(job);
      return job.finally(() => jobs.delete(job));
    },
    close: async () => {
      closed = true;
      await Promise.all([...lives].map((running) => running.end()));
      await settlesWithin(Promise.allSettled([...jobs, ...closings]), JOBS_END_WITHIN);
    },
  };
}
