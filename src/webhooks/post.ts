import { type Dispatcher, request } from 'undici';
import type { Millis } from '../domain/time.ts';
import { HOUR, SECOND } from '../domain/time.ts';
import { OutboundRefused } from '../outbound/types.ts';
import type { Answered } from './schedule.ts';
import type { Signed } from './sign.ts';

/** For all of it: connecting, sending, the head of the answer. */
export const ANSWERS_WITHIN: Millis = 15 * SECOND;

/** Sends one message through the guard. Never throws for what a network or a receiver does. */
export async function post(
  dispatcher: Dispatcher,
  url: string,
  { body, headers }: Signed,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    const answer = await request(url, {
      dispatcher,
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWERS_WITHIN)]),
    });
    // Nobody reads what a receiver says; so much of it that the connection can be kept.
    await answer.body.dump({ limit: 16_384 }).catch(() => undefined);
    return {
      code: `http_${answer.statusCode}`,
      status: answer.statusCode,
      retryAfter: retryAfter(answer.headers['retry-after']),
    };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

function retryAfter(header: string | string[] | undefined): Millis | undefined {
  if (typeof header !== 'string' || !/^\d{1,6}$/.test(header)) return undefined;
  return Math.min(Number(header) * SECOND, HOUR);
}

/** A short code; the text of an error may quote the address. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof OutboundRefused) return `outbound_${at.code}`;
    if (at.name === 'TimeoutError') return 'timeout';
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) return `net_${code.toLowerCase()}`;
  }
  return 'net_failed';
}
