import { createPostgresBackend, withBackend } from 'bullmq';
import { INTAKE_QUEUE, INTAKE_SCHEMA } from '../../wire/intake-envelope.ts';
import { within } from '../running.ts';
import type { IntakeBackend, IntakeWorkerSettings } from './backend.ts';

/**
 * A worker of the intake queue on PostgreSQL: in a schema of its own, which is made when it is not there, so that a
 * helpline's user of the database can be let in here and nowhere else. Throws when the database is away now.
 */
export async function openPostgresIntake(
  url: string,
  { process, options, report }: IntakeWorkerSettings,
): Promise<IntakeBackend> {
  const { Worker } = withBackend(createPostgresBackend);
  const worker = new Worker(INTAKE_QUEUE, process, {
    ...options,
    connection: {
      connectionString: url,
      schema: INTAKE_SCHEMA,
      migrate: true,
      max: 2,
      application_name: 'redress-intake',
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    },
  });
  worker.on('error', report);
  try {
    await worker.waitUntilReady();
  } catch (error) {
    await within(
      1_000,
      worker.close(true).catch(() => undefined),
    );
    throw error;
  }
  return { worker, close: async () => undefined };
}
