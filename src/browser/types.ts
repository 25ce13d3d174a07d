import type { BrowserContext } from 'playwright';

/** One Chromium in a process, started on first use and started again after a crash; a fresh context per job. */
export interface BrowserHost {
  /**
   * Runs `use` in a new context: images, media and fonts blocked, downloads refused, dialogs dismissed, pop-ups
   * closed, all traffic through the outbound guard. The context is closed whatever happens.
   */
  withContext<T>(use: (context: BrowserContext) => Promise<T>, signal: AbortSignal): Promise<T>;
  close(): Promise<void>;
}
