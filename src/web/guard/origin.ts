import type { Context } from 'hono';
import { readUrl } from '../../domain/read-url.ts';

/**
 * Whether a POST comes from a page of ours, as far as the browser says: `Sec-Fetch-Site` where it is sent (secure
 * contexts), `Origin` where that names a place. With Referrer-Policy no-referrer a browser sends the Origin `null` with
 * forms of our own (Fetch, 3.2), so that word says nothing; the form's token is asked for in any case.
 */
export function isOwnOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return true;
  const host = readUrl(origin)?.host;
  return host !== undefined && [c.req.header('x-forwarded-host'), c.req.header('host')].includes(host);
}
