import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_METRICS } from '../../../src/flow/ports.ts';
import { webhookDispatcher } from '../../../src/webhooks/guard.ts';
import { startWebhookLoop, type WebhookLoop } from '../../../src/webhooks/loop.ts';
import { MOST_TRIES } from '../../../src/webhooks/schedule.ts';
import { FeedMessage } from '../../../src/wire/webhook.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let api: TestApi;
let receiver: Receiver;
let loop: WebhookLoop | undefined;
/** How far the loop's clock is ahead: pauses of hours pass at once. */
let ahead = 0;
let lastPost = 5_000;

beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());
beforeEach(async () => {
  ahead = 0;
  receiver = await startReceiver();
});
afterEach(async () => {
  await loop?.stop();
  loop = undefined;
  await receiver.close();
  await query(api.base.handle.databaseUrl, 'DELETE FROM redress.webhooks');
});

const clock = { now: () => Date.now() + ahead };
function run(worker = 'test-worker', networks: readonly string[] = ['127.0.0.0/8']): WebhookLoop {
  const { outbox } = api.base.handle;
  const dispatcher = webhookDispatcher('sandbox', networks);
  const started = startWebhookLoop({
    outbox,
    dispatcher,
    clock,
    log: api.base.deps.log,
    metrics: NO_METRICS,
    worker,
  });
  return { stop: () => started.stop().then(() => dispatcher.destroy()) };
}

const { lead, practitioner, otherLead, ops } = {
  lead: () => api.tokens.lead,
  practitioner: () => api.tokens.practitioner,
  otherLead: () => api.tokens.otherLead,
  ops: () => api.tokens.ops,
};

async function subscribe(more: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
  const made = await api.ask('POST', '/v1/webhooks', { token: lead(), body: { url: receiver.url, ...more } });
  expect(made.status).toBe(201);
  return { id: made.body.webhook.id, secret: made.body.secret };
}

/** Makes something happen; answers the takedown. */
async function happen(token = practitioner()): Promise<string> {
  lastPost += 1;
  const taken = await api.ask('POST', '/v1/takedowns', {
    token,
    body: requestAbout(post('pixhub', lastPost), { case: 'WH-1' }),
  });
  expect(taken.status).toBe(201);
  return taken.body.id;
}

const arrived = (count: number) =>
  eventually(
    () => receiver.received.length,
    (found) => found >= count,
  ).then(() => receiver.received);

async function deliveriesOf(id: string, state?: string) {
  const path = `/v1/webhooks/${id}/deliveries${state === undefined ? '' : `?state=${state}`}`;
  return (await api.ask('GET', path, { token: practitioner() })).body.deliveries;
}

