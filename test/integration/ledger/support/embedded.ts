import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach } from 'vitest';
import { runningPostmaster } from '../../../../src/ledger/embedded/postmaster.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

export const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
});

/** A data folder; whatever still runs on it at the end is stopped. */
export async function dataFolder(access: 'open' | 'private' = 'open'): Promise<string> {
  const folder = await tempFolder('embedded', access);
  const path = join(folder.path, 'data');
  cleanups.push(async () => {
    const cluster = await clusterOf(path);
    const server = await runningPostmaster(cluster);
    if (server !== undefined) {
      process.kill(server.pid, 'SIGKILL');
    }
    if (!cluster.startsWith(path)) {
      await rm(join(cluster, '..'), { recursive: true, force: true });
    }
    await folder.remove();
  });
  return path;
}

export async function clusterOf(data: string): Promise<string> {
  const path = join(data, 'pg', 'cluster');
  return readlink(path).catch(() => path);
}

/** Its process id; 0 when none runs. */
export async function postmasterOf(data: string): Promise<number> {
  return (await runningPostmaster(await clusterOf(data)))?.pid ?? 0;
}

export async function signalServer(data: string, signal: NodeJS.Signals): Promise<void> {
  const pid = await postmasterOf(data);
  if (pid === 0) throw new Error('no server runs');
  process.kill(pid, signal);
}

export async function isRunning(data: string): Promise<boolean> {
  return (await runningPostmaster(await clusterOf(data))) !== undefined;
}

export async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const [, , uid, gid] = lines.find((line) => line.startsWith('postgres:'))?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
