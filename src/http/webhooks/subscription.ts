import type { z } from 'zod';
import { RedressError } from '../../domain/errors.ts';
import { type NewWebhook, WEBHOOK_EVENTS } from '../../wire/webhook.ts';

const KNOWN: ReadonlySet<string> = new Set(['*', ...WEBHOOK_EVENTS]);

/**
 * What only Redress can say about a subscription. Which addresses may be reached is asked when a message is sent: a
 * name may lead elsewhere by then.
 *
 * @throws RedressError `webhook_url`, `webhook_event`
 */
export function assertSubscription(
  { url, events }: z.infer<typeof NewWebhook>,
  api: { readonly mode: 'sandbox' | 'live'; readonly ownNetworks: boolean },
): void {
  const { protocol, username, password } = new URL(url);
  if (username !== '' || password !== '') {
    throw new RedressError('webhook_url', 'The address of a webhook has no user name and no password.', {
      field: 'url',
      cure: 'Messages are signed: check the signature instead.',
    });
  }
  if (api.mode === 'live' && protocol !== 'https:' && !api.ownNetworks) {
    throw new RedressError('webhook_url', 'The address of a webhook begins with https://.', {
      field: 'url',
      cure: 'Give an address with TLS.',
    });
  }
  const unknown = events.filter((one) => !KNOWN.has(one));
  if (unknown.length > 0) {
    throw new RedressError('webhook_event', 'There are no such events.', {
      field: 'events',
      cure: `Choose of: ${[...KNOWN].join(', ')}.`,
    });
  }
}
