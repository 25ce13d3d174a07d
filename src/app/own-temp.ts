import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OwnTemp {
  readonly path: string;
  remove(): Promise<void>;
}

/** Where programs look for the folder of temporary files: POSIX, and Windows. */
const NAMES = ['TMPDIR', 'TMP', 'TEMP'] as const;

/** Processes of other machines, or containers, that share the folder have names of their own. */
const PREFIX = `redress-process-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;

/** The address of a socket has 107 bytes, and Chromium's ends in org.chromium.Chromium.XXXXXX/SingletonSocket. */
const LONGEST = 107 - 45;

/**
 * Gives this process, and the Chromium that it starts, a folder of its own for temporary files, below the machine's:
 * profiles of a browser stay behind when the process is killed. What killed processes of this machine and user left is
 * removed first. Not below the data folder, since Chromium makes a socket in it, and the path of a socket is short.
 */
export async function openOwnTemp(below: string = tmpdir()): Promise<OwnTemp> {
  await sweep(below);
  const path = join(below, `${PREFIX}${process.pid}`);
  if (Buffer.byteLength(path) > LONGEST) return { path: below, remove: async () => undefined };
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Nothing can be written there (a container whose file system is read-only): nothing can be left there either.
    if (!isRefused(error)) throw error;
    return { path: below, remove: async () => undefined };
  }
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  for (const name of NAMES) process.env[name] = path;
  return {
    path,
    remove: async () => {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const REFUSALS = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOENT']);

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.has(String(error.code));
}

async function sweep(below: string): Promise<void> {
  const names = await readdir(below).catch(() => []);
  for (const name of names) {
    const pid = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : '';
    if (!/^[1-9]\d{0,9}$/.test(pid) || lives(Number(pid))) continue;
    const path = join(below, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** One with our number died before this process began: a container gives the same numbers at each start. */
function lives(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
