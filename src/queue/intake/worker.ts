import { RedressError } from '../../domain/errors.ts';
import { DAY, SECOND } from '../../domain/time.ts';
import { reasonOf, throttledReporter } from '../reporter.ts';
import { within } from '../running.ts';
import { STALLING, type Stalling, workerSettings } from '../settings.ts';
import type { IntakeBackend, IntakeWorkerSettings } from './backend.ts';
import { handleEnvelope, type IntakeHandling } from './handle.ts';
import { openPostgresIntake } from './postgres.ts';
import { openRedisIntake } from './redis.ts';

export type IntakeWorkerOptions = ({ readonly redisUrl: string } | { readonly databaseUrl: string }) &
  IntakeHandling & {
    readonly concurrency: number;
    /** Shorter in tests. */
    readonly stalling?: Stalling | undefined;
  };

export interface IntakeWorker {
  /** Takes no more jobs and waits for those that run, up to `deadline` ms. */
  close(deadline: number): Promise<void>;
}

/** Answers are kept for whoever asks within a day, unless the job itself says otherwise. */
const KEPT = { age: DAY / SECOND, count: 100_000 };

/**
 * Takes jobs from the queue `takedown-intake` until it is closed. A job that is abandoned by its worker is taken up by
 * another: the register of jobs sees to it that it is taken in once.
 *
 * @throws RedressError `queue_unreachable`, `queue_url_invalid`
 */
export async function startIntakeWorker(options: IntakeWorkerOptions): Promise<IntakeWorker> {
  const settings: IntakeWorkerSettings = {
    process: (job) => handleEnvelope(options, job),
    options: {
      ...workerSettings(options.concurrency, options.stalling ?? STALLING),
      maxStalledCount: 10,
      removeOnComplete: KEPT,
      removeOnFail: KEPT,
    },
    report: throttledReporter(options.log),
  };
  const { worker, close } = await open(options, settings);
  let closing: Promise<void> | undefined;
  const shut = async (deadline: number): Promise<void> => {
    const stopped = worker.close();
    const inTime = await within(deadline, stopped);
    stopped.catch(() => undefined);
    await close(!inTime);
  };
  return { close: (deadline) => (closing ??= shut(deadline)) };
}

async function open(options: IntakeWorkerOptions, settings: IntakeWorkerSettings): Promise<IntakeBackend> {
  try {
    return 'redisUrl' in options
      ? await openRedisIntake(options.redisUrl, settings)
      : await openPostgresIntake(options.databaseUrl, settings);
  } catch (cause) {
    if (cause instanceof RedressError) throw cause;
    throw new RedressError('queue_unreachable', `The intake queue cannot be reached: ${reasonOf(cause)}`, {
      field: 'redisUrl' in options ? 'REDIS_URL' : 'DATABASE_URL',
      cure: 'Check the address, and that the server runs and takes this user.',
      cause,
    });
  }
}
