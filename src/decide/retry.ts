import { createHash } from 'node:crypto';
import type { Channel } from '../catalog/schema/channel.ts';
import type { Send } from '../domain/takedown.ts';
import type { Instant, Millis } from '../domain/time.ts';

/**
 * When a failed transport is tried again, or undefined when its tries are used up. Exponential from `first` to
 * `max`, with jitter from the attempt's key (so that it is the same wherever it is computed), never before the
 * Retry-After that the recipient asked for.
 */
export function retryAt(send: Send, policy: Channel['retry']): Instant | undefined {
  if (send.settledAt === undefined || send.tries >= policy.tries) return undefined;
  const asked = send.delivery?.result === 'retry' ? (send.delivery.retryAfter ?? 0) : 0;
  return send.settledAt + Math.max(asked, backoff(send, policy));
}

function backoff(send: Send, policy: Channel['retry']): Millis {
  const full = Math.min(policy.first * 2 ** (send.tries - 1), policy.max);
  const fraction = createHash('sha256').update(send.key).digest().readUInt16BE(0) / 0xffff;
  return Math.round(full * (0.75 + 0.25 * fraction));
}

/**
 * What a delivery of unknown fate allows: e-mail goes again under the same Message-ID, an API call under the same
 * idempotency key; anything else is never repeated (DESIGN 2).
 */
export function mayRepeat(channel: Channel): boolean {
  if (channel.kind === 'email') return true;
  return channel.kind === 'api' && channel.request.idempotencyHeader !== undefined;
}
