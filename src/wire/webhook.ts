import { z } from 'zod';
import { EVENT_TYPES } from '../domain/event.ts';
import { OUTCOMES } from '../domain/outcome.ts';
import { AnyId, Cursor, limit, line, Moment, Next } from './common.ts';

/** What can be told of a takedown: each kind of event of the record, so that a new one is not forgotten. */
export const WEBHOOK_EVENTS = EVENT_TYPES.map((type) => `takedown.${type}` as const);

/** A message of a webhook or of the event stream. Ids, words of closed lists and times: nothing red. */
export const FeedMessage = z
  .object({
    id: z.string().meta({ description: 'Of the event; the same in each try, and in `webhook-id`' }),
    type: z
      .string()
      .meta({ description: '`takedown.<event>`, or `webhook.test`', example: 'takedown.closed' }),
    timestamp: Moment.meta({ description: 'When it happened' }),
    data: z.object({
      takedownId: z.string().nullable().meta({ description: 'Null in `webhook.test`' }),
      caseId: z.string().nullable(),
      state: z.string().nullable().meta({ description: 'As it stood when the message was made' }),
      outcome: z.enum(OUTCOMES).nullable(),
    }),
  })
  .meta({ id: 'FeedMessage' });
export type FeedMessage = z.infer<typeof FeedMessage>;

const EventName = z.string().regex(/^(\*|takedown\.[a-z_]{1,40})$/, '* or takedown.EVENT');

export const NewWebhook = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(500),
    label: line(100).default('webhook'),
    events: z
      .array(EventName)
      .min(1)
      .max(40)
      .default(['*'])
      .meta({ description: '`*`, or names such as `takedown.closed`' }),
  })
  .meta({ id: 'NewWebhook' });

export const Webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    label: z.string(),
    events: z.array(z.string()),
    createdAt: Moment,
    failures: z.int().meta({ description: 'In a row, since the last success' }),
    disabledAt: Moment.nullable(),
    disabledWhy: z.string().nullable(),
  })
  .meta({ id: 'Webhook' });
export const Webhooks = z.object({ webhooks: z.array(Webhook) }).meta({ id: 'Webhooks' });
export const WebhookMade = z
  .object({ webhook: Webhook, secret: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'WebhookMade' });
export const WebhookRotated = z
  .object({
    id: z.string(),
    secret: z.string().meta({ description: 'Shown this once' }),
    formerUntil: Moment.meta({ description: 'Until then messages are signed with the former secret too' }),
  })
  .meta({ id: 'WebhookRotated' });
export const WebhookParams = z.object({ webhookId: AnyId });
export const DeliveryParams = z.object({ webhookId: AnyId, deliveryId: AnyId });
export const WebhookRemoved = z
  .object({ id: z.string(), removed: z.literal(true) })
  .meta({ id: 'WebhookRemoved' });

export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

export const WebhookDelivery = z
  .object({
    id: z.string(),
    eventId: z.string(),
    type: z.string(),
    state: z.enum(DELIVERY_STATES),
    tries: z.int(),
    createdAt: Moment,
    dueAt: Moment.nullable(),
    endedAt: Moment.nullable(),
    log: z
      .array(
        z.object({ at: Moment, code: z.string(), ms: z.int() }).meta({
          description: '`code`: `http_NNN`, `net_...`, `timeout`, `outbound_...`',
        }),
      )
      .meta({ description: 'One line for each try' }),
  })
  .meta({ id: 'WebhookDelivery' });
export const DeliveryPage = z
  .object({ deliveries: z.array(WebhookDelivery), next: Next })
  .meta({ id: 'DeliveryPage' });
export const DeliveryQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  limit: limit(200, 50),
  cursor: Cursor.optional(),
});
export const DeliveryQueued = z.object({ deliveryId: z.string() }).meta({ id: 'DeliveryQueued' });

export const Replay = z
  .strictObject({
    from: Moment,
    to: Moment,
    state: z.enum(['dead', 'delivered']).optional().meta({ description: 'Only those; both when left out' }),
  })
  .meta({ id: 'Replay' });
export const Replayed = z.object({ count: z.int() }).meta({ id: 'Replayed' });
