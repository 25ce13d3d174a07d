import type { Logger } from '../flow/ports.ts';
import type { Outbound } from '../outbound/types.ts';
import { runJob } from './job.ts';
import type { LaunchOptions } from './launch.ts';
import { settlesWithin } from './patience.ts';
import { type RunningBrowser, startBrowser } from './running-browser.ts';
import type { BrowserHost } from './types.ts';

export interface BrowserHostOptions extends LaunchOptions {
  readonly outbound: Pick<Outbound, 'proxyUrl'>;
  readonly log: Logger;
  /** Chromium's memory grows with use: after so many contexts the next job gets a new one. */
  readonly contextsPerBrowser?: number | undefined;
}

const JOBS_END_WITHIN = 10_000;

/** Starts nothing until the first job. How many jobs run at once is for the caller to limit. */
export function createBrowserHost(options: BrowserHostOptions): BrowserHost {
  const { log, outbound, contextsPerBrowser: most = 200 } = options;
  const lives = new Set<RunningBrowser>();
  const jobs = new Set<Promise<unknown>>();
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

  const run = async <T>(job: (running: RunningBrowser) => Promise<T>): Promise<T> => {
    if (current === undefined || isSpent(current)) current = start();
    const running = current;
    running.life.open += 1;
    running.life.opened += 1;
    try {
      return await job(running);
    } finally {
      running.life.open -= 1;
      await endIfIdle(running);
    }
  };

  return {
    withContext: async (use, signal) => {
      signal.throwIfAborted();
      const proxy = new URL(await outbound.proxyUrl());
      if (closed) throw new Error('the browser host is closed');
      const job = run((running) => runJob(running, proxy, use, signal));
      jobs.add(job);
      return job.finally(() => jobs.delete(job));
    },
    close: async () => {
      closed = true;
      await Promise.all([...lives].map((running) => running.end()));
      await settlesWithin(Promise.allSettled(jobs), JOBS_END_WITHIN);
    },
  };
}
