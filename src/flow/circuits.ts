import type { Delivery } from '../domain/delivery.ts';
import type { FlowDeps } from './deps.ts';

/** Codes of `retry` that say nothing about the channel: the recipient's own pace, and faults of ours. */
const NO_SIGN = new Set(['http_429', 'internal_error', 'timed_out']);

/**
 * Keeps the circuit of a channel (DESIGN 2): failed transport counts, an answer of any kind shows that the channel
 * works. Success costs a write only where there were failures before.
 */
export async function noteHealth(
  deps: FlowDeps,
  desk: { readonly recipient: string; readonly channel: string },
  delivery: Delivery,
): Promise<void> {
  const { recipient, channel } = desk;
  if (delivery.result === 'retry' || delivery.result === 'unknown') {
    if (NO_SIGN.has(delivery.code)) return;
    const policy = deps.catalog.recipients.get(recipient)?.limits.circuit;
    if (policy === undefined) return;
    await deps.ledger.countFailure(recipient, channel, policy, deps.clock.now());
    deps.worlds.refresh();
    return;
  }
  const circuits = await deps.worlds.circuits();
  if (!circuits.some((one) => one.recipient === recipient && one.channel === channel)) return;
  await deps.ledger.closeCircuit(recipient, channel);
  deps.worlds.refresh();
}
