import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { RedressError } from '../../domain/errors.ts';
import type { ApiEnv } from '../desk.ts';

const KIB = 1024;
const USUAL = 256 * KIB;
const LARGE = 16 * KIB * KIB;

/** Where many requests come in one body. */
const MANY: ReadonlySet<string> = new Set(['/v1/takedowns/bulk', '/v1/takedowns/csv']);

/**
 * Reads no more of a body than a request of its kind can need. It is read to its end before anything is answered: the
 * server closes a connection whose body is left lying, and with it whatever the client sends next.
 */
export function bodyLimited(): MiddlewareHandler<ApiEnv> {
  const onError = (c: Context): never => {
    // What is left of the body is not read, so nothing else can come on this connection.
    c.header('connection', 'close');
    throw new RedressError('body_too_large', 'The body is larger than what is taken here.', {
      cure: 'Send fewer takedowns in one request: at most 16 MiB together, 256 KiB for anything else.',
    });
  };
  const usual = bodyLimit({ maxSize: USUAL, onError });
  const large = bodyLimit({ maxSize: LARGE, onError });
  return (c, next) => {
    const read = async (): Promise<void> => {
      await c.req.arrayBuffer();
      await next();
    };
    return MANY.has(c.req.path) ? large(c, read) : usual(c, read);
  };
}

/** A body that the route's own code validates: whatever JSON says. */
export async function jsonBody(c: Context<ApiEnv>): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) throw new HTTPException(415);
  try {
    return await c.req.json();
  } catch {
    throw new HTTPException(400);
  }
}

/** The bytes of a CSV file. */
export async function csvBody(c: Context<ApiEnv>): Promise<Uint8Array> {
  if (!/^text\/csv\s*(;|$)/i.test(c.req.header('content-type') ?? '')) throw new HTTPException(415);
  return new Uint8Array(await c.req.arrayBuffer());
}
