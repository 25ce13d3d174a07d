import type { ConnectionOptions, JobsOptions } from 'bullmq';
import {
  INTAKE_PREFIX,
  INTAKE_QUEUE,
  INTAKE_SCHEMA,
  type IntakeJobData,
} from '../../wire/intake-envelope.ts';

/** Where the queue is. */
export type QueueAt =
  /** Redis: what BullMQ takes, e.g. `{ url: 'redis://...' }` or an ioredis of your own. */
  | { readonly connection: ConnectionOptions }
  /** PostgreSQL: the address of the database. */
  | { readonly backend: { readonly postgres: string } };

export interface Job {
  readonly name: string;
  readonly data: IntakeJobData;
  readonly opts: JobsOptions;
}

/** A job as the queue has it now. */
export interface Found {
  readonly returnvalue: unknown;
  readonly failedReason: string | undefined;
}

/** What is used of BullMQ's Queue. */
export interface Producer {
  addBulk(jobs: Job[]): Promise<unknown>;
  getJobState(id: string): Promise<string>;
  getJob(id: string): Promise<Found | undefined>;
  close(): Promise<void>;
}

/** Loads BullMQ when it is first needed: whoever speaks HTTP alone need not have it in memory. */
export async function openProducer(at: QueueAt): Promise<Producer> {
  const bullmq = await import('bullmq');
  if ('connection' in at) {
    const queue = new bullmq.Queue(INTAKE_QUEUE, { connection: at.connection, prefix: INTAKE_PREFIX });
    // Calls fail by themselves; without a listener the process would end.
    queue.on('error', () => undefined);
    return queue;
  }
  const { Queue } = bullmq.withBackend(bullmq.createPostgresBackend);
  const queue = new Queue(INTAKE_QUEUE, {
    connection: { connectionString: at.backend.postgres, schema: INTAKE_SCHEMA, max: 2 },
  });
  queue.on('error', () => undefined);
  return queue;
}
