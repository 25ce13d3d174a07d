import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { WebEnv } from '../desk.ts';

/**
 * For every page: nothing is loaded but our own style sheet, script and icon, nothing inline runs, nobody frames it, no
 * address of ours is told to where a link leads, and no copy is kept.
 */
export function pageHeaders(): MiddlewareHandler<WebEnv> {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    crossOriginResourcePolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], displayCapture: [] },
  });
  return async (c, next) => {
    c.header('cache-control', 'no-store');
    await secure(c, next);
    const own = c.get('policy');
    if (own !== undefined) c.header('content-security-policy', own);
  };
}
