import { Queue, Worker } from 'bullmq';
import type { RedisOptions } from 'ioredis';
import { Redis } from 'ioredis';
import { SECOND } from '../domain/time.ts';
import type { Backend, JobData } from './backend.ts';
import { parseRedisUrl } from './redis-address.ts';
import { connectorFor } from './redis-connector.ts';
import type { Reporter } from './reporter.ts';
import { within } from './running.ts';
import type { Stalling } from './settings.ts';
import { STREAMS, workerSettings } from './settings.ts';

const PREFIX = 'redress';

const CONNECTS_WITHIN = 15 * SECOND;

const retryStrategy = (times: number): number => Math.min(times * 200, 5 * SECOND);

/**
 * The queue on Redis. Producers share a connection that fails at once when Redis is away; workers share one that
 * waits for it, and each has one more that blocks. Throws when Redis is away now.
 */
export async function openRedisBackend(url: string, report: Reporter, stalling: Stalling): Promise<Backend> {
  const address = parseRedisUrl(url);
  const client = (more: Omit<RedisOptions, 'replyMapping'>): Redis => {
    const made = new Redis({
      ...address,
      connectTimeout: 5 * SECOND,
      retryStrategy,
      lazyConnect: true,
      Connector: connectorFor(address),
      // A primary that hangs ends no connection: that another has taken its place is heard from the sentinels.
      ...(address.sentinels === undefined ? {} : { failoverDetector: true }),
      ...more,
    });
    made.on('error', report);
    return made;
  };
  const producers = client({
    connectionName: 'redress-producer',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 10 * SECOND,
  });
  const workers = client({ connectionName: 'redress-worker', maxRetriesPerRequest: null });
  try {
    // Of sentinels that are all away no error is made: they are asked for ever.
    const connected = Promise.all([producers.connect(), workers.connect()]);
    if (!(await within(CONNECTS_WITHIN, connected))) {
      throw new Error('it does not answer');
    }
  } catch (error) {
    producers.disconnect();
    workers.disconnect();
    throw error;
  }
  return {
    name: 'Redis',
    producer: (name) => {
      const queue = new Queue<JobData>(name, { connection: producers, prefix: PREFIX, streams: STREAMS });
      queue.on('error', report);
      return queue;
    },
    consumer: (name, concurrency, handle) => {
      const worker = new Worker<JobData>(name, async (job) => handle({ id: job.id ?? '', data: job.data }), {
        connection: workers,
        prefix: PREFIX,
        ...workerSettings(concurrency, stalling),
      });
      worker.on('error', report);
      return worker;
    },
    onReturn: (tell) => void producers.on('ready', tell),
    ping: async () => void (await producers.ping()),
    close: async (force) => {
      for (const one of [producers, workers]) {
        if (force || one.status !== 'ready') {
          one.disconnect();
        } else {
          await one.quit().catch(() => one.disconnect());
        }
      }
    },
  };
}
