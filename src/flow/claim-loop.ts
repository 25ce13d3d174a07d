import { setTimeout as sleep } from 'node:timers/promises';
import type { Millis } from '../domain/time.ts';
import { Ahead } from './ahead.ts';
import { claimOnce } from './claim.ts';
import type { ClaimDeps } from './deps.ts';

export interface ClaimLoopOptions {
  /** Rows taken in one transaction at most. */
  readonly batch: number;
  /** The longest pause between two looks at the ledger, so that other processes' intake is seen soon. */
  readonly maxPause: Millis;
  /** Told each time the loop comes round, with or without a fault: whoever watches it knows that it does not hang. */
  readonly turned?: (() => void) | undefined;
}

/** Half of a full queue lasts several of these, however fast its effects are. */
const REFILL: Millis = 25;

/** Claims what is due until the signal. Faults of the ledger or the queue are waited out, ever longer up to 10 s. */
export async function runClaimLoop(
  deps: ClaimDeps,
  options: ClaimLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  const ahead = new Ahead();
  let faults = 0;
  while (!signal.aborted) {
    options.turned?.();
    let pause = 0;
    try {
      const { taken, full } = await claimOnce(deps, options.batch, ahead);
      if (faults > 0) deps.log.info({ worker: deps.worker }, 'claiming again');
      faults = 0;
      pause = taken > 0 ? 0 : full ? REFILL : await untilDue(deps, options.maxPause);
    } catch (error) {
      faults += 1;
      if (faults === 1)
        deps.log.error(
          { worker: deps.worker, error },
          'claiming failed; it goes on when the ledger and the queue are back',
        );
      pause = Math.min(250 * 2 ** Math.min(faults, 6), 10_000);
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

async function untilDue(deps: ClaimDeps, maxPause: Millis): Promise<Millis> {
  const due = await deps.ledger.nextDueAt(deps.kinds);
  if (due === null) return maxPause;
  // A due row that was not taken is held by its recipient's pace or another worker: look again soon.
  return Math.min(Math.max(due - deps.clock.now(), 50), maxPause);
}
