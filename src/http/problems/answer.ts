import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { RedressError } from '../../domain/errors.ts';
import type { ProblemDetails } from '../../wire/problem.ts';
import type { ApiEnv } from '../desk.ts';
import { InvalidRequest } from './invalid.ts';
import { isAway } from './is-away.ts';
import { statusOf, titleOf } from './statuses.ts';

/** An error as problem details (RFC 9457). Nothing of the request and nothing from below is repeated in it. */
export function detailsOf(error: RedressError, requestId: string): ProblemDetails {
  const { code, message, cure, field } = error;
  return {
    type: `/problems/${code}`,
    title: titleOf(code),
    status: statusOf(code),
    code,
    detail: message,
    ...(cure === undefined ? {} : { cure }),
    ...(field === undefined ? {} : { field }),
    ...(error instanceof InvalidRequest ? { errors: error.problems.map((one) => ({ ...one })) } : {}),
    requestId,
  };
}

export function answerProblem(c: Context<ApiEnv>, error: RedressError): Response {
  const status = statusOf(error.code);
  if (status === 401) c.header('www-authenticate', 'Bearer');
  if (status === 503) c.header('retry-after', '5');
  const body = JSON.stringify(detailsOf(error, c.var.requestId));
  return c.body(body, status, { 'content-type': 'application/problem+json' });
}

/** What a thrown thing means for who asked; `bug` for what nobody can mend but us. */
export function redressErrorOf(error: unknown): RedressError {
  if (error instanceof RedressError) return error;
  if (error instanceof HTTPException) return ofHttp(error);
  if (isAway(error)) {
    return new RedressError('ledger_away', 'The database does not answer. Nothing was done.', {
      cure: 'Try again soon, with the same Idempotency-Key.',
      cause: error,
    });
  }
  return new RedressError('bug', 'Redress has a fault. It is in the log under the id of this request.', {
    cure: 'Report it with requestId.',
    cause: error,
  });
}

/** The library throws these for a body that is no JSON, or of another type. */
function ofHttp(error: HTTPException): RedressError {
  if (error.status === 415) {
    return new RedressError('media_type_unsupported', 'The body is not of a type that is taken here.', {
      field: 'content-type',
      cure: 'Send application/json; a CSV file as text/csv.',
    });
  }
  return new RedressError('json_invalid', 'The body is not JSON.', { cure: 'Send UTF-8 JSON (RFC 8259).' });
}
