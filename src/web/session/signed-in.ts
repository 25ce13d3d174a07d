import type { MiddlewareHandler } from 'hono';
import type { Web, WebEnv } from '../desk.ts';
import { sessionCookie } from './cookies.ts';
import { seenBy } from './see.ts';

/** Where somebody with a covered screen may go all the same. */
const COVERED: ReadonlySet<string> = new Set(['/unlock', '/lock', '/sign-out']);

/**
 * Lets in who is signed in, with the desk of that caller; sends others to the sign-in page, or to the covered screen.
 * Everything behind it may use `c.var.desk`, `c.var.session` and `c.var.view.who`.
 */
export function signedIn(
  web: Pick<Web, 'sessions' | 'clock' | 'deskFor' | 'formKey'>,
): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const cookie = sessionCookie.read(c);
    const now = web.clock.now();
    const session = cookie === undefined ? undefined : await web.sessions.find(cookie, now);
    if (cookie === undefined || session === undefined) return c.redirect(backTo('/sign-in', c.req), 303);
    c.set('session', { ...session, cookie });
    c.set('desk', web.deskFor(session.caller));
    c.set('view', seenBy(c.var.view, session, web.formKey, cookie));
    if (session.lockedAt !== null && !COVERED.has(c.req.path))
      return c.redirect(backTo('/unlock', c.req), 303);
    // The stream of a page that nobody looks at keeps no session alive.
    if (session.lockedAt === null && c.req.path !== '/live') await web.sessions.touch(cookie, now);
    return next();
  };
}

/** After a GET one goes on to where one wanted to be; what was posted is not repeated. */
function backTo(page: string, { method, path }: { readonly method: string; readonly path: string }): string {
  return method === 'GET' && path !== '/' && path !== '/live'
    ? `${page}?to=${encodeURIComponent(path)}`
    : page;
}
