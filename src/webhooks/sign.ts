import { Webhook } from 'standardwebhooks';
import type { Instant } from '../domain/time.ts';
import type { Message } from '../flow/outbox.ts';

export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A message as Standard Webhooks 1.0 has it: `webhook-id` stays the same in each try, `webhook-timestamp` is that of
 * the try, and there is a signature for each secret that is good.
 */
export function sign(
  { eventId, payload, secrets }: Pick<Message, 'eventId' | 'payload' | 'secrets'>,
  at: Instant,
): Signed {
  const body = JSON.stringify(payload);
  const moment = new Date(at);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Redress-Webhooks/1',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(at / 1_000)),
      'webhook-signature': secrets.map((one) => new Webhook(one).sign(eventId, moment, body)).join(' '),
    },
  };
}
