import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { SECOND } from '../../domain/time.ts';
import { INTAKE_PREFIX, INTAKE_QUEUE } from '../../wire/intake-envelope.ts';
import { parseRedisUrl } from '../redis-address.ts';
import { connectorFor } from '../redis-connector.ts';
import { within } from '../running.ts';
import type { IntakeBackend, IntakeWorkerSettings } from './backend.ts';

const CONNECTS_WITHIN = 15 * SECOND;

/** A worker of the intake queue on Redis, with a connection of its own. Throws when Redis is away now. */
export async function openRedisIntake(
  url: string,
  { process, options, report }: IntakeWorkerSettings,
): Promise<IntakeBackend> {
  const address = parseRedisUrl(url);
  const connection = new Redis({
    ...address,
    connectionName: 'redress-intake',
    connectTimeout: 5 * SECOND,
    retryStrategy: (times) => Math.min(times * 200, 5 * SECOND),
    lazyConnect: true,
    maxRetriesPerRequest: null,
    Connector: connectorFor(address),
    ...(address.sentinels === undefined ? {} : { failoverDetector: true }),
  });
  connection.on('error', report);
  try {
    if (!(await within(CONNECTS_WITHIN, connection.connect()))) throw new Error('it does not answer');
  } catch (error) {
    connection.disconnect();
    throw error;
  }
  const worker = new Worker(INTAKE_QUEUE, process, { ...options, connection, prefix: INTAKE_PREFIX });
  worker.on('error', report);
  await worker.waitUntilReady();
  return {
    worker,
    close: async (force) => {
      if (force || connection.status !== 'ready') connection.disconnect();
      else await connection.quit().catch(() => connection.disconnect());
    },
  };
}
