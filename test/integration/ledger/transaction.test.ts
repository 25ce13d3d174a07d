import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool, transaction } from '../../../src/ledger/pool.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { silentLogger } from '../../support/silent-logger.ts';

let pool: ReturnType<typeof openPool>;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  pool = openPool(database.url, 2, silentLogger);
});
afterAll(async () => {
  await pool.end();
  await drop();
});

describe('a transaction whose connection the database ends', () => {
  it('throws to its caller, crashes nothing, and leaves the pool in use', async () => {
    const cut = transaction(pool, async (client) => {
      const found = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      // Listened to from before: it may end before the other connection hears that it does.
      const ended = new Promise((resolve) => client.once('end', resolve));
      await pool.query('SELECT pg_terminate_backend($1)', [found.rows[0]?.pid]);
      // The end of the connection is heard while nothing is asked of it: that is when nobody listened.
      await ended;
      await client.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    const after = await transaction(pool, (client) => client.query<{ one: number }>('SELECT 1 AS one'));
    expect(after.rows).toEqual([{ one: 1 }]);
    expect(pool.listenerCount('error')).toBeGreaterThan(0);
  });
});
