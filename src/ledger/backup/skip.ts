import { basename } from 'node:path';

/** Folders whose contents a running server owns, or makes anew when it starts (PostgreSQL, "Making a Base Backup"). */
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map']);

/** How a file of the cluster is treated; `path` is below the cluster, with forward slashes. */
export function isLeftOut(path: string): boolean {
  const [top, ...below] = path.split('/');
  if (top === undefined) return true;
  if (below.length === 0) return LEFT_OUT.has(top);
  const name = basename(path);
  return EMPTIED.has(top) || /(^|\/)pgsql_tmp/.test(path) || name === 'pg_internal.init';
}

/** Of a folder that is emptied its own folders go too, but for those of the log, which the server does not make anew. */
export function isFolderLeftOut(path: string): boolean {
  const [top, ...below] = path.split('/');
  return below.length > 0 && top !== 'pg_wal' && top !== undefined && EMPTIED.has(top);
}
