import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendFactory, PostgresConnectionOptions } from 'bullmq';
import { PostgresConnection, PostgresQueueBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import { SECOND } from '../domain/time.ts';
import type { Backend, JobData } from './backend.ts';
import { muteEvents } from './mute-events.ts';
import type { Reporter } from './reporter.ts';
import type { Stalling } from './settings.ts';
import { STREAMS, workerSettings } from './settings.ts';

export const QUEUE_SCHEMA = 'redress_queue';

/** All queues and workers of a process share these and one more that listens; BullMQ would open a pool for each. */
const CONNECTIONS = 6;

/**
 * A backend on a connection that others use too. BullMQ lets only a backend that owns its connection listen for
 * jobs, and such a one ends the connection when it is closed: this one listens, and leaves it open.
 */
class SharedBackend extends PostgresQueueBackend {
  override close(): Promise<void> {
    this.closing ??= Promise.resolve();
    return this.closing;
  }

  override disconnect(): Promise<void> {
    return this.disconnectBlocking();
  }
}

/**
 * One connection for all that listen. Several may subscribe at the same moment, and node-postgres wants one query
 * at a time on a client: they are put in a row.
 */
class SharedConnection extends PostgresConnection {
  private readonly inRow = new WeakSet<PgListenClient>();

  override async getListenClient(): Promise<PgListenClient> {
    const client = await super.getListenClient();
    if (!this.inRow.has(client)) {
      this.inRow.add(client);
      const query: PgListenClient['query'] = client.query.bind(client);
      let last: Promise<unknown> = Promise.resolve();
      client.query = <R>(text: string, params?: readonly unknown[]) => {
        const mine = last.then(() => query<R>(text, params));
        last = mine.catch(() => undefined);
        return mine;
      };
    }
    return client;
  }
}

type PgListenClient = Awaited<ReturnType<PostgresConnection['getListenClient']>>;

async function migrateQueue(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'redress-queue',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await runMigrations(
      {
        query: async <R>(text: string, values?: readonly unknown[]) => {
          const { rows, rowCount } = await client.query(text, values === undefined ? undefined : [...values]);
          const typed: R[] = rows;
          return { rows: typed, rowCount };
        },
      },
      QUEUE_SCHEMA,
    );
    await muteEvents(client, QUEUE_SCHEMA);
  } finally {
    await client.end();
  }
}

/** Tells each time that connections broke and the server answers again. */
function tellReturns(connection: PostgresConnection, isClosed: () => boolean, tell: () => void): void {
  let asking = false;
  connection.on('error', async () => {
    if (asking || isClosed()) return;
    asking = true;
    const answers = (): Promise<boolean> =>
      connection.pool.query('SELECT 1').then(
        () => true,
        () => false,
      );
    while (!isClosed() && !(await answers())) await sleep(SECOND, undefined, { ref: false });
    asking = false;
    if (!isClosed()) tell();
  });
}

/** The queue on PostgreSQL, in a schema of its own. Throws when the database is away. */
export async function openPostgresBackend(
  url: string,
  report: Reporter,
  stalling: Stalling,
): Promise<Backend> {
  await migrateQueue(url);
  const options = {
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: CONNECTIONS,
    application_name: 'redress-queue',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // The ledger is what may not be lost. Each of BullMQ's statements notifies, and those commit one after another
    // under one lock of the server: waiting for the disk in it would bound all workers by one disk's latency.
    options: '-c synchronous_commit=off',
  };
  const connection = new SharedConnection(options);
  // Two listeners for each of the queues and workers that share it.
  connection.setMaxListeners(64);
  connection.on('error', report);
  await connection.waitUntilReady();
  let closed = false;
  const factory: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (name, opts) =>
    new SharedBackend(connection, name, opts, true);
  const { Queue, Worker } = withBackend(factory);
  return {
    name: 'PostgreSQL',
    producer: (name) => {
      const queue = new Queue<JobData>(name, { connection: options, streams: STREAMS });
      queue.on('error', report);
      return queue;
    },
    consumer: (name, concurrency, handle) => {
      const worker = new Worker<JobData>(name, async (job) => handle({ id: job.id ?? '', data: job.data }), {
        connection: options,
        ...workerSettings(concurrency, stalling),
      });
      worker.on('error', report);
      return worker;
    },
    // A server that fell may have forgotten its last moments.
    onReturn: (tell) => tellReturns(connection, () => closed, tell),
    ping: async () => void (await connection.pool.query('SELECT 1')),
    close: () => {
      closed = true;
      return connection.close();
    },
  };
}
