import type { IntakeDeps } from '../deps.ts';
import type { Helpline, NewTakedown } from '../ledger.ts';
import { answerOf, type IntakeAnswer } from './answer.ts';
import { type Batch, newTakedown, type Passed, pass } from './prepare.ts';

export type { IntakeDeps } from '../deps.ts';
export type { IntakeAnswer } from './answer.ts';

/** So many are written in one transaction, while the next are prepared. */
const CHUNK = 250;

interface Accepted {
  readonly index: number;
  readonly takedown: NewTakedown;
}

/**
 * Takes many requests of one helpline in; each is answered on its own and in its place. Nothing is sent here.
 *
 * Throws when the ledger fails: then some may have been taken in. Given again, those are answered as duplicates.
 */
export async function intake(
  deps: IntakeDeps,
  helpline: Helpline,
  by: string,
  inputs: readonly unknown[],
): Promise<readonly IntakeAnswer[]> {
  const world = await deps.worlds.current();
  const batch: Batch = { helpline, by, world, now: deps.clock.now() };
  const answers = new Map<number, IntakeAnswer>();
  const add = async (some: readonly Accepted[]): Promise<void> => {
    const added = await deps.ledger.add(some.map((one) => one.takedown));
    for (const [place, { index, takedown }] of some.entries()) {
      const result = added[place];
      if (result === undefined) throw new Error('the ledger did not answer for every takedown');
      answers.set(
        index,
        'duplicateOf' in result
          ? { result: 'duplicate', id: result.duplicateOf }
          : answerOf(takedown, world, batch.now),
      );
    }
  };
  const urls = new Set<string>();
  const repeats: Accepted[] = [];
  const adding: Promise<void>[] = [];
  for (let at = 0; at < inputs.length; at += CHUNK) {
    const passed = new Map<number, Passed>();
    for (const [place, input] of inputs.slice(at, at + CHUNK).entries()) {
      const one = pass(deps, batch, input);
      if ('result' in one) answers.set(at + place, one);
      else passed.set(at + place, one);
    }
    const accepted = await inTheirCases(deps, batch, passed);
    // Of a URL that comes twice the first is taken: the others follow when that is written.
    const firsts = accepted.filter(({ takedown: { normalisedUrl: url } }) => url === null || !urls.has(url));
    repeats.push(...accepted.filter((one) => !firsts.includes(one)));
    for (const { takedown } of firsts) if (takedown.normalisedUrl !== null) urls.add(takedown.normalisedUrl);
    adding.push(add(firsts));
  }
  await allOf(adding);
  await add(repeats);
  return inputs.map((_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) throw new Error('a request was left unanswered');
    return answer;
  });
}

async function inTheirCases(
  deps: IntakeDeps,
  batch: Batch,
  passed: ReadonlyMap<number, Passed>,
): Promise<readonly Accepted[]> {
  const references = new Set([...passed.values()].map((one) => one.reference));
  const cases = await deps.ledger.ensureCases(batch.helpline.id, [...references]);
  return [...passed].map(([index, one]) => {
    const caseId = cases.get(one.reference);
    if (caseId === undefined) throw new Error('the ledger did not answer for every case');
    return { index, takedown: newTakedown(deps, batch, one, caseId) };
  });
}

/** Waits for all, so that nothing is still being written when the first failure is thrown. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
