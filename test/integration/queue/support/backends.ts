import { Redis } from 'ioredis';
import pg from 'pg';
import type { QueueOptions } from '../../../../src/queue/open.ts';
import { freshDatabase } from '../../../support/postgres.ts';
import { startRedis } from '../../../support/redis.ts';

/** A real server for one suite: where it is, all that it stores as text, and its end. */
export interface QueueServer {
  readonly address: { readonly redisUrl: string } | { readonly databaseUrl: string };
  dump(): Promise<string>;
  stop(): Promise<void>;
}

export const BACKENDS = ['redis', 'postgres'] as const;

export async function startServer(kind: (typeof BACKENDS)[number]): Promise<QueueServer> {
  return kind === 'redis' ? onRedis() : onPostgres();
}

async function onRedis(): Promise<QueueServer> {
  const server = await startRedis();
  return {
    address: { redisUrl: server.url },
    dump: () => dumpRedis(server.url),
    stop: () => server.stop(),
  };
}

async function dumpRedis(url: string): Promise<string> {
  const client = new Redis(url);
  const texts: string[] = [];
  for (const key of await client.keys('*')) {
    const type = await client.type(key);
    const value =
      type === 'hash'
        ? await client.hgetall(key)
        : type === 'list'
          ? await client.lrange(key, '0', '-1')
          : type === 'zset'
            ? await client.zrange(key, '0', '-1')
            : type === 'set'
              ? await client.smembers(key)
              : type === 'stream'
                ? await client.xrange(key, '-', '+')
                : await client.get(key);
    texts.push(`${key} ${JSON.stringify(value)}`);
  }
  client.disconnect();
  return texts.join('\n');
}

async function onPostgres(): Promise<QueueServer> {
  const database = await freshDatabase();
  return {
    address: { databaseUrl: database.url },
    dump: () => dumpPostgres(database.url),
    stop: () => database.drop(),
  };
}

async function dumpPostgres(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'redress_queue'`,
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await client.query<{ row: string }>(`SELECT x::text AS row FROM ${name} x`);
    texts.push(...rows.rows.map((one) => `${name} ${one.row}`));
  }
  await client.end();
  return texts.join('\n');
}

export function optionsFor(
  server: QueueServer,
  more: Pick<QueueOptions, 'logger' | 'stalling'>,
): QueueOptions {
  return { ...server.address, ...more };
}
