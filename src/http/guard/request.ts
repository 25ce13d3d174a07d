import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Api, ApiEnv } from '../desk.ts';

/**
 * Gives each request an id and writes one line of log about it: route pattern, status, time, token and that id, and
 * nothing that the request held. An id from outside is not taken over, for it would be written to the log.
 */
export function logged({ log, clock }: Pick<Api, 'log' | 'clock'>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const requestId = `req_${randomUUID()}`;
    c.set('requestId', requestId);
    c.header('x-request-id', requestId);
    const from = clock.now();
    await next();
    const pattern = matchedRoutes(c).findLast((route) => !route.path.endsWith('*'))?.path ?? 'none';
    // Not set when the request was sent away before anybody knew who it is.
    const desk: ApiEnv['Variables']['desk'] | undefined = c.get('desk');
    log.info(
      {
        route: `${c.req.method} ${pattern}`,
        status: c.res.status,
        ms: Math.round(clock.now() - from),
        token: desk?.caller.tokenId,
        request: requestId,
      },
      'answered',
    );
  };
}
