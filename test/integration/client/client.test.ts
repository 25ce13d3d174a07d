import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient, RedressClientError } from '../../../src/client/index.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { ANNE, BERT, type TestApi, testApi } from '../http/support/desk.ts';

let api: TestApi;
let client: Client;
const as = (token: string): Client => createClient({ baseUrl: api.url, token });
beforeAll(async () => {
  api = await testApi();
  client = as(api.tokens.lead);
});
afterAll(() => api.end());

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of items) found.push(one);
  return found;
}

describe('the HTTP client', () => {
  it('copies a case and erases it, once it was told twice which', async () => {
    const { id } = await client.cases.create('CLIENT-COPY');
    const url = post('pixhub', 790);
    const { answers } = await client.takedowns.enqueueMany([requestAbout(url, { case: 'CLIENT-COPY' })]);
    const [taken] = answers;
    const takedownId = taken?.result === 'accepted' ? taken.id : '';
    const copy = await client.cases.export(id);
    expect(copy).toMatchObject({ format: 'redress-case', case: { id, reference: 'CLIENT-COPY' } });
    expect(copy.takedowns[0]?.urls[0]?.url).toBe(url);
    // What was looked at is on record, in the copy too.
    expect(copy.acts).toMatchObject([{ what: 'exported' }]);
    expect((await all(client.takedowns.timeline(takedownId))).at(-1)).toMatchObject({
      type: 'revealed',
      details: { what: 'export' },
    });
    for (const confirm of ['CLIENT-COPY', `${id}x`]) {
      const refused = await client.cases.erase(id, confirm).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'confirmation_needed', status: 422 });
    }
    expect(await client.cases.read(id)).toMatchObject({ erasedAt: null, counts: { open: 1 } });
    const remains = await client.cases.erase(id, id);
    expect(remains).toMatchObject({ caseId: id, sealed: 0, counts: { takedowns: 1 } });
    expect(remains.acts.map(({ act }) => act)).toEqual(['exported', 'erased']);
    expect(remains.takedowns).toMatchObject([{ id: takedownId, outcome: 'withdrawn' }]);
    expect(JSON.stringify(remains)).not.toContain('/p/790');
    expect(await client.cases.erase(id, id)).toEqual(remains);
    await expect(client.cases.export(id)).rejects.toMatchObject({ code: 'case_erased', status: 409 });
    expect((await api.base.handle.verifyAudit()).breaks).toEqual([]);
  });

  it('enqueues, reads, lists over pages, tells the timeline and withdraws', async () => {
    const made = await client.cases.create('CLIENT-1');
    expect(made.reference).toBe('CLIENT-1');
    const numbers = Array.from({ length: 7 }, (_, index) => 800 + index);
    const bulk = await client.takedowns.enqueueMany(
      numbers.map((number) => requestAbout(post('pixhub', number), { case: 'CLIENT-1' })),
    );
    expect(bulk.counts).toMatchObject({ accepted: 7, rejected: 0 });
    const listed = await all(client.takedowns.list({ caseReference: 'CLIENT-1', limit: 3 }));
    expect(listed).toHaveLength(7);
    expect(new Set(listed.map((one) => one.caseId))).toEqual(new Set([made.id]));
    const [first] = listed;
    const detail = await client.takedowns.read(first?.id ?? '');
    expect(detail).toMatchObject({ id: first?.id, host: 'pixhub.practice.test' });
    const state = await client.takedowns.withdraw(detail.id);
    expect(state.outcome).toBe('withdrawn');
    const events = await all(client.takedowns.timeline(detail.id));
    expect(events.map((one) => one.type)).toEqual(
      expect.arrayContaining(['requested', 'withdrawn', 'closed']),
    );
    const { counts } = await client.cases.outcomes(made.id);
    expect(counts).toMatchObject({ takedowns: 7, byOutcome: { withdrawn: 1 } });
    expect((await all(client.cases.list())).map((one) => one.id)).toContain(made.id);
    const revealed = await client.takedowns.reveal(detail.id);
    expect(revealed.locations?.[0]?.url).toContain('/p/80');
  });

  it('takes a CSV file, knows platforms, and shares a case', async () => {
    const csv = `case_reference,url,age_in_image\nCLIENT-CSV,${post('pixhub', 850)},minor\n`;
    const { rows } = await client.takedowns.enqueueCsv(csv);
    expect(rows).toMatchObject([{ line: 2, answer: { result: 'minor_route' } }]);
    const resolved = await client.platforms.resolve({ url: post('pixhub', 851) });
    expect(resolved).toMatchObject({ result: 'resolved', platform: { id: 'practice-pixhub' } });
    expect((await client.platforms.list()).length).toBeGreaterThan(5);
    expect((await client.platforms.read('practice-pixhub')).id).toBe('practice-pixhub');
    const made = await client.cases.create('CLIENT-SHARED');
    expect(await client.cases.share(made.id, { helplineId: BERT.id, access: 'read' })).toMatchObject({
      changed: true,
    });
    expect((await as(api.tokens.other).cases.read(made.id)).helplineId).toBe(ANNE.id);
    expect(await client.cases.unshare(made.id, BERT.id)).toMatchObject({ changed: true });
  });

  it('does tasks: lists, claims, comments, completes', async () => {
    const taken = await client.takedowns.enqueue(
      requestAbout('https://unknown-site.example/x/1', { case: 'CLIENT-T' }),
    );
    expect(taken.result).toBe('accepted');
    const tasks = await all(client.tasks.list({ kind: 'find_platform' }));
    const mine = tasks.find((one) => taken.result === 'accepted' && one.takedownId === taken.id);
    const id = mine?.id ?? '';
    expect((await client.tasks.claim(id)).claimedBy).toMatch(/^tok_/);
    await client.tasks.comment(id, 'Looks like a mirror of another site');
    const sheet = await client.tasks.sheet(id);
    expect(sheet.comments.map((one) => one.text)).toEqual(['Looks like a mirror of another site']);
    expect((await client.tasks.complete(id, { platform: 'practice-pixhub' })).result).toBe('done');
    expect((await client.tasks.read(id)).status).toBe('done');
  });

  it('throws what Redress refuses with its code and the fields', async () => {
    const refused = client.takedowns.enqueue(requestAbout('ftp://pixhub.practice.test/p/1'));
    await expect(refused).rejects.toMatchObject({
      name: 'RedressClientError',
      code: 'request_invalid',
      status: 422,
      problem: { errors: [{ code: 'url_scheme', field: 'url' }] },
    });
    await expect(as('redress_nothing').takedowns.read('td_x')).rejects.toMatchObject({
      code: 'token_invalid',
    });
    await expect(as(api.tokens.other).takedowns.read('td_x')).rejects.toBeInstanceOf(RedressClientError);
    await expect(as(api.tokens.practitioner).takedowns.reveal('td_x')).rejects.toMatchObject({ status: 403 });
  });

  it('works webhooks and reads the key of the intake queue', async () => {
    const { webhook, secret } = await client.webhooks.create({ url: 'https://hooks.example/redress' });
    expect(secret).toMatch(/^whsec_/);
    expect((await client.webhooks.list()).map((one) => one.id)).toEqual([webhook.id]);
    const { deliveryId } = await client.webhooks.test(webhook.id);
    expect((await all(client.webhooks.deliveries(webhook.id))).map((one) => one.id)).toEqual([deliveryId]);
    expect((await client.webhooks.remove(webhook.id)).removed).toBe(true);
    expect((await client.intakeKey()).keys).toMatchObject([{ kty: 'OKP', crv: 'X25519', use: 'enc' }]);
  });
});

