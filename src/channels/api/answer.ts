import type { RenderedRequest } from '../../catalog/rendered.ts';
import type { ApiAnswer } from '../../catalog/schema/api.ts';
import { atPointer } from '../../domain/json-pointer.ts';
import type { Instant } from '../../domain/time.ts';
import type { SendReport } from '../../flow/ports.ts';
import { evidence } from '../evidence.ts';
import { parseJson } from './parse-json.ts';
import { retryAfter } from './retry-after.ts';
import type { Answer } from './wire.ts';

type Reading = Pick<RenderedRequest, 'answers' | 'reference' | 'auth' | 'idempotencyHeader'>;

/** What an answer means: the rules of the file in their order, then the defaults. Pure. */
export function readAnswer(request: Reading, answer: Answer, now: Instant): SendReport {
  const json = parseJson(answer.text);
  const rule = request.answers.find((one) => fits(one, answer.status, json));
  const means = rule?.means ?? byDefault(request, answer, json);
  const code = `http_${answer.status}`;
  const reference = readReference(request.reference, json);
  const said = { evidence: evidence(answer.text) };
  const taken = { ...said, ...(reference === undefined ? {} : { reference }) };
  const hasReference = reference !== undefined;
  switch (means) {
    case 'sent':
      return { ...taken, delivery: { result: 'sent', code, hasReference } };
    // The recipient has this report already: an earlier try of ours arrived after all.
    case 'duplicate':
      return { ...taken, delivery: { result: 'sent', code: 'duplicate', hasReference } };
    case 'says_gone':
      return { ...taken, delivery: { result: 'says_gone', code, hasReference } };
    case 'refused':
      return { ...said, delivery: { result: 'refused', code, reason: rule?.reason ?? 'other' } };
    case 'retry': {
      const pause = retryAfter(answer.headers['retry-after'], now);
      return {
        ...said,
        delivery: { result: 'retry', code, ...(pause === undefined ? {} : { retryAfter: pause }) },
      };
    }
    case 'login':
      return { ...said, delivery: { result: 'handover', code, reason: 'login' } };
    case 'credentials':
      return { ...said, delivery: { result: 'handover', code, reason: 'missing_secret' } };
    case 'doubtful':
      // Taken or not: the answer does not tell. Under an idempotency key asking again does no harm.
      return {
        ...said,
        delivery: { result: request.idempotencyHeader ? 'retry' : 'unknown', code: 'http_unreadable' },
      };
    case 'failed':
      return { ...said, delivery: { result: 'failed', code } };
  }
}

/** A rule fits when its status does and its pointer finds one of its values; a rule without either always fits. */
function fits(rule: ApiAnswer, status: number, json: unknown): boolean {
  if (rule.status && !rule.status.includes(status)) return false;
  if (rule.pointer === undefined) return true;
  const value = atPointer(json, rule.pointer);
  return rule.equals ? rule.equals.some((one) => one === value) : value !== undefined;
}

function byDefault(
  request: Reading,
  answer: Answer,
  json: unknown,
): ApiAnswer['means'] | 'doubtful' | 'credentials' {
  const { status } = answer;
  if (status >= 200 && status < 300) return isDoubtful(request, answer, json) ? 'doubtful' : 'sent';
  if (status === 408 || status === 429 || status >= 500) return 'retry';
  if (status === 401 || (status === 403 && request.auth.scheme !== 'none')) return 'credentials';
  return 'failed';
}

/**
 * A 2xx is not believed where its body was to tell more and cannot: it was cut off before a rule could look into it,
 * or it is a web page (of a gateway, a wall) in place of the API's JSON.
 */
function isDoubtful(request: Reading, answer: Answer, json: unknown): boolean {
  const ruled = request.answers.some((rule) => rule.pointer !== undefined);
  if (answer.text === undefined) return ruled;
  const isPage = json === undefined && /^text\/html\b/i.test(answer.headers['content-type'] ?? '');
  return isPage && answer.text.trim() !== '' && (ruled || request.reference !== undefined);
}

function readReference(pointer: string | undefined, json: unknown): string | undefined {
  const value = pointer === undefined ? undefined : atPointer(json, pointer);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 500) : undefined;
}
