import type { Signal } from '../catalog/schema/removal.ts';
import { atPointer } from '../domain/json-pointer.ts';
import type { Answer } from './answer.ts';
import { parseJson } from './json.ts';
import { matches } from './patterns.ts';
import { type Evidence, textsOf } from './texts.ts';

type When = Signal['when'];

/** True if the answer looks as the signal says: all conditions that it gives must hold. */
export function fits(answer: Answer, { when, verdict }: Pick<Signal, 'when' | 'verdict'>): boolean {
  return (
    fitsStatus(answer, when.status) &&
    fitsHeader(answer, when.header) &&
    fitsText(answer, when.text, verdict === 'gone' ? 'strict' : 'any') &&
    fitsJson(answer, when.json) &&
    fitsRedirect(answer, when.redirect) &&
    fitsNotJson(answer, when.notJson)
  );
}

/** Redirects count with their own status: some sites say with 301 or 302 why they send one on. */
function fitsStatus({ status, hops }: Answer, wanted: When['status']): boolean {
  return (
    wanted === undefined || [status, ...hops.map((hop) => hop.status)].some((one) => wanted.includes(one))
  );
}

function fitsHeader({ headers }: Answer, wanted: When['header']): boolean {
  if (wanted === undefined) return true;
  const value = headers[wanted.name.toLowerCase()];
  return value !== undefined && matches(wanted.pattern, value);
}

function fitsText(answer: Answer, pattern: When['text'], evidence: Evidence): boolean {
  return pattern === undefined || textsOf(answer, pattern, evidence).some((text) => matches(pattern, text));
}

function fitsJson(answer: Answer, wanted: When['json']): boolean {
  if (wanted === undefined) return true;
  const document = parseJson(answer);
  if (document === undefined) return false;
  const value = atPointer(document.value, wanted.pointer);
  if (wanted.absent === true) return value === undefined;
  if (value === undefined) return false;
  const scalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return (
    (wanted.equals === undefined || wanted.equals.some((one) => one === value)) &&
    (wanted.pattern === undefined || (scalar && matches(wanted.pattern, String(value)))) &&
    (wanted.emptyList === undefined || (Array.isArray(value) && (value.length === 0) === wanted.emptyList))
  );
}

function fitsRedirect({ hops, asked, finalUrl }: Answer, wanted: When['redirect']): boolean {
  if (wanted === undefined) return true;
  const { to, lost } = wanted;
  if (hops.length === 0) return false;
  const had = (url: string): boolean => lost !== undefined && new URL(url).searchParams.has(lost);
  return (
    (to === undefined || hops.some((hop) => matches(to, hop.to))) &&
    (lost === undefined || (had(asked) && !had(finalUrl)))
  );
}

/** Half an answer or a rendered page is no JSON either, and says nothing by it. */
function fitsNotJson(answer: Answer, wanted: When['notJson']): boolean {
  if (wanted === undefined) return true;
  const { body } = answer;
  if (body.read === 'rendered' || (body.read === 'text' && body.truncated)) return false;
  return (parseJson(answer) === undefined) === wanted;
}
