import type { Catalog } from '../../catalog/catalog.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { ActReason, Reveal, SendReason, TakedownEvent, TaskKind } from '../../domain/event.ts';

/** An event as a sentence for people: plain words, no red data. `names` are the recipients' names. */
export function sentence(event: TakedownEvent, catalog: Pick<Catalog, 'recipients'>): string {
  const name = (id: string): string => catalog.recipients.get(id)?.name ?? id;
  switch (event.type) {
    case 'requested':
      if (event.ageInImage !== 'adult')
        return 'Received. A minor may be shown: nothing is sent, fetched or kept';
      return `Received for ${event.platform === null ? `an unknown host (${event.host})` : name(event.platform)}`;
    case 'intended':
      return `${SENDING[event.why]}: ${name(event.recipient)}, ${channelTitle(event.recipient, event.channel, catalog)}${event.try > 1 ? ` (try ${event.try})` : ''}`;
    case 'settled':
      return delivered(event.delivery);
    case 'checked':
      return `${event.by === 'person' ? 'A person looked' : 'Looked'}${LOOKING[event.purpose]}: ${event.found.map((found) => found.verdict.replaceAll('_', ' ')).join(', ')}`;
    case 'check_failed':
      return `Could not look (${event.code})`;
    case 'polled':
      return `Asked for the state of the report (${event.code})`;
    case 'replied':
      return `The recipient says: ${event.kind.replaceAll('_', ' ')}${event.reason === undefined ? '' : ` (${event.reason.replaceAll('_', ' ')})`}`;
    case 'task_opened':
      return `A person is asked ${TASKS[event.kind]} (${event.reason.replaceAll('_', ' ')})`;
    case 'task_ended':
      return event.result === 'dropped'
        ? 'The task is no longer needed'
        : `The person's task: ${event.result}`;
    case 'platform_set':
      return `A person found the platform: ${name(event.platform)}`;
    case 'withdrawn':
      return 'Withdrawn: nothing more is sent';
    case 'age_changed':
      return 'A minor may be shown: stopped, and the URL is forgotten';
    case 'closed':
      return `Ended: ${event.outcome.replaceAll('_', ' ')}${event.reason === undefined ? '' : ` (${event.reason.replaceAll('_', ' ')})`}`;
    case 'reopened':
      return event.why === 'came_back' ? 'It is back: reopened' : 'Reopened by a person';
    case 'revealed':
      return REVEALED[event.what];
    case 'shared':
      return `Shared with the helpline ${event.with}, which may ${event.access === 'act' ? 'do its tasks' : 'read where it stands'}`;
    case 'unshared':
      return `No longer shared with the helpline ${event.with}`;
    case 'commented':
      return 'A person noted something';
    case 'retried':
      return `A person asked for the next step at once (${WHY[event.why]})`;
    case 'paused':
      return `Paused: nothing is sent or looked at (${WHY[event.why]})`;
    case 'unpaused':
      return `Goes on again (${WHY[event.why]})`;
    case 'escalated':
      return `A person asked for the next recipient at once (${WHY[event.why]})`;
    case 'assigned':
      return `${event.to === null ? 'The task was taken from whom it was given to' : `The task was given to ${event.to}`} (${WHY[event.why]})`;
    case 'erased':
      return 'Erased: what was recorded about it in confidence can be read by nobody any more';
  }
}

const SENDING: Readonly<Record<SendReason, string>> = {
  first_notice: 'First notice',
  transport_retry: 'Delivering again',
  repeat_after_unknown: 'Repeating under the same id',
  channel_unusable: 'Another channel',
  deadline_passed: 'Time is over, next step',
  refused_before: 'Refused before, next step',
  came_back: 'Notice after its return',
  escalated: 'Escalated, next step',
};

const REVEALED: Readonly<Record<Reveal, string>> = {
  takedown: 'A person looked at its URL, notices and answers',
  task: 'A person looked at what its task needs',
  export: 'A copy was made for the person concerned',
};

const WHY: Readonly<Record<ActReason, string>> = {
  urgent: 'it cannot wait',
  recipient_back: 'the recipient works again',
  recipient_trouble: 'the recipient has trouble',
  no_answer_expected: 'no answer is to be expected',
  person_asked: 'the person concerned asked for it',
  evidence: 'evidence is being secured',
  under_review: 'it is being reviewed',
  workload: 'work is shared out',
  mistake: 'to mend a mistake',
  other: 'another reason',
};

const LOOKING = {
  precheck: ' before sending',
  follow_up: '',
  confirm: ' a second time',
  watch: ' again after the end',
} as const;

const TASKS: Readonly<Record<TaskKind, string>> = {
  send_by_hand: 'to send the notice by hand',
  find_platform: 'to find out where to report',
  find_receipt: 'to find out whether the notice arrived',
  look_by_hand: 'to look whether it is gone',
  answer_recipient: 'to answer the recipient',
};

function delivered(delivery: Delivery): string {
  switch (delivery.result) {
    case 'sent':
      return `Delivered (${delivery.code})${delivery.hasReference ? ', with a reference' : ''}`;
    case 'says_gone':
      return `Delivered; the recipient says it is gone (${delivery.code})`;
    case 'refused':
      return `Refused at once: ${delivery.reason.replaceAll('_', ' ')} (${delivery.code})`;
    case 'retry':
      return `Not delivered, will be tried again (${delivery.code})`;
    case 'failed':
      return `Not delivered: this channel cannot take it (${delivery.code})`;
    case 'handover':
      return `Handed to a person: ${delivery.reason.replaceAll('_', ' ')} (${delivery.code})`;
    case 'unknown':
      return `Nobody knows whether it arrived (${delivery.code})`;
  }
}

function channelTitle(recipient: string, channel: string, catalog: Pick<Catalog, 'recipients'>): string {
  return catalog.recipients.get(recipient)?.channels[channel]?.title ?? channel;
}
