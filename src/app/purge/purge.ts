import { setTimeout as sleep } from 'node:timers/promises';
import { RedressError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { DAY, MINUTE } from '../../domain/time.ts';
import type { FlowDeps } from '../../flow/deps.ts';
import { eraseEndedCase } from '../../flow/people/erase.ts';
import { DATA_CLASSES, type DataClass, type Periods, type Retention } from '../../flow/retention.ts';

export interface PurgeDeps {
  readonly deps: FlowDeps;
  readonly retention: Retention;
  readonly periods: Periods;
}

/** What is over of a class of data, or was removed. */
export interface Purged {
  readonly of: DataClass;
  /** What was over before this moment. */
  readonly before: Instant;
  readonly count: number;
}

const CHORE = 'purge';
/** Renewed with each batch; another process may go on when this one died. */
const HOLD = 5 * MINUTE;
const CASES_AT_ONCE = 20;
/** Between two batches: the work of helplines comes first. */
const PAUSE = 20;

/** Who erased a case whose time is over, on its record. */
export const RETENTION = 'retention';

/** What the next purge would remove. Nothing is changed. */
export async function countOver({ deps, retention, periods }: PurgeDeps): Promise<readonly Purged[]> {
  const now = deps.clock.now();
  const found: Purged[] = [];
  for (const of of DATA_CLASSES) {
    const before = now - periods[of];
    found.push({ of, before, count: await retention.count(of, before) });
  }
  return found;
}

/**
 * Removes what is over, in small batches, while nobody else does. Undefined when another process is at it, or has done
 * it within `every`.
 */
export async function purge(
  given: PurgeDeps,
  signal: AbortSignal,
  every = DAY,
): Promise<readonly Purged[] | undefined> {
  const { deps, retention, periods } = given;
  const holder = deps.worker;
  if (!(await retention.takeTurn(CHORE, holder, HOLD, every))) return undefined;
  let done = false;
  try {
    const now = deps.clock.now();
    const all: Purged[] = [];
    for (const of of DATA_CLASSES) {
      const before = now - periods[of];
      const batch = of === 'cases' ? caseBatches(given, before) : () => retention.purge(of, before);
      const count = await inBatches(given, batch, signal);
      if (count > 0) {
        await retention.record(of, before, count, holder, now);
        deps.log.info({ kind: of, count }, 'what was over was removed');
      }
      all.push({ of, before, count });
      if (signal.aborted) return all;
    }
    done = true;
    return all;
  } finally {
    await retention.endTurn(CHORE, holder, done);
  }
}

type Batch = () => Promise<{ readonly removed: number; readonly more: boolean }>;

async function inBatches({ deps, retention }: PurgeDeps, batch: Batch, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    const { removed, more } = await batch();
    count += removed;
    if (!more || signal.aborted) return count;
    if (!(await retention.takeTurn(CHORE, deps.worker, HOLD, 0))) {
      throw new RedressError('purge_running', 'Another process has taken over the removal of what is over.', {
        cure: 'Nothing: it goes on there.',
      });
    }
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

/** A case that cannot be erased now is passed over; the others follow, and it comes again the next day. */
function caseBatches({ deps, retention }: PurgeDeps, before: Instant): Batch {
  let after = '';
  return async () => {
    const ids = await retention.casesOver(before, after, CASES_AT_ONCE);
    let removed = 0;
    for (const id of ids) {
      try {
        if ((await eraseEndedCase(deps, id, RETENTION)) !== undefined) removed += 1;
      } catch (error) {
        if (!(error instanceof RedressError)) throw error;
        deps.log.warn({ code: error.code }, 'a case that is over could not be erased');
      }
    }
    after = ids.at(-1) ?? after;
    return { removed, more: ids.length > 0 };
  };
}
