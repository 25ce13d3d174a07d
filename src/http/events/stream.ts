import { createRoute } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { RedressError } from '../../domain/errors.ts';
import { eventId, type Position, positionOf } from '../../flow/feed.ts';
import type { Api, App } from '../desk.ts';
import { HELPLINE, reads } from '../routes/of.ts';
import { follow } from './follow.ts';
import { messageOf } from './message.ts';

/** Streams of one token: a page that is open in many windows shares one. */
const MOST_STREAMS = 5;

const Resume = z.object({
  'last-event-id': z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Go on after this event; without it, with what happens from now on' }),
});

/** What happens, as it happens (server-sent events, WHATWG HTML 9.2). Nothing red is in it. */
export function events(app: App, api: Api): void {
  const open = new Map<string, number>();
  const stream = createRoute({
    method: 'get',
    path: '/v1/events',
    tags: ['events'],
    summary: 'A stream of what happens to the takedowns of the helpline',
    ...reads(HELPLINE),
    request: { headers: Resume },
    responses: {
      200: {
        description: 'Events with `id`, `event` and `data`, a FeedMessage; a comment every 15 seconds',
        content: { 'text/event-stream': { schema: z.string() } },
      },
    },
  });
  app.openapi(stream, async (c) => {
    const { desk } = c.var;
    const { tokenId } = desk.caller;
    const from = await startOf(c.req.valid('header')['last-event-id'], () => desk.feed.end());
    const [, token = ''] = (c.req.header('authorization') ?? '').split(' ');
    const stillGood = async (): Promise<boolean> => (await api.authenticate(token))?.tokenId === tokenId;
    const count = open.get(tokenId) ?? 0;
    if (count >= MOST_STREAMS) throw tooMany();
    open.set(tokenId, count + 1);
    const { feed } = desk;
    return streamSSE(c, async (out) => {
      const ending = new AbortController();
      out.onAbort(() => ending.abort());
      try {
        await out.write(': here\nretry: 2000\n\n');
        for await (const step of follow({ feed, from, stillGood, signal: ending.signal })) {
          if (step === 'alive') await out.write(': alive\n\n');
          else {
            const message = messageOf(step);
            await out.writeSSE({
              id: eventId(step.position),
              event: message.type,
              data: JSON.stringify(message),
            });
          }
        }
      } catch (error) {
        // The reader comes again by itself and goes on where it was.
        api.log.warn({ error }, 'an event stream broke off');
      } finally {
        const left = (open.get(tokenId) ?? 1) - 1;
        if (left <= 0) open.delete(tokenId);
        else open.set(tokenId, left);
      }
    });
  });
}

async function startOf(last: string | undefined, end: () => Promise<Position>): Promise<Position> {
  if (last === undefined || last === '') return end();
  const position = positionOf(last);
  if (position !== undefined) return position;
  throw new RedressError('event_unknown', 'Last-Event-ID is no id of an event.', {
    field: 'last-event-id',
    cure: 'Give the id of the last event that was read, or leave the header out.',
  });
}

function tooMany(): RedressError {
  return new RedressError('streams_too_many', `A token has at most ${MOST_STREAMS} event streams.`, {
    cure: 'Close one, or use another token.',
  });
}
