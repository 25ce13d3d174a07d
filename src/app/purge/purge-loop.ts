import { setTimeout as sleep } from 'node:timers/promises';
import type { Millis } from '../../domain/time.ts';
import { MINUTE } from '../../domain/time.ts';
import { type PurgeDeps, purge } from './purge.ts';

export interface PurgeLoop {
  stop(): Promise<void>;
}

/** A process that was just started has more urgent work. */
const FIRST: Millis = 2 * MINUTE;
const EVERY: Millis = 15 * MINUTE;

/**
 * Asks every quarter of an hour whether it is time to remove what is over: once a day, and one process for all. A fault
 * is logged and the next try made in its time.
 */
export function startPurgeLoop(given: PurgeDeps, first: Millis = FIRST): PurgeLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: Millis) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const run = async (): Promise<void> => {
    await pause(first);
    while (!signal.aborted) {
      try {
        await purge(given, signal);
      } catch (error) {
        given.deps.log.error({ error }, 'what is over could not be removed; it is tried again');
      }
      await pause(EVERY);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
