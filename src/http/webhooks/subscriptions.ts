import { createHash } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { RedressError } from '../../domain/errors.ts';
import type { Webhooks as Store } from '../../flow/webhooks.ts';
import {
  NewWebhook,
  Webhook,
  WebhookMade,
  WebhookParams,
  WebhookRemoved,
  WebhookRotated,
  Webhooks,
} from '../../wire/webhook.ts';
import type { Api, ApiEnv, App, Desk } from '../desk.ts';
import { moment } from '../present/times.ts';
import { acts, body, HELPLINE, json, LEAD, reads } from '../routes/of.ts';
import { helplineIdOf } from '../routes/who.ts';
import { webhookOf } from './present.ts';
import { assertSubscription } from './subscription.ts';

const tags = ['webhooks'];

/** Who is told what happened. A secret is shown once, so what makes one is never answered from a kept answer. */
export function subscriptions(app: App, api: Api): void {
  const create = createRoute({
    method: 'post',
    path: '/v1/webhooks',
    tags,
    summary: 'Subscribe an address to what happens',
    ...acts(api, 'anew', LEAD),
    request: { body: body(NewWebhook) },
    responses: { 201: json('Made; the secret is shown this once', WebhookMade) },
  });
  app.openapi(create, async (c) => {
    const { desk } = c.var;
    const wanted = c.req.valid('json');
    assertSubscription(wanted, api);
    const subscription = { ...wanted, helplineId: helplineIdOf(desk), name: nameOf(c) };
    const made = await storeOf(desk).create(subscription, api.clock.now());
    return c.json({ webhook: webhookOf(made.webhook), secret: made.secret }, 201);
  });

  const list = createRoute({
    method: 'get',
    path: '/v1/webhooks',
    tags,
    summary: 'The subscriptions of the helpline',
    ...reads(HELPLINE),
    responses: { 200: json('Without their secrets', Webhooks) },
  });
  app.openapi(list, async (c) =>
    c.json({ webhooks: (await storeOf(c.var.desk).list()).map(webhookOf) }, 200),
  );

  const read = createRoute({
    method: 'get',
    path: '/v1/webhooks/{webhookId}',
    tags,
    summary: 'One subscription',
    ...reads(HELPLINE),
    request: { params: WebhookParams },
    responses: { 200: json('Without its secret', Webhook) },
  });
  app.openapi(read, async (c) => {
    const found = await storeOf(c.var.desk).find(c.req.valid('param').webhookId);
    if (found === undefined) throw unknownWebhook();
    return c.json(webhookOf(found), 200);
  });

  const remove = createRoute({
    method: 'delete',
    path: '/v1/webhooks/{webhookId}',
    tags,
    summary: 'End a subscription, with all that it was sent',
    ...reads(LEAD),
    request: { params: WebhookParams },
    responses: { 200: json('Removed', WebhookRemoved) },
  });
  app.openapi(remove, async (c) => {
    const id = c.req.valid('param').webhookId;
    if (!(await storeOf(c.var.desk).remove(id))) throw unknownWebhook();
    return c.json({ id, removed: true as const }, 200);
  });

  const rotate = createRoute({
    method: 'post',
    path: '/v1/webhooks/{webhookId}/rotate',
    tags,
    summary: 'Give it a new secret; for a day messages are signed with both',
    ...acts(api, 'anew', LEAD),
    request: { params: WebhookParams },
    responses: { 200: json('The secret is shown this once', WebhookRotated) },
  });
  app.openapi(rotate, async (c) => {
    const id = c.req.valid('param').webhookId;
    const rotated = await storeOf(c.var.desk).rotate(id, api.clock.now(), nameOf(c));
    if (rotated === undefined) throw unknownWebhook();
    return c.json({ id, secret: rotated.secret, formerUntil: moment(rotated.formerUntil) }, 200);
  });

  const enable = createRoute({
    method: 'post',
    path: '/v1/webhooks/{webhookId}/enable',
    tags,
    summary: 'Send again to one that was disabled because its receiver answered 410',
    ...acts(api, 'kept', LEAD),
    request: { params: WebhookParams },
    responses: { 200: json('In use', Webhook) },
  });
  app.openapi(enable, async (c) => {
    const store = storeOf(c.var.desk);
    const id = c.req.valid('param').webhookId;
    const found = (await store.enable(id)) ? await store.find(id) : undefined;
    if (found === undefined) throw unknownWebhook();
    return c.json(webhookOf(found), 200);
  });
}

export function storeOf({ webhooks }: Desk): Store {
  return webhooks;
}

/** A request that comes again under its key finds what it made: its answer holds a secret, so it is not kept. */
function nameOf(c: Context<ApiEnv>): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  return createHash('sha256').update(`${c.var.desk.caller.tokenId}\n${key}`).digest('base64url');
}

/** One answer for what is not there and what is another's. */
export function unknownWebhook(): RedressError {
  return new RedressError('webhook_unknown', 'There is no such webhook.', { field: 'webhookId' });
}
