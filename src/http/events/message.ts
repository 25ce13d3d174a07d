import { OUTCOMES } from '../../domain/outcome.ts';
import { eventId, type FedEvent } from '../../flow/feed.ts';
import type { FeedMessage } from '../../wire/webhook.ts';
import { moment } from '../present/times.ts';

/** An event in the words of webhooks. */
export function messageOf(event: FedEvent): FeedMessage {
  return {
    id: eventId(event.position),
    type: `takedown.${event.type}`,
    timestamp: moment(event.at),
    data: {
      takedownId: event.takedownId,
      caseId: event.caseId,
      state: event.state,
      outcome: OUTCOMES.find((one) => one === event.outcome) ?? null,
    },
  };
}
