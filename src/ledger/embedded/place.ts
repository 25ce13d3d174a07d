import { createHash, randomBytes } from 'node:crypto';
import { cp, lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import type { Logger } from '../../flow/ports.ts';
import type { Account } from './account.ts';
import { canEnter } from './account.ts';
import { findNativeFolder, makeExecutable } from './binaries.ts';
import type { DataFolders } from './folders.ts';
import { isCode } from './folders.ts';

/** Where the server's programs and its cluster lie. */
export interface Place {
  readonly native: string;
  readonly cluster: string;
}

async function kind(path: string): Promise<'link' | 'other' | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? 'link' : 'other';
  } catch (error) {
    if (isCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

async function nativeWithin(reach: (folder: string) => boolean, refuge: string): Promise<string> {
  const own = findNativeFolder();
  await makeExecutable(own);
  if (reach(join(own, 'bin'))) {
    return own;
  }
  const copy = join(refuge, 'native');
  if ((await kind(copy)) === undefined) {
    const draft = `${copy}.${randomBytes(4).toString('hex')}`;
    await cp(own, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(async () => rm(draft, { recursive: true, force: true }));
  }
  return copy;
}

async function clusterWithin(reach: (folder: string) => boolean, folders: DataFolders, refuge: string) {
  const own = join(folders.base, 'cluster');
  const present = await kind(own);
  if (present === 'link') {
    return readlink(own);
  }
  if (reach(folders.base)) {
    return own;
  }
  if (present === 'other') {
    throw new RedressError(
      'data_dir_unreachable',
      `The user "postgres" cannot enter ${folders.base}, where its cluster lies.`,
      { field: 'dataDir', cure: 'Give passage to the folders above it (chmod o+x), as it was before.' },
    );
  }
  const moved = join(refuge, 'cluster');
  if ((await kind(moved)) !== undefined) {
    // Its data folder was deleted and made anew: the password is gone. Set aside, never destroyed.
    await rename(moved, `${moved}.orphan-${Date.now()}`);
  }
  await symlink(moved, own).catch((error: unknown) => {
    if (!isCode(error, 'EEXIST')) {
      throw error;
    }
  });
  return moved;
}

/**
 * Decides where the server runs. As root it runs as `postgres`, who may not be able to enter the checkout (a clone
 * in /root, or below a private temporary folder): then programs and cluster go to /var/lib/redress/<hash>, and a
 * link in the data folder leads there.
 */
export async function choosePlace(folders: DataFolders, account: Account, logger: Logger): Promise<Place> {
  const hash = createHash('sha256').update(folders.dataDir).digest('hex').slice(0, 16);
  const refuge = join('/var/lib/redress', hash);
  const reach = (folder: string): boolean => canEnter(account, folder);
  if (account.uid === undefined || (reach(folders.base) && reach(findNativeFolder()))) {
    return {
      native: await nativeWithin(reach, refuge),
      cluster: await clusterWithin(reach, folders, refuge),
    };
  }
  await mkdir(refuge, { recursive: true, mode: 0o711 });
  const place = {
    native: await nativeWithin(reach, refuge),
    cluster: await clusterWithin(reach, folders, refuge),
  };
  logger.info(
    { place: refuge },
    'The user "postgres" cannot enter the checkout: the database or its programs lie outside of it.',
  );
  return place;
}
