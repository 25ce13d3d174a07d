import { setTimeout as pause } from 'node:timers/promises';
import { isPageGone } from './locate.ts';
import type { Scope } from './scope.ts';

const ANSWERS_WITHIN = 2_000;

/**
 * Runs an expression in the document of a scope and answers the string that it gives; undefined when the document
 * goes away meanwhile or does not answer in time (a page may keep its own thread busy). Given as text, since a
 * function would lose the helpers that a compiler adds to it. Throws when the page itself is gone.
 */
export async function lookInside(scope: Scope, expression: string): Promise<string | undefined> {
  const late = new AbortController();
  const answer = scope
    .frame()
    .then((frame) => frame?.evaluate<unknown>(expression))
    .catch((error: unknown) => {
      if (isPageGone(error)) throw error;
      return undefined;
    });
  const silence = pause(ANSWERS_WITHIN, undefined, { signal: late.signal }).catch(() => undefined);
  try {
    const found = await Promise.race([answer, silence]);
    return typeof found === 'string' ? found : undefined;
  } finally {
    late.abort();
  }
}
