import type { Browser } from 'playwright';
import { type LaunchOptions, launch } from './launch.ts';
import { settlesWithin } from './patience.ts';

/** One life of Chromium, from its start to its end, and how many jobs it has and had. */
export interface RunningBrowser {
  readonly started: Promise<Browser>;
  readonly life: { open: number; opened: number; ended: boolean };
  /** Kills it at once: for a Chromium that no longer answers. */
  kill(): Promise<void>;
  /** Ends it and all its processes; never throws. */
  end(): Promise<void>;
}

const CLOSES_WITHIN = 5_000;

export function startBrowser(options: LaunchOptions, proxyUrl: () => Promise<string>): RunningBrowser {
  const life = { open: 0, opened: 0, ended: false };
  const launched = proxyUrl().then((url) => launch(options, new URL(url)));
  const started = launched.then(({ browser }) => {
    browser.once('disconnected', () => {
      life.ended = true;
    });
    return browser;
  });
  // Whoever waits for the start hears of its failure; here it only ends the life.
  started.catch(() => {
    life.ended = true;
  });

  const running = () => launched.catch(() => undefined);
  const kill = async () => {
    life.ended = true;
    const it = await running();
    if (it !== undefined) killGroup(it.pid);
  };
  return {
    started,
    life,
    kill,
    end: async () => {
      life.ended = true;
      const it = await running();
      if (it === undefined) return;
      await settlesWithin(it.browser.close(), CLOSES_WITHIN);
      killGroup(it.pid);
      await settlesWithin(it.browser.close(), CLOSES_WITHIN);
    },
  };
}

/** Playwright starts Chromium as the leader of a process group: this reaches what the main process left behind. */
function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
      return;
    } catch {
      // No such group: it ended in order (or, on Windows, there are no groups).
    }
  }
}
