import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Releases } from '../../src/app/releases.ts';
import type { Logger } from '../../src/flow/ports.ts';
import { joinEmbedded } from '../../src/ledger/embedded/join.ts';
import { startRedis } from '../../test/support/redis.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { writeCatalogue } from './catalogue.ts';
import { type Sinks, startSinks } from './sinks.ts';

export const BACKENDS = ['redis', 'postgres'] as const;
export type Backend = (typeof BACKENDS)[number];

/** Everything that the measurements share: servers on loopback, a catalogue, a folder that goes at the end. */
export interface Setting {
  readonly folder: string;
  readonly platforms: string;
  readonly redisUrl: string;
  readonly sinks: Sinks;
  readonly log: Logger;
  readonly servers: Readonly<Record<string, string>>;
  /** An empty database on the embedded PostgreSQL. */
  newDatabase(): Promise<string>;
  close(): Promise<void>;
}

export async function openSetting(log: Logger): Promise<Setting> {
  const releases = new Releases();
  let closing: Promise<void> | undefined;
  // A signal and the failure that it causes both come here: whoever is second waits for the first.
  const close = (): Promise<void> => (closing ??= releases.run(log));
  try {
    const folder = await tempFolder('bench');
    releases.add('folder', () => folder.remove());
    const platforms = join(folder.path, 'platforms');
    await writeCatalogue(platforms);
    const server = await joinEmbedded(folder.path, log);
    releases.add('postgres', () => server.leave());
    const redis = await startRedis();
    releases.add('redis', () => redis.stop());
    const sinks = await startSinks();
    releases.add('sinks', () => sinks.close());
    return {
      folder: folder.path,
      platforms,
      redisUrl: redis.url,
      sinks,
      log,
      servers: { postgresql: await postgresVersion(server.url), redis: await redisVersion(redis.url) },
      newDatabase: async () => {
        const name = `bench_${randomBytes(6).toString('hex')}`;
        await query(server.url, `CREATE DATABASE ${name}`);
        const url = new URL(server.url);
        url.pathname = `/${name}`;
        return url.toString();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function postgresVersion(url: string): Promise<string> {
  const [row] = await query(url, 'SHOW server_version');
  return typeof row === 'object' && row !== null ? String(Object.values(row)[0]) : 'unknown';
}

async function redisVersion(url: string): Promise<string> {
  const client = new Redis(url);
  try {
    return /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown';
  } finally {
    client.disconnect();
  }
}
