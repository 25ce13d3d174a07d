import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import type { Account } from './account.ts';

/** `<dataDir>/pg`: password, port, log and (unless it had to move) the cluster. */
export interface DataFolders {
  readonly dataDir: string;
  readonly base: string;
  readonly portFile: string;
  readonly logFile: string;
}

/**
 * Makes the data folder and `pg` in it. Root's server runs as another user, who must be able to pass through;
 * the files that matter have modes of their own.
 *
 * @throws RedressError `data_dir_unwritable`
 */
export async function makeFolders(dataDir: string, account: Account): Promise<DataFolders> {
  const mode = account.uid === undefined ? 0o700 : 0o711;
  try {
    await mkdir(dataDir, { recursive: true, mode });
    const real = await realpath(dataDir);
    const base = join(real, 'pg');
    await mkdir(base, { recursive: true, mode });
    const probe = join(base, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`);
    await writeFile(probe, '');
    await rm(probe);
    return { dataDir: real, base, portFile: join(base, 'port'), logFile: join(base, 'server.log') };
  } catch (cause) {
    throw new RedressError('data_dir_unwritable', `The data folder ${dataDir} cannot be written.`, {
      field: 'dataDir',
      cure: 'Choose a folder that this user owns (--data or REDRESS_DATA_DIR), or mend its owner and mode.',
      cause,
    });
  }
}

/**
 * A secret that all processes of one data folder share: the first to come writes it, whole, under mode 600
 * (`link` fails if the name is taken, so nobody ever reads half a file).
 */
export async function sharedSecret(path: string, make: () => string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (!isCode(error, 'ENOENT')) {
      throw error;
    }
  }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${make()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(path, 'utf8')).trim();
}

/** Whether an error of the system or of PostgreSQL carries this code. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}
