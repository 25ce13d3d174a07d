import { setTimeout as sleep } from 'node:timers/promises';
import { type Millis, SECOND } from '../../domain/time.ts';
import type { FigureKeeper } from '../../flow/figures.ts';
import type { Clock, Logger } from '../../flow/ports.ts';

export interface FiguresLoopDeps {
  readonly keeper: FigureKeeper;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process in the log. */
  readonly worker: string;
}

export interface FiguresLoop {
  stop(): Promise<void>;
}

const EVENTS_AT_ONCE = 500;
/** Figures are made for so long between two batches of events. */
const MAKES_FOR: Millis = 250;
/** And not again for so many times as long: they take a small part of one connection, however many are due. */
const RESTS = 10;
const IDLE: Millis = SECOND;
const AT_MOST: Millis = 10 * SECOND;

/**
 * Keeps the figures up to date until it is stopped: takes in what happened, then makes anew what is due. It rests at least
 * as long as it worked, so that catching up with a full ledger leaves the database to the work of helplines. Any number of
 * processes may run it: each batch and each figure is one's at a time.
 */
export function startFiguresLoop({ keeper, clock, log, worker }: FiguresLoopDeps): FiguresLoop {
  const stopping = new AbortController();
  const { signal } = stopping;

  let restsUntil = 0;
  const make = async (): Promise<void> => {
    const began = performance.now();
    if (began < restsUntil) return;
    while (!signal.aborted && (await keeper.refresh(clock.now())))
      if (performance.now() - began > MAKES_FOR) break;
    const ended = performance.now();
    restsUntil = ended + RESTS * (ended - began);
  };

  const run = async (): Promise<void> => {
    let faults = 0;
    while (!signal.aborted) {
      const began = performance.now();
      let pause = IDLE;
      try {
        const { events } = await keeper.project(EVENTS_AT_ONCE, clock.now());
        await make();
        if (faults > 0) log.info({ worker, repeated: faults }, 'the figures are kept again');
        faults = 0;
        pause = Math.max(events === EVENTS_AT_ONCE ? 0 : IDLE, Math.min(performance.now() - began, AT_MOST));
      } catch (error) {
        faults += 1;
        if (faults === 1) log.error({ worker, error }, 'the figures stand still until this is mended');
        pause = Math.min(IDLE * 2 ** Math.min(faults, 5), AT_MOST);
      }
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
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
