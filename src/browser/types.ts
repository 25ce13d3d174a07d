import type { BrowserContext } from 'playwright';

/** One Chromium in a process, started on first use and started again after a crash; a fresh context per job. */
export interface BrowserHost {
  /**
   * Runs `use` in a new context: images, media and fonts blocked, downloads refused, dialogs dismissed, pop-ups
   * closed, all traffic through the outbound guard. The context is closed whatever happens: when this returns its
   * connections have ended, and the rest of it ends a moment later. The first page that `use` opens is its only one.
   * Throws BrowserFailed when Chromium does not start or dies, the signal's AbortError when that ends it, RedressError
   * `browser_missing`, and what `use` throws.
   */
  withContext<T>(
    use: (context: BrowserContext, connections: Connections) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
  close(): Promise<void>;
}

/** The connections of one context. */
export interface Connections {
  /**
   * Ends those that lie still, so that the next request opens a new one. Chromium sends a request a second time by
   * itself, a POST too, when a connection that it had used before breaks without an answer
   * (net/http/http_network_transaction.cc, ShouldResendRequest); it never does so on a new connection.
   */
  renew(): Promise<void>;
}
