import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEGINNING_OF_FEED, eventId, positionOf } from '../../../src/flow/feed.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { ANNE, BERT, type TestApi, testApi } from '../http/support/desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());

let posts = 7_000;
async function happen(token = api.tokens.practitioner): Promise<string> {
  posts += 1;
  const taken = await api.ask('POST', '/v1/takedowns', { token, body: requestAbout(post('pixhub', posts)) });
  return taken.body.id;
}

/** Until no transaction on the server, of another file's database either, began before what has been written by now. */
async function settled(): Promise<void> {
  const url = api.base.handle.databaseUrl;
  const [now] = await query<{ tx: string }>(url, 'SELECT pg_current_xact_id()::text AS tx');
  await eventually(
    () =>
      query<{ over: boolean }>(url, 'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS over', [
        now?.tx,
      ]),
    ([row]) => row?.over === true,
  );
}

const feedOf = (helplineId: string) => api.base.handle.feed({ kind: 'helpline', helplineId });

describe('the feed', () => {
  it('tells each event once, in order, and a helpline its own alone', async () => {
    await settled();
    const from = await feedOf(ANNE.id).end();
    const mine = [await happen(), await happen()];
    const theirs = await happen(api.tokens.other);
    await settled();
    const found = await feedOf(ANNE.id).after(from, 100);
    expect([...new Set(found.map((one) => one.takedownId))]).toEqual(mine);
    expect(found.map((one) => one.type)).toContain('requested');
    const others = await feedOf(BERT.id).after(from, 100);
    expect([...new Set(others.map((one) => one.takedownId))]).toEqual([theirs]);
    const half = await feedOf(ANNE.id).after(from, 1);
    const rest = await feedOf(ANNE.id).after(half[0]?.position ?? from, 100);
    expect([...half, ...rest]).toEqual(found);
  });

  it('passes over no event whose transaction began first and committed last', async () => {
    const takedown = await happen();
    const feed = feedOf(ANNE.id);
    await settled();
    const from = await feed.end();
    const slow = new pg.Client({ connectionString: api.base.handle.databaseUrl });
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO redress.events (takedown_id, seq, type, at, event, prev_hash, hash, red_hash)
       VALUES ($1, 900, 'polled', 1, '{}', '', '', '')`,
      [takedown],
    );
    const quick = await happen();
    expect(await feed.after(from, 100)).toEqual([]);
    await slow.query('COMMIT');
    await slow.end();
    await settled();
    const found = await feed.after(from, 100);
    expect(found[0]).toMatchObject({ takedownId: takedown, type: 'polled' });
    expect(found.map((one) => one.takedownId)).toContain(quick);
  });

  it('goes on in order where the database was restored into a cluster whose transactions count from less', async () => {
    const url = api.base.handle.databaseUrl;
    await query(
      url,
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE redress.events SET tx = tx + 1000000000; COMMIT`,
    );
    const { openPool } = await import('../../../src/ledger/pool.ts');
    const { settleFeed } = await import('../../../src/ledger/feed/settle.ts');
    const pool = openPool(url, 2, api.base.deps.log);
    await settleFeed(pool);
    await settleFeed(pool);
    await settled();
    const feed = feedOf(ANNE.id);
    const before = await feed.after(BEGINNING_OF_FEED, 1_000);
    expect(before.length).toBeGreaterThan(3);
    const from = await feed.end();
    expect(from.tx).toBeGreaterThan(1_000_000_000);
    const takedown = await happen();
    await settled();
    const found = await feed.after(from, 100);
    expect(found[0]?.takedownId).toBe(takedown);
    await pool.end();
  });

  it('names events so that a reader can hand their ids back', () => {
    expect(positionOf(eventId({ tx: 12, feed: 7 }))).toEqual({ tx: 12, feed: 7 });
    for (const bad of ['', 'evt_', 'evt_1', 'evt_1-2-3', 'evt_-1-2', "evt_1-2' OR 1=1", 'evt_1e5-2']) {
      expect(positionOf(bad)).toBeUndefined();
    }
  });
});
