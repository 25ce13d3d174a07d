import { setTimeout as sleep } from 'node:timers/promises';
import { IntakeAnswer, type TakedownRequestInput } from '../../wire/intake.ts';
import type { IntakeKey, IntakeKeySet } from '../../wire/intake-envelope.ts';
import { RedressClientError } from '../error.ts';
import { openProducer, type Producer, type QueueAt } from './producer.ts';
import { sealRequest } from './seal.ts';

export type QueueClientOptions = QueueAt & {
  /** The helpline's id. */
  readonly helpline: string;
  /** Its intake secret: `redress intake-secret create HELPLINE`. */
  readonly secret: string;
  /** What `GET /v1/intake-key` answers, or one key of it. */
  readonly serverKey: IntakeKey | IntakeKeySet;
};

export interface QueueClient {
  /**
   * Adds a request and answers the job's id. With an id of your own (16 to 100 letters, digits, `.`, `_`, `-`) it can
   * be called again after a failure: the request is taken in once.
   */
  enqueue(request: TakedownRequestInput, options?: { readonly id?: string | undefined }): Promise<string>;
  /** Adds many in one go; the ids are in the order of the requests. */
  enqueueMany(requests: readonly TakedownRequestInput[]): Promise<readonly string[]>;
  /**
   * What became of a job; undefined while it waits or runs, or when the queue knows it no more (answers are kept for
   * a day).
   *
   * @throws RedressClientError `intake_failed` when Redress could not take it in; retry the job, or enqueue it again
   */
  answer(id: string): Promise<IntakeAnswer | undefined>;
  /**
   * Waits for the answer.
   *
   * @throws RedressClientError `intake_failed`, `intake_timeout` after `timeout` ms (30 s if not said)
   */
  wait(id: string, options?: { readonly timeout?: number | undefined }): Promise<IntakeAnswer>;
  close(): Promise<void>;
}

/** Retries are for a ledger that is away; what is wrong with a request is told by the answer, never retried. */
const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
  stackTraceLimit: 0,
  removeOnComplete: { age: 24 * 3600 },
  removeOnFail: { age: 7 * 24 * 3600 },
};

const FIRST_LOOK = 25;
const LONGEST_PAUSE = 1_000;

/** A client of the intake queue. Opens its connection when it is first used. */
export function createQueueClient(options: QueueClientOptions): QueueClient {
  const { helpline, secret } = options;
  const key = 'keys' in options.serverKey ? options.serverKey.keys[0] : options.serverKey;
  if (key === undefined) throw new RedressClientError('intake_key_missing', 'serverKey has no key');
  const sealing = { helpline, secret, serverKey: key };
  let opening: Promise<Producer> | undefined;
  const producer = (): Promise<Producer> => {
    opening ??= openProducer(options);
    return opening;
  };
  const jobOf = async (request: TakedownRequestInput, id: string) => ({
    name: 'takedown',
    data: await sealRequest(sealing, request, id),
    opts: { ...JOB_OPTIONS, jobId: id },
  });
  const answer = async (id: string): Promise<IntakeAnswer | undefined> => {
    const queue = await producer();
    const state = await queue.getJobState(id);
    if (state !== 'completed' && state !== 'failed') return undefined;
    const job = await queue.getJob(id);
    if (state === 'completed') return job === undefined ? undefined : IntakeAnswer.parse(job.returnvalue);
    throw new RedressClientError('intake_failed', job?.failedReason ?? 'the job failed');
  };
  return {
    enqueue: async (request, { id = crypto.randomUUID() } = {}) => {
      await (await producer()).addBulk([await jobOf(request, id)]);
      return id;
    },
    enqueueMany: async (requests) => {
      const ids = requests.map(() => crypto.randomUUID());
      const jobs = await Promise.all(requests.map((request, index) => jobOf(request, ids[index] ?? '')));
      await (await producer()).addBulk(jobs);
      return ids;
    },
    answer,
    wait: async (id, { timeout = 30_000 } = {}) => {
      const until = Date.now() + timeout;
      for (let pause = FIRST_LOOK; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        const found = await answer(id);
        if (found !== undefined) return found;
        if (Date.now() >= until) {
          throw new RedressClientError(
            'intake_timeout',
            `no answer within ${timeout} ms; the job still stands`,
          );
        }
        await sleep(pause);
      }
    },
    close: async () => {
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}
