import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isCode } from './folders.ts';

/** What `postmaster.pid` says about the server of a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

async function readPidFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) {
      return '';
    }
    throw error;
  });
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 1 ? { pid, port } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Whether this process is a PostgreSQL server. Without /proc (macOS) a living process is taken for one. */
async function looksLikeServer(pid: number): Promise<boolean> {
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return basename(words[0] ?? '').startsWith('postgres');
  } catch (error) {
    return isCode(error, 'ENOENT') && process.platform === 'linux' ? false : isAlive(pid);
  }
}

/** The server that runs on this cluster now, or undefined. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const found = await readPidFile(cluster);
  if (found === undefined || !isAlive(found.pid) || !(await looksLikeServer(found.pid))) {
    return undefined;
  }
  return found;
}

async function anyoneWorksIn(cluster: string): Promise<boolean> {
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name)) {
      const folder = await readlink(`/proc/${name}/cwd`).catch(() => '');
      if (folder === cluster) {
        return true;
      }
    }
  }
  return false;
}

/**
 * PostgreSQL clears a pid file of a dead process itself. It refuses when the number belongs to a stranger by now
 * (common after a container restarts). Then the file is removed here, but only where /proc proves that no process
 * of the old server still works in the cluster.
 */
export async function clearReusedPidFile(cluster: string): Promise<void> {
  const found = await readPidFile(cluster);
  if (found === undefined || process.platform !== 'linux' || !isAlive(found.pid)) {
    return;
  }
  if (!(await looksLikeServer(found.pid)) && !(await anyoneWorksIn(cluster))) {
    await rm(join(cluster, 'postmaster.pid'), { force: true });
  }
}
