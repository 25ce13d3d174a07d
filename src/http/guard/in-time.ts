import type { Hono } from 'hono';
import { RedressError } from '../../domain/errors.ts';
import type { Millis } from '../../domain/time.ts';
import type { Logger } from '../../flow/ports.ts';
import { detailsOf } from '../problems/answer.ts';
import { statusOf } from '../problems/statuses.ts';

/** No request may take longer; a client gives up about then. */
export const ANSWERED_WITHIN: Millis = 60_000;

/**
 * Answers 503 when an app takes too long. What it does goes on to its end, and its answer is kept under the request's
 * Idempotency-Key, so that asking again finds it.
 */
export function inTime(app: Pick<Hono, 'fetch'>, within: Millis, log: Logger) {
  return async (request: Request, env: unknown): Promise<Response> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Response>((resolve) => {
      timer = setTimeout(() => {
        log.warn({ ms: within, code: 'timed_out' }, 'a request takes too long');
        resolve(tooLate());
      }, within);
    });
    const answer = Promise.resolve(app.fetch(request, typeof env === 'object' && env !== null ? env : {}));
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  };
}

function tooLate(): Response {
  const error = new RedressError('timed_out', 'The answer took too long. It may still come to its end.', {
    cure: 'Ask again with the same Idempotency-Key.',
  });
  return new Response(JSON.stringify(detailsOf(error, 'none')), {
    status: statusOf(error.code),
    headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
  });
}
