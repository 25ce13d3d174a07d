import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scene } from '../../contract/http/scene.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { ANNE, type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await testApi();
  token = api.tokens.practitioner;
});
afterAll(() => api.end());

let made = 0;
const request = () => {
  made += 1;
  return requestAbout(`http://pixhub.practice.test/p/${made}`, { case: 'canary-reference' });
};
const post = (body: unknown, key: string, who = token) =>
  api.ask('POST', '/v1/takedowns', { token: who, body, headers: { 'idempotency-key': key } });

describe('a request that comes again under its key', () => {
  it('is done once and answered alike', async () => {
    const body = request();
    const first = await post(body, 'again-1');
    const second = await post(body, 'again-1');
    expect([second.status, second.body, second.headers.get('idempotency-replayed')]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
  });

  it('with another body is refused', async () => {
    await post(request(), 'again-2');
    const { status, body } = await post(request(), 'again-2');
    expect([status, body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  it('on another path is refused', async () => {
    const at = await scene(api);
    const headers = { 'idempotency-key': 'again-3' };
    await api.ask('POST', `/v1/tasks/${at.taskId}/claim`, { token, headers });
    const { body } = await api.ask('POST', `/v1/tasks/${at.taskId}/release`, { token, headers });
    expect(body.code).toBe('idempotency_mismatch');
  });

  it('of another token is another request', async () => {
    const other = (await api.token({ helplineId: ANNE.id, role: 'practitioner' })).token;
    await post(request(), 'again-4');
    expect((await post(request(), 'again-4', other)).status).toBe(201);
  });

  it('may be mended under the same key when it was refused', async () => {
    expect((await post({ case: 'C 1' }, 'again-5')).status).toBe(422);
    expect((await post(request(), 'again-5')).status).toBe(201);
  });

  it('at the same moment is done once; the others are sent away or get its answer', async () => {
    const body = request();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(body, 'again-6')));
    const statuses = new Set(answers.map((one) => one.status));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    for (const one of answers.filter(({ status }) => status === 409)) {
      expect([one.body.code, one.headers.get('retry-after')]).toEqual(['idempotency_busy', '1']);
    }
    const ids = new Set(answers.filter(({ status }) => status === 201).map((one) => one.body.id));
    expect(ids.size).toBe(1);
  });

  it('is a new one after a day', async () => {
    const body = request();
    const first = await post(body, 'again-7');
    await sql(`UPDATE redress.idempotency SET created_at = created_at - 86400000`);
    const second = await post(body, 'again-7');
    expect([first.body.result, second.body.result]).toEqual(['accepted', 'duplicate']);
  });

  it('is done again when whoever began it has died', async () => {
    const body = request();
    await post(body, 'again-8');
    await sql(`UPDATE redress.idempotency SET status = NULL, answer = NULL, held_until = 0`);
    expect((await post(body, 'again-8')).body.result).toBe('duplicate');
  });

  it('shows red data by looking again, and each look is on record', async () => {
    const at = await scene(api);
    const reveal = () =>
      api.ask('POST', `/v1/takedowns/${at.sentId}/reveal`, {
        token: api.tokens.lead,
        headers: { 'idempotency-key': 'again-9' },
      });
    expect((await reveal()).body).toMatchObject({ id: at.sentId });
    const second = await reveal();
    expect([second.status, second.body.id]).toEqual([200, at.sentId]);
    const timeline = await api.ask('GET', `/v1/takedowns/${at.sentId}/timeline`, { token });
    expect(timeline.text.match(/"revealed"/g)).toHaveLength(2);
  });

  it.each(['x'.repeat(201), 'with space'])('needs a key of the right form: %s', async (key) => {
    const { status, body } = await post(request(), key);
    expect([status, body.code]).toEqual([400, 'idempotency_key_invalid']);
  });
});

it('nothing red is kept of requests, keys and answers', async () => {
  const key = 'https://canary-key.example/p/1';
  await post(request(), key);
  const rows = JSON.stringify(await sql('SELECT * FROM redress.idempotency'));
  expect(rows.length).toBeGreaterThan(500);
  for (const word of ['canary', 'practice.test', Buffer.from(key).toString('hex')])
    expect(rows).not.toContain(word);
});

it('no helpline and no ops can see what is kept', async () => {
  for (const role of ['redress_helpline', 'redress_ops']) {
    await expect(
      sql(`BEGIN; SET LOCAL ROLE ${role}; SELECT * FROM redress.idempotency; COMMIT`),
    ).rejects.toThrow(/permission denied/);
  }
});

const sql = (text: string) => query(api.base.handle.databaseUrl, text);