describe('the HTTP client with a server that fails', () => {
  const keys: (string | undefined)[] = [];
  let answers: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']?.toString());
    const answer = answers.shift();
    if (answer === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ result: 'duplicate', id: 'td_1' }));
    } else answer(response);
  });
  let flaky: Client;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    flaky = createClient({ baseUrl: `http://127.0.0.1:${port}/`, token: 'redress_x', retries: 3 });
  });
  afterAll(() => void server.close());

  it('makes a call again under the same key, after broken connections, 503 and 429', async () => {
    keys.length = 0;
    answers = [
      (response) => response.destroy(),
      (response) => void response.writeHead(503, { 'retry-after': '0' }).end(),
      (response) => void response.writeHead(429, { 'retry-after': '0' }).end(),
    ];
    expect(await flaky.takedowns.enqueue(requestAbout(post('pixhub', 1)))).toEqual({
      result: 'duplicate',
      id: 'td_1',
    });
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\w-]{36}$/);
  });

  it('gives up after its retries, and never repeats what was refused', async () => {
    answers = Array.from({ length: 4 }, () => (response: ServerResponse) => {
      response.writeHead(502, { 'retry-after': '0' }).end('<html>');
    });
    await expect(flaky.takedowns.enqueue(requestAbout(post('pixhub', 1)))).rejects.toMatchObject({
      code: 'http_502',
    });
    keys.length = 0;
    answers = [(response) => void response.writeHead(403).end()];
    await expect(flaky.takedowns.read('td_1')).rejects.toMatchObject({ code: 'http_403' });
    expect(keys).toHaveLength(1);
    answers = [(response) => void response.writeHead(200).end('no json')];
    await expect(flaky.takedowns.read('td_1')).rejects.toMatchObject({ code: 'answer_unexpected' });
  });

  it('takes the key that the caller names', async () => {
    keys.length = 0;
    await flaky.takedowns.enqueue(requestAbout(post('pixhub', 1)), { idempotencyKey: 'mine' });
    expect(keys).toEqual(['mine']);
  });
});
