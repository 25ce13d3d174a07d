import { streamSSE } from 'hono/streaming';
import { RedressError } from '../../domain/errors.ts';
import { eventId, type FedEvent, positionOf } from '../../flow/feed.ts';
import { follow } from '../../http/events/follow.ts';
import type { Web, WebApp } from '../desk.ts';

/** Streams of one session: one for each window that is in sight, and some that are just closing. */
const MOST_STREAMS = 8;

/**
 * What happened, as it happens, for the page that is open (server-sent events): which takedown and which case, and not
 * what. The page then asks for itself anew, so what is shown is what its reader may see.
 */
export function live(app: WebApp, web: Web): void {
  const open = new Map<string, number>();
  app.get('/live', async (c) => {
    const { desk, session } = c.var;
    const { cookie } = session;
    const last = c.req.header('last-event-id');
    const from = (last === undefined ? undefined : positionOf(last)) ?? (await desk.feed.end());
    const count = open.get(cookie) ?? 0;
    if (count >= MOST_STREAMS) {
      throw new RedressError('streams_too_many', 'Too many windows are open.', { cure: 'Close one.' });
    }
    open.set(cookie, count + 1);
    const stillGood = async (): Promise<boolean> => {
      const now = await web.sessions.find(cookie, web.clock.now());
      return now !== undefined && now.lockedAt === null;
    };
    return streamSSE(c, async (out) => {
      const ending = new AbortController();
      out.onAbort(() => ending.abort());
      try {
        await out.write(': here\nretry: 2000\n\n');
        for await (const step of follow({ feed: desk.feed, from, stillGood, signal: ending.signal })) {
          if (step === 'alive') await out.write(': alive\n\n');
          else await out.writeSSE({ id: eventId(step.position), event: 'change', data: topicsOf(step) });
        }
        // Told apart from a broken line, after which the browser would come again.
        if (!ending.signal.aborted) await out.writeSSE({ event: 'over', data: '' });
      } catch (error) {
        web.log.warn({ error }, 'an event stream broke off');
      } finally {
        const left = (open.get(cookie) ?? 1) - 1;
        if (left <= 0) open.delete(cookie);
        else open.set(cookie, left);
      }
    });
  });
}

/** What a page can be about, as it says itself in `data-live`. */
function topicsOf({ takedownId, caseId }: FedEvent): string {
  return `any takedown:${takedownId} case:${caseId}`;
}
