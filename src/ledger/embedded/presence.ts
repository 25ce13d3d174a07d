import pg from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { isCode } from './folders.ts';

/** The key of the advisory lock that orders coming and going: "RDRS". */
const DOOR = 0x52445253;

/** How the connection of a process that stays is called, and of one that goes. */
const STAYS = 'redress-presence';
const GOES = 'redress-leaving';

export interface Address {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/**
 * Connects to the embedded server and waits at the door, so that nobody who is just leaving stops it. Undefined
 * when the server is not there (yet, or any more).
 *
 * @throws RedressError `database_password_lost`
 */
export async function enter(address: Address): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    host: '127.0.0.1',
    ...address,
    database: 'postgres',
    application_name: STAYS,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A connection that breaks later is noticed by its owner; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [DOOR]);
    await client.query('SELECT pg_advisory_unlock_shared($1)', [DOOR]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isCode(error, '28P01', '28000')) {
      throw new RedressError(
        'database_password_lost',
        'The embedded database does not take the password that is kept in the data folder.',
        { field: 'dataDir', cure: 'Restore <data folder>/pg/password from your backup.', cause: error },
      );
    }
    return undefined;
  }
}

/** Makes the database of this name unless it is there. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 0) {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).catch((error: unknown) => {
      if (!isCode(error, '42P04', '23505')) {
        throw error;
      }
    });
  }
}

/**
 * Leaves the server; true when nobody else is connected and the server should stop. The lock is held until then by
 * the connection itself, which ends with the server. Connections that are just closing are given a second, unless there
 * is somebody who stays.
 */
export async function isLastToLeave(client: pg.Client): Promise<boolean> {
  await client.query(`SET application_name = '${GOES}'`);
  await client.query('SELECT pg_advisory_lock($1)', [DOOR]);
  for (let look = 0; look < 20; look += 1) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT application_name AS name FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    if (rows.length === 0) return true;
    if (rows.some(({ name }) => name === STAYS)) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
