import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const SESSION = 'redress_session';
/** Before somebody signs in: what the form of the sign-in page belongs to. */
const DOOR = 'redress_door';

const YEAR_S = 365 * 24 * 3600;

/** TLS ends at a proxy mostly, which says so. */
function isSecure(c: Context): boolean {
  return c.req.header('x-forwarded-proto') === 'https' || new URL(c.req.url).protocol === 'https:';
}

function own(c: Context) {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(c) } as const;
}

export const sessionCookie = {
  read: (c: Context): string | undefined => getCookie(c, SESSION),
  set: (c: Context, value: string): void => setCookie(c, SESSION, value, own(c)),
  clear: (c: Context): void => void deleteCookie(c, SESSION, own(c)),
};

export const doorCookie = {
  read: (c: Context): string | undefined => getCookie(c, DOOR),
  set: (c: Context, value: string): void => setCookie(c, DOOR, value, own(c)),
  clear: (c: Context): void => void deleteCookie(c, DOOR, own(c)),
};

export type Preference = 'lang' | 'theme' | 'zone';

/** What somebody chose for this browser. The script writes `zone`, so these are not http-only; nothing is in them. */
export const preferenceCookie = {
  read: (c: Context, name: Preference): string | undefined => getCookie(c, `redress_${name}`),
  set: (c: Context, name: Preference, value: string): void =>
    setCookie(c, `redress_${name}`, value, { ...own(c), httpOnly: false, maxAge: YEAR_S }),
};
