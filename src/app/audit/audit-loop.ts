import { setTimeout as sleep } from 'node:timers/promises';
import { fold } from '../../domain/fold.ts';
import { DAY, MINUTE, type Millis } from '../../domain/time.ts';
import type { Clock, Logger } from '../../flow/ports.ts';
import type { Break } from '../../ledger/audit/verify.ts';
import type { LedgerHandle } from '../../ledger/open.ts';

export interface AuditDeps {
  readonly handle: Pick<LedgerHandle, 'verifyEach' | 'auditRuns' | 'retention'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly worker: string;
}

export interface AuditLoop {
  stop(): Promise<void>;
}

/** A process that was just started has more urgent work. */
const FIRST: Millis = 5 * MINUTE;
const EVERY: Millis = 15 * MINUTE;
const CHORE = 'audit';
/** Longer than a batch takes by far. */
const HOLD: Millis = 10 * MINUTE;
const BATCH = 200;
/** Of its time this takes a fifth: what is verified today or tonight is the same, what is to be sent is not. */
const REST = 4;

/** Verifies all hash chains once a day, one process for all, and puts on record what it found. */
export function startAuditLoop(deps: AuditDeps, first: Millis = FIRST): AuditLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: Millis) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const run = async (): Promise<void> => {
    await pause(first);
    while (!signal.aborted) {
      try {
        await verifyOnce(deps, signal, pause);
      } catch (error) {
        deps.log.error({ error }, 'the record could not be verified; it is tried again');
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

/** Does nothing when another process has the turn, or it was done less than a day ago. */
export async function verifyOnce(
  { handle, clock, log, worker }: AuditDeps,
  signal: AbortSignal,
  pause: (ms: Millis) => Promise<unknown>,
): Promise<void> {
  const { retention, auditRuns } = handle;
  if (!(await retention.takeTurn(CHORE, worker, HOLD, DAY))) return;
  let done = false;
  try {
    const id = await auditRuns.begin(clock.now());
    let batch = { takedowns: 0, events: 0, breaks: [] as readonly Break[] };
    let broken = 0;
    let began = clock.now();
    const write = async (): Promise<void> => {
      await auditRuns.add(id, batch, clock.now());
      broken += batch.breaks.length;
      batch = { takedowns: 0, events: 0, breaks: [] };
    };
    for await (const one of handle.verifyEach({ fold })) {
      batch = {
        takedowns: batch.takedowns + 1,
        events: batch.events + one.events,
        breaks: [...batch.breaks, ...one.breaks],
      };
      if (batch.takedowns < BATCH) continue;
      await write();
      await pause(Math.max(0, REST * (clock.now() - began)));
      if (signal.aborted || !(await retention.takeTurn(CHORE, worker, HOLD, DAY))) return;
      began = clock.now();
    }
    await write();
    await auditRuns.end(id, clock.now());
    done = true;
    if (broken > 0) log.error({ count: broken }, 'the record was altered: redress audit verify tells where');
  } finally {
    await retention.endTurn(CHORE, worker, done);
  }
}
