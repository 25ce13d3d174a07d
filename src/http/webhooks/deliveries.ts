import { createRoute } from '@hono/zod-openapi';
import { RedressError } from '../../domain/errors.ts';
import type { Webhooks as Store } from '../../flow/webhooks.ts';
import {
  DeliveryPage,
  DeliveryParams,
  DeliveryQuery,
  DeliveryQueued,
  Replay,
  Replayed,
  WebhookParams,
} from '../../wire/webhook.ts';
import type { Api, App } from '../desk.ts';
import { acts, body, HELPLINE, json, LEAD, reads } from '../routes/of.ts';
import { deliveryOf } from './present.ts';
import { storeOf, unknownWebhook } from './subscriptions.ts';

const tags = ['webhooks'];

/** What subscriptions were sent, and sending it again. Nothing red is in it. */
export function deliveries(app: App, api: Api): void {
  const test = createRoute({
    method: 'post',
    path: '/v1/webhooks/{webhookId}/test',
    tags,
    summary: 'Send a message `webhook.test`',
    ...acts(api, 'kept', LEAD),
    request: { params: WebhookParams },
    responses: { 202: json('Queued', DeliveryQueued) },
  });
  app.openapi(test, async (c) => {
    const deliveryId = await storeOf(c.var.desk).test(c.req.valid('param').webhookId, api.clock.now());
    if (deliveryId === undefined) throw unknownWebhook();
    return c.json({ deliveryId }, 202);
  });

  const list = createRoute({
    method: 'get',
    path: '/v1/webhooks/{webhookId}/deliveries',
    tags,
    summary: 'What it was sent, newest first; `dead` was given up',
    ...reads(HELPLINE),
    request: { params: WebhookParams, query: DeliveryQuery },
    responses: { 200: json('A page', DeliveryPage) },
  });
  app.openapi(list, async (c) => {
    const store = storeOf(c.var.desk);
    const id = await known(store, c.req.valid('param').webhookId);
    const { state, limit, cursor } = c.req.valid('query');
    const found = await store.deliveries(id, { state, before: beforeOf(cursor), limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? String(last.seq) : null;
    return c.json({ deliveries: page.map(deliveryOf), next }, 200);
  });

  const again = createRoute({
    method: 'post',
    path: '/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
    tags,
    summary: 'Send one again that has ended',
    ...acts(api, 'kept', LEAD),
    request: { params: DeliveryParams },
    responses: { 202: json('Queued', DeliveryQueued) },
  });
  app.openapi(again, async (c) => {
    const store = storeOf(c.var.desk);
    const { webhookId, deliveryId } = c.req.valid('param');
    const id = await known(store, webhookId);
    if (await store.replay(id, deliveryId, api.clock.now())) return c.json({ deliveryId }, 202);
    throw new RedressError('delivery_unknown', 'There is no such delivery that has ended.', {
      field: 'deliveryId',
      cure: 'List the deliveries of the webhook; one that is pending is sent anyway.',
    });
  });

  const span = createRoute({
    method: 'post',
    path: '/v1/webhooks/{webhookId}/replay',
    tags,
    summary: 'Send again what was made in a span of time and has ended',
    ...acts(api, 'kept', LEAD),
    request: { params: WebhookParams, body: body(Replay) },
    responses: { 202: json('How many are queued', Replayed) },
  });
  app.openapi(span, async (c) => {
    const store = storeOf(c.var.desk);
    const id = await known(store, c.req.valid('param').webhookId);
    const { from, to, state } = c.req.valid('json');
    const wanted = { from: Date.parse(from), to: Date.parse(to), state };
    return c.json({ count: await store.replaySpan(id, wanted, api.clock.now()) }, 202);
  });
}

async function known(store: Store, id: string): Promise<string> {
  if ((await store.find(id)) === undefined) throw unknownWebhook();
  return id;
}

function beforeOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new RedressError('cursor_invalid', 'The cursor is not one of this list.', {
    field: 'cursor',
    cure: 'Give `next` of the page before, or leave it out.',
  });
}
