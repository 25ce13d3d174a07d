import type { CaseId } from '../../domain/ids.ts';
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
  try {
    // The cases of the next chunk are made while this one is prepared, and this one is written while the next is.
    let coming = begin(deps, batch, inputs, 0);
    for (let at = 0; at < inputs.length; at += CHUNK) {
      const { refused, passed, cases } = coming;
      coming = begin(deps, batch, inputs, at + CHUNK);
      for (const [index, answer] of refused) answers.set(index, answer);
      const accepted = inTheirCases(deps, batch, passed, await cases);
      // Of a URL that comes twice the first is taken: the others follow when that is written.
      const firsts = accepted.filter(
        ({ takedown: { normalisedUrl: url } }) => url === null || !urls.has(url),
      );
      repeats.push(...accepted.filter((one) => !firsts.includes(one)));
      for (const { takedown } of firsts)
        if (takedown.normalisedUrl !== null) urls.add(takedown.normalisedUrl);
      adding.push(add(firsts));
    }
  } catch (error) {
    // Nothing is still being written when a failure is thrown.
    await Promise.allSettled(adding);
    throw error;
  }
  await allOf(adding);
  await add(repeats);
  return inputs.map((_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) throw new Error('a request was left unanswered');
    return answer;
  });
}

interface Begun {
  readonly refused: ReadonlyMap<number, IntakeAnswer>;
  readonly passed: ReadonlyMap<number, Passed>;
  /** Ids by reference. */
  readonly cases: Promise<ReadonlyMap<string, CaseId>>;
}

/** Lets the requests of a chunk through the gates, and has the cases made that they belong to. */
function begin(deps: IntakeDeps, batch: Batch, inputs: readonly unknown[], at: number): Begun {
  const refused = new Map<number, IntakeAnswer>();
  const passed = new Map<number, Passed>();
  for (const [place, input] of inputs.slice(at, at + CHUNK).entries()) {
    const one = pass(deps, batch, input);
    if ('result' in one) refused.set(at + place, one);
    else passed.set(at + place, one);
  }
  const references = [...new Set([...passed.values()].map((one) => one.reference))];
  const cases = deps.ledger.ensureCases(batch.helpline.id, references);
  // Who takes this chunk on hears of a failure; when an earlier one failed, nobody does.
  cases.catch(() => undefined);
  return { refused, passed, cases };
}

function inTheirCases(
  deps: IntakeDeps,
  batch: Batch,
  passed: ReadonlyMap<number, Passed>,
  cases: ReadonlyMap<string, CaseId>,
): readonly Accepted[] {
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
