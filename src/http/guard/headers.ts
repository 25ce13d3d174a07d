import { secureHeaders } from 'hono/secure-headers';

/** For answers that are data: no page may be made of them, and nobody keeps a copy. */
export const dataHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    referrerPolicy: 'no-referrer',
    crossOriginResourcePolicy: 'same-origin',
    xFrameOptions: 'DENY',
  });
