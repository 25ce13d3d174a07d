import type { RenderedStatus } from '../../catalog/rendered.ts';
import type { ApiStatus } from '../../catalog/schema/api.ts';
import { atPointer } from '../../domain/json-pointer.ts';
import type { Instant } from '../../domain/time.ts';
import type { PollReport } from '../../flow/ports.ts';
import { evidence } from '../evidence.ts';
import { readAnswer } from './answer.ts';
import { parseJson } from './parse-json.ts';
import type { Answer } from './wire.ts';

type Word = string | number | boolean;

/**
 * What a status says. The answer rules of the request come first (a 404 may mean `says_gone`), then the word at the
 * pointer, then the first group of `textPattern`. A word that no entry lists is `in_review`; no word is a `retry`,
 * since nothing was learnt. Pure.
 */
export function readStatus({ request, status }: RenderedStatus, answer: Answer, now: Instant): PollReport {
  const { delivery } = readAnswer(request, answer, now);
  const said = { code: delivery.code, evidence: evidence(answer.text) };
  if (delivery.result === 'says_gone') return { ...said, result: 'answer', reply: { kind: 'says_gone' } };
  if (delivery.result === 'refused') {
    return { ...said, result: 'answer', reply: { kind: 'refused', reason: delivery.reason } };
  }
  if (delivery.result === 'retry') return delivery;
  if (delivery.result !== 'sent') return { result: 'retry', code: delivery.code };
  const json = parseJson(answer.text);
  const word = wordAt(json, status.pointer) ?? wordIn(answer.text, status.textPattern);
  if (word === undefined) return { result: 'retry', code: 'status_not_found' };
  const entry = status.means.find((one) => one.words.some((listed) => isSame(listed, word)));
  if (entry === undefined) return { ...said, result: 'answer', reply: { kind: 'in_review' } };
  const reason = entry.reply === 'refused' ? { reason: reasonOf(entry, json) } : {};
  return { ...said, result: 'answer', reply: { kind: entry.reply, ...reason } };
}

function reasonOf(entry: ApiStatus['means'][number], json: unknown) {
  const word = entry.reasonPointer === undefined ? undefined : wordAt(json, entry.reasonPointer);
  return Object.entries(entry.reasons).find(([listed]) => isSame(listed, String(word)))?.[1] ?? 'other';
}

function wordAt(json: unknown, pointer: string): Word | undefined {
  const value = atPointer(json, pointer);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function wordIn(text: string | undefined, pattern: string | undefined): Word | undefined {
  return pattern === undefined ? undefined : new RegExp(pattern, 'iu').exec(text ?? '')?.[1];
}

/** `DENIED` and `denied` are one word; 1 and "1" are not. */
function isSame(listed: Word, word: Word): boolean {
  return typeof listed === 'string' && typeof word === 'string'
    ? listed.toLowerCase() === word.trim().toLowerCase()
    : listed === word;
}
