import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { Change, Stored } from './ledger.ts';
import type { Metrics } from './ports.ts';

/**
 * Reports what a step of a takedown brought about, from its events alone. Called once the step is in the ledger, so
 * that a writer who lost against another is not counted.
 */
export function measure(
  metrics: Metrics,
  { takedown: before, plan }: Pick<Stored, 'takedown' | 'plan'>,
  { events, state: after }: Pick<Change, 'events' | 'state'>,
): void {
  for (const { event } of events) {
    switch (event.type) {
      case 'settled': {
        // A claim may settle a lost try and open the next one in one step: then only `before` knows the key.
        const send = [...after.sends, ...before.sends].find((one) => one.key === event.key);
        if (send === undefined) break;
        const { recipient, channel } = send;
        const { result, code } = event.delivery;
        metrics.attempted({ recipient, channel, result, code });
        break;
      }
      case 'checked':
        for (const { verdict } of event.found) metrics.looked({ platform: after.platform, verdict });
        break;
      case 'check_failed':
        metrics.looked({ platform: after.platform, verdict: 'failed' });
        break;
      case 'closed': {
        const late = plan.deadlineAt !== null && plan.deadlineAt < event.at;
        metrics.ended({ outcome: event.outcome, late });
        const notified = firstDelivery(after, after.cycle);
        if (event.outcome === 'removed' && notified !== undefined)
          metrics.removed({ platform: after.platform, after: event.at - notified });
        break;
      }
    }
  }
  const notified = firstDelivery(after);
  if (notified !== undefined && firstDelivery(before) === undefined)
    metrics.firstNotice(notified - after.requestedAt);
}

/** When a notice first reached a desk, in one cycle or in all of them. */
function firstDelivery({ sends }: Takedown, cycle?: number): Instant | undefined {
  const times = sends.flatMap((send) =>
    send.deliveredAt === undefined || (cycle !== undefined && send.cycle !== cycle) ? [] : [send.deliveredAt],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
