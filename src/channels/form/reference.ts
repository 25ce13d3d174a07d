import { setTimeout as pause } from 'node:timers/promises';
import { pattern } from './expectation.ts';
import { locateVisible } from './locate.ts';
import { type Glance, glance } from './page-text.ts';
import type { Run } from './run.ts';
import { scopesOf } from './scope.ts';

/** The number can be filled in after the words of thanks. */
const COMES_WITHIN = 3_000;
const LONGEST = 200;

/**
 * The report's number as the confirmation shows it, if the file says how to find it. Red. Never throws: what is
 * confirmed stays so when the page goes away before its number is read.
 */
export function readReference(run: Run, said = glance(run)): Promise<string | undefined> {
  return waitForReference(run, said).catch(() => undefined);
}

async function waitForReference(run: Run, first: Glance): Promise<string | undefined> {
  const until = performance.now() + run.time.atMost(COMES_WITHIN);
  if (run.form.spec.reference === undefined) return undefined;
  for (let said = first; ; said = glance(run)) {
    const found = await look(run, said);
    if (found !== undefined || performance.now() >= until) return found;
    await pause(200);
  }
}

async function look(run: Run, said: Glance): Promise<string | undefined> {
  const { spec } = run.form;
  if (spec.reference === undefined) return undefined;
  const wanted = pattern(spec.reference.pattern);
  for (const text of await texts(run, spec.reference.at, said)) {
    const match = wanted.exec(text);
    const reference = (match?.groups?.['reference'] ?? match?.[1])?.trim().slice(0, LONGEST);
    if (reference) return reference;
  }
  return undefined;
}

async function texts(
  run: Run,
  at: Parameters<typeof locateVisible>[1] | undefined,
  said: Glance,
): Promise<readonly string[]> {
  if (at === undefined) return said();
  const inEach = scopesOf(run).map(({ root }) => locateVisible(root, at).allInnerTexts());
  return (await Promise.all(inEach)).flat();
}
