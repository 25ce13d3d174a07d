import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request, Response } from 'playwright';
import type { Millis } from '../../domain/time.ts';

/** How the page itself last came to be: an answer, or none at all. */
export type Arrival =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'lost'; readonly error: string };

/** What the page asks of the network, as far as the form's fate hangs on it. */
export interface Traffic {
  /** Of the main frame's latest navigation that was not superseded; undefined when there was none since `restart`. */
  arrival(): Arrival | undefined;
  /** Requests begun since `restart` (pages and fetches) that have no end yet. */
  pending(): number;
  hasWebSocket(): boolean;
  /** Waits until a document or an answer has come, or until so much time is over. */
  news(within: Millis): Promise<void>;
  /** Forgets what was: the point of no return. */
  restart(): void;
}

/** A script shows what an answer brought a moment after it. */
const SHOWN_AFTER: Millis = 20;

const COUNTED: ReadonlySet<string> = new Set(['document', 'xhr', 'fetch']);

export function watchTraffic(page: Page): Traffic {
  let arrival: Arrival | undefined;
  let sockets = 0;
  const pending = new Set<Request>();
  let tell = (): void => undefined;

  const leads = (request: Request): boolean => {
    try {
      return request.isNavigationRequest() && request.frame() === page.mainFrame();
    } catch {
      return false;
    }
  };

  page.on('request', (request) => {
    if (COUNTED.has(request.resourceType())) pending.add(request);
  });
  page.on('response', (response: Response) => {
    if (!leads(response.request())) return;
    arrival = { kind: 'answer', status: response.status(), headers: response.headers() };
  });
  page.on('requestfinished', (request) => {
    if (pending.delete(request)) tell();
  });
  page.on('domcontentloaded', () => tell());
  page.on('requestfailed', (request) => {
    pending.delete(request);
    const error = request.failure()?.errorText ?? 'net::ERR_FAILED';
    // Aborted: another navigation took its place, or the answer was a download.
    if (leads(request) && !error.includes('ERR_ABORTED')) arrival = { kind: 'lost', error };
    tell();
  });
  page.on('websocket', (socket) => {
    sockets += 1;
    socket.on('close', () => {
      sockets -= 1;
    });
  });

  return {
    arrival: () => arrival,
    pending: () => pending.size,
    hasWebSocket: () => sockets > 0,
    news: async (within) => {
      const over = new AbortController();
      tell = () => over.abort();
      await pause(within, undefined, { signal: over.signal }).catch(() => pause(SHOWN_AFTER));
    },
    restart: () => {
      arrival = undefined;
      pending.clear();
    },
  };
}
