import pg from 'pg';
import { RedressError } from '../domain/errors.ts';
import type { Logger } from '../flow/ports.ts';

/** `bigint` columns hold milliseconds and counts, all far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** A pool whose broken idle connections are logged, not thrown; the next query opens a new one. */
export function openPool(url: string, size: number, logger: Logger, more: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'redress',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types,
    ...more,
  });
  pool.on('error', (error) => {
    logger.warn({ error }, 'a connection to the database broke');
  });
  return pool;
}

/**
 * Asks the database for a sign of life.
 *
 * @throws RedressError `database_unreachable`
 */
export async function assertReachable(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : 'unknown';
    throw new RedressError('database_unreachable', `The database does not answer: ${reason}`, {
      field: 'DATABASE_URL',
      cure: 'Check host, port, user, password and database in DATABASE_URL, and that the server runs.',
      cause,
    });
  }
}

/** Under this key a pool may say how its transactions begin (tenant/scoped-pool.ts). */
export const BEGINNING = Symbol('how transactions begin');

/** Runs `work` in one transaction; rolled back when it throws. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const beginning: unknown = Reflect.get(pool, BEGINNING);
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that the database ends while it is checked out has no other listener: the process would die of it.
  const onError = (failure: Error): void => {
    broken = failure;
  };
  client.on('error', onError);
  try {
    await client.query(typeof beginning === 'string' ? beginning : 'BEGIN');
    const answer = await work(client);
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
    client.off('error', onError);
  }
}
