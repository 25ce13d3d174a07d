import type { Millis } from '../../domain/time.ts';
import type { SendReport } from '../../flow/ports.ts';
import { handover, retry } from './reports.ts';
import type { Arrival } from './traffic.ts';

/**
 * What it means that the form's page did not come as a page should; undefined when it did. Only before the point of
 * no return: afterwards the same answer says little about the report's fate.
 */
export function badArrival(arrival: Arrival | undefined): SendReport | undefined {
  if (arrival === undefined) return undefined;
  if (arrival.kind === 'lost') return retry(netCode(arrival.error));
  const { status, headers } = arrival;
  const refused = headers['x-outbound-refused'];
  if (status === 403 && refused !== undefined) return refusedByGuard(refused);
  if (status < 400) return undefined;
  // 403 is how many sites say "not now" to a visitor that they do not know.
  const passes = status >= 500 || status === 429 || status === 403 || status === 408;
  if (passes) return retry(`http_${status}`, retryAfter(headers['retry-after']));
  return handover(status === 401 ? 'login' : 'drift', `form_http_${status}`);
}

/** The outbound guard did not let it through: a name that cannot be resolved may be resolved later. */
export function refusedByGuard(refused: string): SendReport {
  const code = `outbound_${refused.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}`.slice(0, 80);
  return refused === 'unresolvable' ? retry(code) : handover('drift', code);
}

/** `net::ERR_NAME_NOT_RESOLVED at https://...` without the address. */
export function netCode(message: string): string {
  const name = /ERR_([A-Z0-9_]+)/.exec(message)?.[1] ?? 'failed';
  return `net_${name.toLowerCase()}`;
}

/** RFC 9110 10.2.3: seconds or a date (in GMT). Undefined for anything else; never more than a day. */
export function retryAfter(value: string | undefined, now = Date.now()): Millis | undefined {
  if (value === undefined) return undefined;
  const isSeconds = /^\s*\d+\s*$/.test(value);
  // Date.parse takes nearly anything for a date.
  if (!isSeconds && !/GMT\s*$/.test(value)) return undefined;
  const wait = isSeconds ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 86_400_000) : undefined;
}
