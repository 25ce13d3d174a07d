import type { JobsOptions } from 'bullmq';

/** All that is stored with a job, besides its id and its queue's name: ids. A pack names each effect with its takedown. */
export type JobData =
  | { readonly takedownId: string }
  | { readonly effects: readonly (readonly [effect: string, takedown: string])[] };

export interface QueuedJob {
  readonly name: string;
  readonly data: JobData;
  readonly opts: JobsOptions & { readonly jobId: string };
}

/** What is used of BullMQ's Queue, whatever backend it has. */
export interface ProducerQueue {
  addBulk(jobs: QueuedJob[]): Promise<unknown>;
  getJobCounts(
    ...types: ('waiting' | 'active' | 'delayed' | 'prioritized')[]
  ): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** What is used of BullMQ's Worker. */
export interface ConsumerWorker {
  /** How many jobs it holds at once; may be changed while it runs. */
  concurrency: number;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** One of the two stores that BullMQ works on here. */
export interface Backend {
  /** What a person calls it, in errors. */
  readonly name: 'Redis' | 'PostgreSQL';
  producer(queue: string): ProducerQueue;
  consumer(
    queue: string,
    concurrency: number,
    handle: (job: { readonly id: string; readonly data: JobData }) => Promise<void>,
  ): ConsumerWorker;
  /** Told each time that the server was away and is back: what was queued may be lost. */
  onReturn(tell: () => void): void;
  /** Asks the server for a sign of life, and throws when there is none. */
  ping(): Promise<void>;
  /** Ends the connections; `force` when jobs still run that nobody waits for any more. */
  close(force: boolean): Promise<void>;
}
