import { DAY, type Instant, type Millis, SECOND } from '../../domain/time.ts';

/**
 * Reads Retry-After (RFC 9110, 10.2.3): seconds or a date. Never negative, never above a day, since a server's odd
 * clock must not put a takedown off for a year. Undefined when there is none that can be read.
 */
export function retryAfter(header: string | undefined, now: Instant): Millis | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * SECOND, DAY);
  const date = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date - now, 0), DAY);
}
