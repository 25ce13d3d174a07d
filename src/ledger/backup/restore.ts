import { chmod, chown, lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import type { Logger } from '../../flow/ports.ts';
import { type Account, serverAccount } from '../embedded/account.ts';
import { makeFolders } from '../embedded/folders.ts';
import { choosePlace } from '../embedded/place.ts';
import { copyFile, someAtATime } from './copy.ts';
import { type Manifest, readManifest } from './manifest.ts';

/**
 * Puts a backup into a data folder that has no database yet; the next start makes it whole from the log in it. Each
 * file is compared with what was written down when the backup was made.
 *
 * @throws RedressError `backup_unreadable`, `backup_damaged`, `restore_folder_taken`, `data_dir_unwritable`
 */
export async function restore(folder: string, dataDir: string, logger: Logger): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const account = serverAccount();
  const folders = await makeFolders(dataDir, account);
  if ((await isThere(join(folders.base, 'cluster'))) || (await isThere(join(folders.base, 'password')))) {
    throw new RedressError('restore_folder_taken', `The data folder ${dataDir} holds a database already.`, {
      field: 'REDRESS_DATA_DIR',
      cure: 'Give a new data folder; nothing is ever written over.',
    });
  }
  const { cluster } = await choosePlace(folders, account, logger);
  const made = [cluster, join(folders.base, 'cluster'), join(folders.base, 'password')];
  try {
    await makeFolder(cluster, account);
    for (const path of [...manifest.folders].sort()) await makeFolder(join(cluster, path), account);
    await someAtATime(manifest.files, async (file) => {
      const inCluster = file.path.startsWith('cluster/');
      const to = inCluster
        ? join(cluster, file.path.slice('cluster/'.length))
        : join(folders.base, file.path);
      const copied = await copyFile(join(folder, file.path), to, inCluster ? account : {});
      if (copied?.sha256 !== file.sha256) throw damaged(file.path);
    });
  } catch (error) {
    for (const path of made) await rm(path, { recursive: true, force: true });
    throw error;
  }
  return manifest;
}

async function makeFolder(path: string, { uid, gid }: Account): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function damaged(path: string): RedressError {
  return new RedressError('backup_damaged', `The file ${path} of the backup is not as it was made.`, {
    field: 'folder',
    cure: 'Use another copy of the backup.',
  });
}
