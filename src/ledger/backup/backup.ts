import { createHash } from 'node:crypto';
import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { isCode } from '../embedded/folders.ts';
import { copyFile, someAtATime } from './copy.ts';
import { type BackupFile, type Manifest, writeManifest } from './manifest.ts';
import { isFolderLeftOut, isLeftOut } from './skip.ts';

const SLOT = 'redress_backup';

export interface MadeBackup {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies the embedded database while it works: a base backup in the words of PostgreSQL's handbook ("Making a Base
 * Backup Using the Low Level API"). Files are copied as they change; the log from the start to the end of the copying,
 * which is held for us by a replication slot of this connection, makes them whole when the copy is started.
 *
 * @param dataDir the data folder, which holds the cluster and the password of the database
 * @throws RedressError `backup_folder_taken`, `backup_not_embedded`
 */
export async function backUp(databaseUrl: string, dataDir: string, folder: string): Promise<MadeBackup> {
  const cluster = await clusterOf(dataDir);
  await makeEmpty(folder);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'redress-backup' });
  await client.connect();
  try {
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [
      `${SLOT}_${process.pid}`,
    ]);
    const started = await one<{ from: string }>(
      client,
      `SELECT pg_walfile_name(pg_backup_start('redress', true)) AS from`,
    );
    const { files, folders } = await copyCluster(cluster, join(folder, 'cluster'));
    const stopped = await one<{ to: string; label: string }>(
      client,
      'SELECT pg_walfile_name(lsn) AS to, labelfile AS label FROM pg_backup_stop(false)',
    );
    files.push(await written(folder, 'cluster/backup_label', stopped.label));
    files.push(...(await copyLog(cluster, folder, started.from, stopped.to)));
    const password = await copyFile(join(dataDir, 'pg', 'password'), join(folder, 'password'));
    if (password !== undefined) files.push({ path: 'password', ...password });
    const server = await one<{ version: string }>(
      client,
      `SELECT current_setting('server_version') AS version`,
    );
    const manifest: Manifest = {
      format: 'redress-backup',
      version: 1,
      postgres: server.version,
      madeAt: Date.now(),
      from: started.from,
      to: stopped.to,
      files,
      folders,
    };
    await writeManifest(folder, manifest);
    return { folder, files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
  } finally {
    await client.end();
  }
}

async function clusterOf(dataDir: string): Promise<string> {
  try {
    return await realpath(join(dataDir, 'pg', 'cluster'));
  } catch (cause) {
    throw new RedressError('backup_not_embedded', 'There is no embedded database in this data folder.', {
      field: 'DATABASE_URL',
      cure: 'A database of your own is backed up with pg_dump or pg_basebackup: docs/data-protection.md.',
      cause,
    });
  }
}

async function makeEmpty(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    if (isCode(cause, 'EEXIST') && (await readdir(folder)).length === 0) return;
    throw new RedressError(
      'backup_folder_taken',
      `The folder ${folder} cannot be made, or holds something.`,
      {
        field: 'folder',
        cure: 'Give the name of a new folder, with room for the whole database.',
        cause,
      },
    );
  }
}

async function copyCluster(
  cluster: string,
  to: string,
): Promise<{ readonly files: BackupFile[]; readonly folders: string[] }> {
  const entries = (await readdir(cluster, { recursive: true, withFileTypes: true })).map((entry) => ({
    entry,
    path: join(entry.parentPath, entry.name).slice(cluster.length + 1),
  }));
  const folders = entries.flatMap(({ entry, path }) =>
    entry.isDirectory() && !isFolderLeftOut(path) ? [path] : [],
  );
  const copied = await someAtATime(
    entries.filter(({ entry, path }) => entry.isFile() && !isLeftOut(path)),
    async ({ path }) => {
      const file = await copyFile(join(cluster, path), join(to, path));
      return file === undefined ? [] : [{ path: `cluster/${path}`, ...file }];
    },
  );
  return { files: copied.flat(), folders };
}

/** The log segments that the copy needs. They have names that sort in their order. */
async function copyLog(
  cluster: string,
  folder: string,
  from: string,
  to: string,
): Promise<readonly BackupFile[]> {
  const names = (await readdir(join(cluster, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= from && name <= to,
  );
  const files: BackupFile[] = [];
  for (const name of names.sort()) {
    const path = `cluster/pg_wal/${name}`;
    const copied = await copyFile(join(cluster, 'pg_wal', name), join(folder, path));
    if (copied !== undefined) files.push({ path, ...copied });
  }
  if (!files.some((file) => file.path.endsWith(from)) || !files.some((file) => file.path.endsWith(to)))
    throw new Error('the log that the backup needs is not there');
  return files;
}

async function written(folder: string, path: string, text: string): Promise<BackupFile> {
  await writeFile(join(folder, path), text, { mode: 0o600, flag: 'wx', flush: true });
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, bytes: Buffer.byteLength(text), sha256 };
}

async function one<R extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<R> {
  const [row] = (await client.query<R>(sql)).rows;
  if (row === undefined) throw new Error('the database did not answer');
  return row;
}
