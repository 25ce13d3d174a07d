import { RedressError } from '../domain/errors.ts';
import type { Logger } from '../flow/ports.ts';
import type { Backend } from './backend.ts';
import { makeEffectQueue, type OpenQueue } from './effect-queue.ts';
import { openPostgresBackend } from './postgres.ts';
import { openRedisBackend } from './redis.ts';
import type { Reporter } from './reporter.ts';
import { reasonOf, throttledReporter } from './reporter.ts';
import type { Stalling } from './settings.ts';
import { STALLING } from './settings.ts';

export type QueueOptions = ({ readonly redisUrl: string } | { readonly databaseUrl: string }) & {
  readonly logger: Logger;
  /** Shorter in tests. */
  readonly stalling?: Stalling | undefined;
};

/**
 * Opens the queues of the effects, on Redis or on PostgreSQL.
 *
 * @throws RedressError `queue_unreachable`, `queue_url_invalid`
 */
export async function openQueue(options: QueueOptions): Promise<OpenQueue> {
  const report = throttledReporter(options.logger);
  const backend = await openBackend(options, report);
  return makeEffectQueue(backend, options.logger);
}

async function openBackend(options: QueueOptions, report: Reporter): Promise<Backend> {
  const stalling = options.stalling ?? STALLING;
  const field = 'redisUrl' in options ? 'REDIS_URL' : 'DATABASE_URL';
  try {
    return 'redisUrl' in options
      ? await openRedisBackend(options.redisUrl, report, stalling)
      : await openPostgresBackend(options.databaseUrl, report, stalling);
  } catch (cause) {
    if (cause instanceof RedressError) {
      throw cause;
    }
    throw new RedressError('queue_unreachable', `The queue cannot be reached: ${reasonOf(cause)}`, {
      field,
      cure: `Check the address in ${field}, and that the server runs and takes this user.`,
      cause,
    });
  }
}
