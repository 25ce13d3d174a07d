import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * The errors that an answer of the API can have, with their status. What is not listed and can be mended by who asks is
 * answered with 422. docs/errors.md says what each means.
 */
export const STATUSES: Readonly<Record<string, ContentfulStatusCode>> = {
  json_invalid: 400,
  idempotency_key_invalid: 400,
  token_invalid: 401,
  role_insufficient: 403,
  share_insufficient: 403,
  form_expired: 403,
  route_unknown: 404,
  case_unknown: 404,
  takedown_unknown: 404,
  task_unknown: 404,
  platform_unknown: 404,
  webhook_unknown: 404,
  delivery_unknown: 404,
  idempotency_busy: 409,
  task_not_open: 409,
  task_claimed: 409,
  task_not_claimed: 409,
  takedown_not_ended: 409,
  takedown_final: 409,
  notice_unknown: 409,
  case_erased: 409,
  case_open: 409,
  body_too_large: 413,
  media_type_unsupported: 415,
  rate_limited: 429,
  streams_too_many: 429,
  bug: 500,
  ledger_away: 503,
  timed_out: 503,
};

export function statusOf(code: string): ContentfulStatusCode {
  return STATUSES[code] ?? 422;
}

/** `task_not_open` -> `Task not open`. */
export function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