describe('webhooks', () => {
  it('tell of what was shown and shared, as of every other kind of event', async () => {
    await subscribe({ events: ['takedown.revealed', 'takedown.shared'] });
    loop = run();
    const id = await happen();
    const { body } = await api.ask('POST', `/v1/takedowns/${id}/reveal`, { token: lead() });
    expect(body.locations.length).toBeGreaterThan(0);
    const { caseId } = (await api.ask('GET', `/v1/takedowns/${id}`, { token: lead() })).body;
    const share = { helplineId: 'helpline-b', access: 'read' };
    await api.ask('POST', `/v1/cases/${caseId}/shares`, { token: lead(), body: share });
    const told = () => receiver.received.map((one) => FeedMessage.parse(JSON.parse(one.body)));
    const mine = () => told().flatMap(({ type, data }) => (data.takedownId === id ? [type] : []));
    await eventually(mine, (types) => types.length === 2);
    expect(mine().toSorted()).toEqual(['takedown.revealed', 'takedown.shared']);
    await api.ask('POST', `/v1/cases/${caseId}/unshare`, {
      token: lead(),
      body: { helplineId: 'helpline-b' },
    });
  });

  it('tell what happened, signed as Standard Webhooks has it, without anything red', async () => {
    loop = run();
    const { secret } = await subscribe({ events: ['takedown.requested'] });
    const takedown = await happen();
    const [one] = await arrived(1);
    const message = FeedMessage.parse(new Webhook(secret).verify(one?.body ?? '', { ...one?.headers }));
    expect(message).toMatchObject({
      id: one?.headers['webhook-id'],
      type: 'takedown.requested',
      data: { takedownId: takedown, caseId: expect.stringMatching(/^case_/), outcome: null },
    });
    expect(one?.body).not.toMatch(/practice\.test|WH-1|pixhub/);
    expect(() =>
      new Webhook(`whsec_${btoa('x'.repeat(32))}`).verify(one?.body ?? '', { ...one?.headers }),
    ).toThrow();
  });

  it('tell only what is wanted, to whom it belongs', async () => {
    loop = run();
    await subscribe({ events: ['takedown.closed'] });
    const mine = await happen();
    await happen(otherLead());
    await api.ask('POST', `/v1/takedowns/${mine}/withdraw`, { token: practitioner(), body: {} });
    const [one] = await arrived(1);
    expect(JSON.parse(one?.body ?? '')).toMatchObject({
      type: 'takedown.closed',
      data: { takedownId: mine, state: 'ended', outcome: 'withdrawn' },
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('try again with growing pauses under the same id, and log each try', async () => {
    const answers = [500, 429, 204];
    receiver.answer = (_, response) => void response.writeHead(answers.shift() ?? 204).end();
    const { id } = await subscribe({ events: ['takedown.requested'] });
    await happen();
    loop = run();
    await arrived(1);
    await eventually(
      () => deliveriesOf(id),
      ([one]) => one?.log.length === 1,
    );
    const [first] = await deliveriesOf(id);
    expect(first).toMatchObject({ state: 'pending', tries: 1, log: [{ code: 'http_500' }] });
    const pause = Date.parse(first.dueAt) - Date.parse(first.log[0].at);
    expect(pause).toBeGreaterThanOrEqual(3_750);
    ahead += 60_000;
    await arrived(2);
    ahead += 3_600_000;
    await arrived(3);
    await eventually(
      () => deliveriesOf(id, 'delivered'),
      (found) => found.length === 1,
    );
    const [done] = await deliveriesOf(id);
    expect(done.log.map((line: { code: string }) => line.code)).toEqual(['http_500', 'http_429', 'http_204']);
    expect(new Set(receiver.received.map((one) => one.headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map((one) => one.headers['webhook-timestamp'])).size).toBe(3);
  });

  it('give up after the last try; a dead message is sent again on wish, one or a span', async () => {
    receiver.answer = (_, response) => void response.writeHead(503).end();
    const { id } = await subscribe({ events: ['takedown.requested'] });
    const from = new Date(clock.now() - 1_000).toISOString();
    await happen();
    loop = run();
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      await eventually(
        () => deliveriesOf(id),
        ([one]) => one?.log.length === tries,
      );
      ahead += 12 * 3_600_000;
    }
    const [dead] = await deliveriesOf(id, 'dead');
    expect(dead).toMatchObject({ tries: MOST_TRIES, dueAt: null });
    expect(receiver.received).toHaveLength(MOST_TRIES);
    receiver.answer = (_, response) => void response.writeHead(200).end();
    const again = await api.ask('POST', `/v1/webhooks/${id}/deliveries/${dead.id}/replay`, { token: lead() });
    expect(again.status).toBe(202);
    await eventually(
      () => deliveriesOf(id, 'delivered'),
      (found) => found.length === 1,
    );
    const span = { from, to: new Date(clock.now() + 1_000).toISOString(), state: 'delivered' };
    const replayed = await api.ask('POST', `/v1/webhooks/${id}/replay`, { token: lead(), body: span });
    expect(replayed.body).toEqual({ count: 1 });
    await arrived(MOST_TRIES + 2);
    expect(new Set(receiver.received.map((one) => one.headers['webhook-id'])).size).toBe(1);
  });

  it('are signed with both secrets while one is changed', async () => {
    loop = run();
    const { id, secret } = await subscribe();
    const rotated = await api.ask('POST', `/v1/webhooks/${id}/rotate`, { token: lead() });
    expect(rotated.status).toBe(200);
    await api.ask('POST', `/v1/webhooks/${id}/test`, { token: lead() });
    const [one] = await arrived(1);
    for (const good of [secret, rotated.body.secret]) {
      expect(new Webhook(good).verify(one?.body ?? '', { ...one?.headers })).toMatchObject({
        type: 'webhook.test',
      });
    }
  });

  it('end when the receiver says that it is gone, and go on when they are enabled', async () => {
    receiver.answer = (_, response) => void response.writeHead(410).end();
    loop = run();
    const { id } = await subscribe();
    await happen();
    await arrived(1);
    const off = await eventually(
      async () => (await api.ask('GET', `/v1/webhooks/${id}`, { token: practitioner() })).body,
      (found) => found.disabledAt !== null,
    );
    expect(off.disabledWhy).toBe('http_410');
    receiver.answer = (_, response) => void response.writeHead(204).end();
    const before = receiver.received.length;
    const on = await api.ask('POST', `/v1/webhooks/${id}/enable`, { token: lead() });
    expect(on.body.disabledAt).toBeNull();
    await api.ask('POST', `/v1/webhooks/${id}/test`, { token: lead() });
    await arrived(before + 1);
  });

  it('that hang hold up no others', async () => {
    receiver.answer = () => undefined;
    const quick = await startReceiver();
    await subscribe();
    await subscribe({ url: quick.url });
    for (let count = 0; count < 6; count += 1) await happen();
    loop = run();
    await eventually(
      () => quick.received.length,
      (found) => found >= 6,
    );
    expect(receiver.received.length).toBeLessThanOrEqual(4);
    await quick.close();
  });

  it('are taken over from a process that died, and handed back by one that stops', async () => {
    const { id } = await subscribe({ events: ['takedown.requested'] });
    await happen();
    const { outbox } = api.base.handle;
    const now = clock.now();
    // A transaction of another file, on the same server, may hold the feed back for a moment.
    const [held] = await eventually(
      async () => {
        await outbox.fanOut(500, now);
        return outbox.claim(10, 'dead-worker', now, now + 30_000);
      },
      (found) => found.length > 0,
    );
    expect(held?.tries).toBe(1);
    expect(await outbox.claim(10, 'other', now, now + 30_000)).toEqual([]);
    ahead += 31_000;
    loop = run();
    await arrived(1);
    await eventually(
      () => deliveriesOf(id, 'delivered'),
      (found) => found.length === 1,
    );
    const late = { at: now, code: 'http_500', ms: 1 };
    expect(await outbox.settle(held?.id ?? '', 'dead-worker', { state: 'dead' }, late)).toBe(false);
    receiver.answer = () => undefined;
    await happen();
    await arrived(2);
    await loop.stop();
    loop = undefined;
    const [back] = await deliveriesOf(id, 'pending');
    expect(back).toMatchObject({ tries: 0, log: [] });
  });

  it('go nowhere but where the guard lets them', async () => {
    loop = run('guarded', []);
    const { id } = await subscribe({ events: ['takedown.requested'] });
    await happen();
    const tried = await eventually(
      () => deliveriesOf(id),
      ([one]) => one?.log.length === 1,
    );
    expect(tried[0].log[0].code).toBe('outbound_sandbox');
    expect(receiver.received).toEqual([]);
  });

  it('are walled off: who else asks finds nothing, and roles keep to what is theirs', async () => {
    const { id } = await subscribe();
    const acts: readonly [string, string, unknown?][] = [
      ['GET', `/v1/webhooks/${id}`],
      ['DELETE', `/v1/webhooks/${id}`],
      ['POST', `/v1/webhooks/${id}/rotate`],
      ['POST', `/v1/webhooks/${id}/enable`],
      ['POST', `/v1/webhooks/${id}/test`],
      ['GET', `/v1/webhooks/${id}/deliveries`],
      ['POST', `/v1/webhooks/${id}/deliveries/whd_x/replay`],
      ['POST', `/v1/webhooks/${id}/replay`, { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }],
    ];
    for (const [method, path, body] of acts) {
      expect((await api.ask(method, path, { token: otherLead(), body })).body.code).toBe('webhook_unknown');
      expect((await api.ask(method, path, { token: ops(), body })).status).toBe(403);
    }
    expect((await api.ask('GET', '/v1/webhooks', { token: otherLead() })).body.webhooks).toEqual([]);
    const refused = await api.ask('POST', '/v1/webhooks', {
      token: practitioner(),
      body: { url: receiver.url },
    });
    expect(refused.status).toBe(403);
    expect((await api.ask('GET', `/v1/webhooks/${id}`, { token: practitioner() })).status).toBe(200);
  });

  it('are made once under one Idempotency-Key, with the same secret, which lies nowhere in the clear', async () => {
    const ask = { token: lead(), body: { url: receiver.url }, headers: { 'idempotency-key': 'made-once' } };
    const [first, second] = [
      await api.ask('POST', '/v1/webhooks', ask),
      await api.ask('POST', '/v1/webhooks', ask),
    ];
    expect(second.body).toEqual(first.body);
    expect((await api.ask('GET', '/v1/webhooks', { token: lead() })).body.webhooks).toHaveLength(1);
    const path = `/v1/webhooks/${first.body.webhook.id}/rotate`;
    const again = { token: lead(), headers: { 'idempotency-key': 'turned-once' } };
    const turned = await api.ask('POST', path, again);
    expect((await api.ask('POST', path, again)).body).toEqual(turned.body);
    const { dumpSchema } = await import('../../e2e/support/dump.ts');
    const dump = await dumpSchema(api.base.handle.databaseUrl, 'redress');
    for (const secret of [first.body.secret, turned.body.secret]) expect(dump).not.toContain(secret.slice(6));
    expect(api.log.join('\n')).not.toContain(first.body.secret.slice(6));
  });

  it.each([
    [{ url: 'https://user:word@hooks.example/x' }, 'webhook_url'],
    [{ url: 'https://hooks.example/x', events: ['takedown.vanished'] }, 'webhook_event'],
    [{ url: 'ftp://hooks.example/x' }, 'request_invalid'],
    [{ url: 'https://hooks.example/x', events: [] }, 'request_invalid'],
  ])('refuse %j with %s', async (body, code) => {
    expect((await api.ask('POST', '/v1/webhooks', { token: lead(), body })).body.code).toBe(code);
  });

  it('want TLS in live mode', async () => {
    const live = await testApi({ mode: 'live' });
    const body = { url: 'http://hooks.example/x' };
    expect((await live.ask('POST', '/v1/webhooks', { token: live.tokens.lead, body })).body.code).toBe(
      'webhook_url',
    );
    await live.end();
  });
});
