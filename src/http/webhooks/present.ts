import type { StoredDelivery, StoredWebhook } from '../../flow/webhooks.ts';
import { moment, momentOrNull } from '../present/times.ts';

export function webhookOf(one: StoredWebhook) {
  return {
    id: one.id,
    url: one.url,
    label: one.label,
    events: [...one.events],
    createdAt: moment(one.createdAt),
    failures: one.failures,
    disabledAt: momentOrNull(one.disabledAt),
    disabledWhy: one.disabledWhy,
  };
}

export function deliveryOf(one: StoredDelivery) {
  return {
    id: one.id,
    eventId: one.eventId,
    type: one.type,
    state: one.state,
    tries: one.tries,
    createdAt: moment(one.createdAt),
    dueAt: momentOrNull(one.dueAt),
    endedAt: momentOrNull(one.endedAt),
    log: one.log.map((line) => ({ at: moment(line.at), code: line.code, ms: Math.round(line.ms) })),
  };
}
