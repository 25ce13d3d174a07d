import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../../e2e/support/eventually.ts';
import { query } from '../../e2e/support/stage.ts';

/** The process of a PostgreSQL server that starts all others. */
export async function postmasterOf(database: string): Promise<number> {
  const [row] = await query<{ data_directory: string }>(database, 'SHOW data_directory');
  const file = await readFile(join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8');
  return Number(file.split('\n')[0]);
}

/** A process that serves one connection of Redress. */
export async function backendOf(database: string): Promise<number> {
  const [row] = await query<{ pid: number }>(
    database,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = current_database()
       AND pid <> pg_backend_pid() LIMIT 1`,
  );
  if (row === undefined) throw new Error('nobody is connected');
  return row.pid;
}

/** Waits until the server answers; throws when it does not. */
export async function untilAnswers(database: string): Promise<void> {
  await eventually(
    () =>
      query(database, 'SELECT 1').then(
        () => true,
        () => false,
      ),
    (so) => so,
  );
}

export async function untilGone(pid: number): Promise<void> {
  await eventually(
    () => isThere(pid),
    (there) => !there,
  );
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
