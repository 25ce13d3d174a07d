import type { Catalog } from '../../../catalog/catalog.ts';
import type { Delivery } from '../../../domain/delivery.ts';
import type { TakedownEvent } from '../../../domain/event.ts';
import type { Texts } from '../../i18n/texts.ts';

/** The names of recipients and of their ways in, as their files give them. */
export interface Names {
  readonly recipient: (id: string) => string;
  readonly channel: (recipient: string, channel: string) => string;
}

export function namesIn({ recipients }: Pick<Catalog, 'recipients'>): Names {
  return {
    recipient: (id) => recipients.get(id)?.name ?? id,
    channel: (recipient, channel) => recipients.get(recipient)?.channels[channel]?.title ?? channel,
  };
}

/** An event as a sentence in the language of the page. Nothing red. */
export function tell(event: TakedownEvent, { timeline: t, words }: Texts, names: Names): string {
  switch (event.type) {
    case 'requested':
      if (event.ageInImage !== 'adult') return t.receivedMinor;
      return event.platform === null
        ? t.receivedUnknown(event.host)
        : t.received(names.recipient(event.platform));
    case 'intended': {
      const to = names.recipient(event.recipient);
      const text = t.sending[event.why](to, names.channel(event.recipient, event.channel));
      return event.try > 1 ? `${text} ${t.tries(event.try)}` : text;
    }
    case 'settled':
      return delivered(event.delivery, { timeline: t, words });
    case 'checked': {
      const found = [...new Set(event.found.map((one) => words.verdict[one.verdict]))].join(', ');
      return event.by === 'person' ? t.personLooked(found) : t.looked[event.purpose](found);
    }
    case 'check_failed':
      return t.lookFailed;
    case 'polled':
      return t.polled;
    case 'replied':
      return t.replied(
        event.reason === undefined
          ? words.reply[event.kind]
          : `${words.reply[event.kind]}: ${words.refusal[event.reason]}`,
      );
    case 'task_opened':
      return t.taskOpened(words.task[event.kind]);
    case 'task_ended':
      return t.taskEnded[event.result];
    case 'platform_set':
      return t.platformSet(names.recipient(event.platform));
    case 'withdrawn':
      return t.withdrawn;
    case 'age_changed':
      return t.ageChanged;
    case 'closed':
      return t.closed(
        event.reason === undefined
          ? words.outcome[event.outcome]
          : `${words.outcome[event.outcome]}, ${words.refusal[event.reason]}`,
      );
    case 'reopened':
      return t.reopened[event.why];
    case 'revealed':
      return t.revealed[event.what];
    case 'shared':
      return t.shared[event.access](event.with);
    case 'unshared':
      return t.unshared(event.with);
    case 'commented':
      return t.commented;
    case 'retried':
    case 'paused':
    case 'unpaused':
    case 'escalated':
      return `${t[event.type]} ${t.because[event.why]}`;
    case 'assigned':
      return `${event.to === null ? t.unassigned : t.assigned} ${t.because[event.why]}`;
    case 'erased':
      return t.erased;
  }
}

function delivered(delivery: Delivery, { timeline: t, words }: Pick<Texts, 'timeline' | 'words'>): string {
  const text = t.delivered[delivery.result];
  switch (delivery.result) {
    case 'refused':
      return `${text} ${words.refusal[delivery.reason]}.`;
    case 'handover':
      return `${text} ${t.handover[delivery.reason]}.`;
    case 'sent':
    case 'says_gone':
      return delivery.hasReference ? `${text} ${t.withReference}` : text;
    default:
      return text;
  }
}
