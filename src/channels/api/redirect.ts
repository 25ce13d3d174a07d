import { readUrl } from '../../domain/read-url.ts';
import type { Answer } from './wire.ts';

/** Most redirects that are followed for one request. */
export const MOST_REDIRECTS = 3;

/**
 * Where a redirect leads, if it may be followed; undefined makes the 3xx the answer. Only within the origin, since
 * the request holds credentials and red data; a request that creates something only by 307 and 308, which repeat it
 * as it is (RFC 9110, 15.4).
 */
export function redirectTarget(method: string, at: URL, answer: Answer): URL | undefined {
  const followed = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  const location = answer.headers['location'];
  if (!followed.includes(answer.status) || location === undefined) return undefined;
  const target = readUrl(location, at.href);
  return target?.origin === at.origin ? target : undefined;
}
