import { spawn } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { DataFolders } from './folders.ts';
import type { Place } from './place.ts';
import { clearReusedPidFile } from './postmaster.ts';

/**
 * Given on the command line at each start, so that no edit of a file weakens them. Statements and their values are
 * never logged: they hold sealed data, but also hosts and times.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: '128MB',
  // The data lie on a solid-state disk or in memory: reading a row by its key costs little more than the next one.
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_messages: 'log',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '%m [%p] ',
};

const LOG_LIMIT = 5_000_000;

/** One try at starting the server. */
export interface Start {
  readonly port: number;
  /** Set once the process has ended: the server is not running, or never did. */
  ended(): boolean;
  /** What the server wrote since this start: no statements, no values. */
  complaint(): Promise<string>;
}

async function isFree(port: number): Promise<number | undefined> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const got = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(got));
    });
  });
}

/** The port of last time if it is free, so that an address that someone noted stays good; else another. */
async function choosePort(folders: DataFolders, fresh: boolean): Promise<number> {
  const last = Number(await readFile(folders.portFile, 'utf8').catch(() => '0'));
  const kept = !fresh && last > 0 ? await isFree(last) : undefined;
  const port = kept ?? (await isFree(0));
  if (port === undefined) {
    throw new Error('no free port on 127.0.0.1');
  }
  await writeFile(folders.portFile, `${port}\n`);
  return port;
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) {
    await rename(path, `${path}.1`);
  }
  const file = await open(path, 'a', 0o600);
  return { file, from: size > LOG_LIMIT ? 0 : size };
}

/**
 * Starts the server in a session of its own: neither the end of this process nor Ctrl-C in its terminal reaches it.
 * Whether it came up is seen by connecting to it.
 */
export async function startServer(
  place: Place,
  folders: DataFolders,
  account: Account,
  freshPort: boolean,
): Promise<Start> {
  await clearReusedPidFile(place.cluster);
  const port = await choosePort(folders, freshPort);
  const { file, from } = await openLog(folders.logFile);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    join(place.native, 'bin', 'postgres'),
    ['-D', place.cluster, '-p', String(port), ...settings],
    {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', file.fd, file.fd],
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    },
  );
  let over = false;
  child.once('error', () => {
    over = true;
  });
  child.once('exit', () => {
    over = true;
  });
  child.unref();
  await file.close();
  return {
    port,
    ended: () => over,
    complaint: async () => (await readFile(folders.logFile, 'utf8')).slice(from).trim().slice(-1500),
  };
}
