import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import { HOUR } from '../../domain/time.ts';
import type { Account } from './account.ts';
import { isCode } from './folders.ts';
import type { Place } from './place.ts';

export const SUPERUSER = 'redress';

async function own(path: string, account: Account): Promise<void> {
  if (account.uid !== undefined && account.gid !== undefined) {
    await chown(path, account.uid, account.gid);
  }
}

async function initdb(place: Place, draft: string, passwordFile: string, account: Account): Promise<void> {
  const child = spawn(
    join(place.native, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new RedressError('database_init_failed', `initdb ended with ${code}: ${complaint.trim()}`, {
      cure: 'Check free space and the rights on the data folder, or set DATABASE_URL.',
    });
  }
}

/** Drafts of starts that were killed. Young ones may belong to a start that is still at work. */
async function sweep(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(cluster)}.new-`)) {
      const path = join(folder, name);
      const age = await stat(path).then(
        (found) => Date.now() - found.mtimeMs,
        () => 0,
      );
      if (age > HOUR) {
        await rm(path, { recursive: true, force: true });
      }
    }
  }
}

/**
 * Makes the cluster if there is none. `initdb` works in a draft folder that gets its name only when it is whole, so
 * a start that is killed half-way leaves nothing behind that looks like a cluster; of several that start together,
 * the first rename wins.
 *
 * @throws RedressError `database_init_failed`, `database_version_mismatch`
 */
export async function ensureCluster(place: Place, password: string, account: Account): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    const id = `${process.pid}-${randomBytes(4).toString('hex')}`;
    const draft = `${place.cluster}.new-${id}`;
    const passwordFile = `${place.cluster}.new-${id}.pw`;
    try {
      await mkdir(draft, { mode: 0o700 });
      await own(draft, account);
      await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
      await own(passwordFile, account);
      await initdb(place, draft, passwordFile, account);
      await rename(draft, place.cluster).catch((error: unknown) => {
        if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) {
          throw error;
        }
      });
    } finally {
      await rm(passwordFile, { force: true });
      await rm(draft, { recursive: true, force: true });
    }
  } else if (version.trim() !== SERVER_MAJOR) {
    throw new RedressError(
      'database_version_mismatch',
      `The cluster in ${place.cluster} is of PostgreSQL ${version.trim()}, the programs are ${SERVER_MAJOR}.`,
      { cure: 'Upgrade it with pg_upgrade or a dump, or install the version of Redress that made it.' },
    );
  }
  await sweep(place.cluster);
}

/** The major version of the programs in the npm package. */
const SERVER_MAJOR = '18';
