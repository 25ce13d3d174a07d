import type { Job, WorkerOptions } from 'bullmq';
import type { ConsumerWorker } from '../backend.ts';
import type { Reporter } from '../reporter.ts';

/** What BullMQ's worker is given on either backend. */
export interface IntakeWorkerSettings {
  readonly process: (job: Job) => Promise<unknown>;
  readonly options: Omit<WorkerOptions, 'connection'>;
  readonly report: Reporter;
}

/** The worker of the intake queue on one of the two backends, and its connections. */
export interface IntakeBackend {
  readonly worker: ConsumerWorker;
  close(force: boolean): Promise<void>;
}
