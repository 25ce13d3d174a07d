import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../../src/queue/open.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { recorder, until } from './support/recorder.ts';

describe('the events of the queue on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const open = () => openQueue({ databaseUrl: database.url, logger: recorder() });
  const events = async () => (await client.query('SELECT event FROM redress_queue.event')).rows;
  const jobs = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `n${index}-1`,
      takedownId: `td_${index}`,
      kind: 'check' as const,
    }));

  it('are not written, whichever of several processes starts first, and jobs run all the same', async () => {
    const queues = await Promise.all([open(), open(), open()]);
    const done: string[] = [];
    for (const queue of queues) await queue.work('check', 2, async ({ id }) => void done.push(id));
    // The workers wait by now, and must be woken.
    await queues[0]?.add('check', jobs(20));
    await until(() => done.length === 20);
    expect(new Set(done).size).toBe(20);
    expect(await events()).toEqual([]);
    await Promise.all(queues.map((queue) => queue.close(5_000)));
  });

  it('that an earlier version wrote are removed, once', async () => {
    await client.query('DROP TRIGGER no_event ON redress_queue.event');
    await client.query(
      `INSERT INTO redress_queue.event (queue, event, data, created_at_ms) VALUES ('redress-check', 'added', '{}', 1)`,
    );
    expect(await events()).toHaveLength(1);
    const queue = await open();
    await queue.add('check', jobs(1));
    expect(await events()).toEqual([]);
    expect((await queue.counts()).check).toEqual({ waiting: 1, active: 0 });
    await queue.close(5_000);
  });
});
