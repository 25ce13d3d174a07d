import { setTimeout as sleep } from 'node:timers/promises';
import type { Millis } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import type { Clock, Logger } from '../../flow/ports.ts';
import type { Workers } from '../../ledger/store/claim/workers.ts';
import { DEAD_AFTER } from '../../ledger/store/claim/workers.ts';

export interface HeartbeatDeps {
  readonly workers: Workers;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process in leases. */
  readonly worker: string;
  readonly role: string;
  /** Told of each sign that the ledger did not hear. */
  readonly unheard: () => void;
}

export interface Heartbeat {
  /** Signs off; what this process left behind is taken back by others. */
  stop(): Promise<void>;
}

const EVERY: Millis = 2 * SECOND;

/**
 * Lets the ledger know every other second that this process lives, and takes back the work of those that do not. The
 * first sign is given before this answers, so before anything is claimed.
 */
export async function startHeartbeat(deps: HeartbeatDeps): Promise<Heartbeat> {
  const { workers, clock, log, worker, role, unheard } = deps;
  const stopping = new AbortController();
  // Not the wall clock, which may be set.
  let heard: number | undefined;
  let faults = 0;

  const beat = async (): Promise<void> => {
    const dead = await workers.beat(worker, role);
    const silent = performance.now() - (heard ?? performance.now());
    if (silent > DEAD_AFTER)
      log.warn(
        { worker, ms: Math.round(silent) },
        'not heard for so long, this process may have lost its work',
      );
    heard = performance.now();
    if (dead.length === 0) return;
    for (const { worker: lost, count } of await workers.takeBack(dead, clock.now()))
      log.warn({ worker: lost, count }, 'took back the work of a process that gives no sign of life');
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(EVERY, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        await beat();
        if (faults > 0) log.info({ worker, repeated: faults }, 'heard again');
        faults = 0;
      } catch (error) {
        faults += 1;
        unheard();
        if (faults === 1) log.warn({ worker, error }, 'the ledger does not hear this process');
      }
    }
  };

  await beat();
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await workers.leave(worker).catch(() => undefined);
    },
  };
}
