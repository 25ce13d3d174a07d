import { type Trouble, trouble } from './answer.ts';

/** Chromium's and Playwright's words for a page that could not be shown, and what they say about the location. */
const KNOWN: readonly (readonly [words: RegExp, found: Trouble])[] = [
  [/net::ERR_(CERT|SSL)_/, trouble('host_down', 'tls')],
  [/net::ERR_(NAME_NOT_RESOLVED|DNS_)/, trouble('host_down', 'dns')],
  [/net::ERR_(CONNECTION_|EMPTY_RESPONSE|TIMED_OUT|ADDRESS_)/, trouble('host_down', 'connection_lost')],
  [/net::ERR_TOO_MANY_REDIRECTS/, trouble('not_checkable', 'redirect_loop')],
  // The proxy did not open the tunnel: refused by the guard, or nobody there. Chromium does not tell which.
  [/net::ERR_/, trouble('not_checkable', 'page_unreachable')],
  [/Timeout \d+ms exceeded/, trouble('not_checkable', 'page_timeout')],
  [/Download is starting/, trouble('not_checkable', 'page_is_download')],
  [/page, context or browser has been closed|crashed/i, trouble('not_checkable', 'page_closed')],
  [/execution context was destroyed|frame was detached|navigat/i, trouble('not_checkable', 'page_moved')],
];

/** Undefined for what is a fault of ours. */
export function pageTroubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined;
  return KNOWN.find(([words]) => words.test(error.message))?.[1];
}
