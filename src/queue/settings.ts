import type { JobsOptions, QueueOptions, WorkerOptions } from 'bullmq';
import type { Millis } from '../domain/time.ts';
import { SECOND } from '../domain/time.ts';
import type { EffectKind } from '../flow/ports.ts';

export function queueName(kind: EffectKind): string {
  return `redress-${kind}`;
}

/**
 * The queue never retries and keeps nothing: the ledger is the only authority on repeating, and a job that is
 * finished in whatever way makes room for the same id.
 */
export const JOB_OPTIONS: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** Nobody reads the event streams; they must not grow. */
export const STREAMS: NonNullable<QueueOptions['streams']> = { events: { maxLen: 100 } };

/** How soon a job is seen to be abandoned by its worker. */
export interface Stalling {
  /** A worker renews its hold on a job at half of this time. */
  readonly lock: Millis;
  readonly interval: Millis;
}

/** As soon as the ledger takes back the work of a process that died (src/ledger/store/claim/workers.ts). */
export const STALLING: Stalling = { lock: 10 * SECOND, interval: 5 * SECOND };

/**
 * An abandoned job is handed to a worker once more: while it is there, the ledger cannot queue its takedown anew. That
 * repeats nothing by itself: the handler begins by asking the ledger (`begin`), which refuses what another holds or
 * has committed. A job that is abandoned four times is dropped; the ledger's lease brings it back, more slowly.
 */
export function workerSettings(concurrency: number, stalling: Stalling) {
  return {
    concurrency,
    lockDuration: stalling.lock,
    stalledInterval: stalling.interval,
    maxStalledCount: 3,
    // Retry of the connection after it was refused; the default of 15 s would idle long after an outage.
    runRetryDelay: SECOND,
  } satisfies Partial<WorkerOptions>;
}
