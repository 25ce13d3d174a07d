import type { z } from 'zod';
import {
  DeliveryPage,
  type DeliveryQuery,
  DeliveryQueued,
  type NewWebhook,
  type Replay,
  Replayed,
  Webhook,
  type WebhookDelivery,
  WebhookMade,
  WebhookRemoved,
  WebhookRotated,
  Webhooks,
} from '../../wire/webhook.ts';
import { eachOf } from './pages.ts';
import type { CallOptions, Transport } from './transport.ts';

const at = (id: string, more = ''): string => `/v1/webhooks/${encodeURIComponent(id)}${more}`;

/** Webhooks: who is told what happens (docs/webhooks.md). */
export function webhookCalls({ call }: Transport) {
  const act = <T extends z.ZodType>(path: string, answer: T, body: unknown, options?: CallOptions) =>
    call({ method: 'POST', path, answer, body, options });
  return {
    /** The secret is in the answer, and nowhere else. */
    create: (webhook: z.input<typeof NewWebhook>, options?: CallOptions) =>
      act('/v1/webhooks', WebhookMade, webhook, options),
    list: async (options?: CallOptions) =>
      (await call({ method: 'GET', path: '/v1/webhooks', answer: Webhooks, options })).webhooks,
    read: (id: string, options?: CallOptions) =>
      call({ method: 'GET', path: at(id), answer: Webhook, options }),
    remove: (id: string, options?: CallOptions) =>
      call({ method: 'DELETE', path: at(id), answer: WebhookRemoved, options }),
    rotate: (id: string, options?: CallOptions) => act(at(id, '/rotate'), WebhookRotated, undefined, options),
    enable: (id: string, options?: CallOptions) => act(at(id, '/enable'), Webhook, undefined, options),
    test: (id: string, options?: CallOptions) => act(at(id, '/test'), DeliveryQueued, undefined, options),
    deliveries: (
      id: string,
      filter: Pick<z.input<typeof DeliveryQuery>, 'state'> = {},
    ): AsyncGenerator<z.infer<typeof WebhookDelivery>, void, undefined> =>
      eachOf(
        (cursor) =>
          call({
            method: 'GET',
            path: at(id, '/deliveries'),
            answer: DeliveryPage,
            query: { ...filter, cursor },
          }),
        ({ deliveries }) => deliveries,
      ),
    /** Sends one again that has ended. */
    replay: (id: string, deliveryId: string, options?: CallOptions) =>
      act(at(id, `/deliveries/${encodeURIComponent(deliveryId)}/replay`), DeliveryQueued, undefined, options),
    /** Sends what was made in a span of time again. */
    replaySpan: (id: string, span: z.input<typeof Replay>, options?: CallOptions) =>
      act(at(id, '/replay'), Replayed, span, options),
  };
}
