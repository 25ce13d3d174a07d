import { setTimeout as pause } from 'node:timers/promises';
import type { Scope } from './scope.ts';

const ANSWERS_WITHIN = 2_000;

/**
 * Runs an expression in the document of a scope and answers the string that it gives; undefined when the document
 * goes away meanwhile or does not answer in time (a page may keep its own thread busy). Given as text, since a
 * function would lose the helpers that a compiler adds to it.
 */
export async function lookInside(scope: Scope, expression: string): Promise<string | undefined> {
  const late = new AbortController();
  const answer = scope
    .frame()
    .then((frame) => frame?.evaluate<unknown>(expression))
    .catch(() => undefined);
  const silence = pause(ANSWERS_WITHIN, undefined, { signal: late.signal }).catch(() => undefined);
  const found = await Promise.race([answer, silence]);
  late.abort();
  return typeof found === 'string' ? found : undefined;
}
