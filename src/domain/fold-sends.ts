import type { Delivery } from './delivery.ts';
import type { EventOf } from './event.ts';
import type { Send, Takedown } from './takedown.ts';

export function foldIntent(takedown: Takedown, event: EventOf<'intended'>): Takedown {
  const earlier = takedown.sends.find((send) => send.noticeKey === event.noticeKey);
  const send: Send = {
    noticeKey: event.noticeKey,
    cycle: takedown.cycle,
    rung: event.rung,
    recipient: event.recipient,
    channel: event.channel,
    why: earlier?.why ?? event.why,
    tries: event.try,
    key: event.key,
    intendedAt: event.at,
    replies: earlier?.replies ?? [],
    polls: 0,
    hasReference: earlier?.hasReference ?? false,
  };
  return { ...takedown, sends: [...takedown.sends.filter((other) => other !== earlier), send] };
}

export function foldSettled(takedown: Takedown, event: EventOf<'settled'>): Takedown {
  return withSend(
    takedown,
    (send) => send.key === event.key,
    (send) => ({
      ...send,
      settledAt: event.at,
      delivery: event.delivery,
      deliveredAt: delivered(event.delivery) ? event.at : send.deliveredAt,
      hasReference: send.hasReference || ('hasReference' in event.delivery && event.delivery.hasReference),
    }),
  );
}

export function foldPoll(takedown: Takedown, event: EventOf<'polled'>): Takedown {
  return withSend(
    takedown,
    (send) => send.noticeKey === event.noticeKey,
    (send) => ({ ...send, polls: send.polls + 1, polledAt: event.at }),
  );
}

/** A reply proves that the notice arrived, whatever the delivery was thought to be. */
export function foldReply(takedown: Takedown, event: EventOf<'replied'>): Takedown {
  return withSend(
    takedown,
    (send) => send.noticeKey === event.noticeKey,
    (send) => ({
      ...send,
      deliveredAt: send.deliveredAt ?? event.at,
      replies: [...send.replies, { kind: event.kind, reason: event.reason, via: event.via, at: event.at }],
    }),
  );
}

export function withSend(
  takedown: Takedown,
  which: (send: Send) => boolean,
  to: (send: Send) => Send,
): Takedown {
  return { ...takedown, sends: takedown.sends.map((send) => (which(send) ? to(send) : send)) };
}

function delivered(delivery: Delivery): boolean {
  return delivery.result === 'sent' || delivery.result === 'says_gone' || delivery.result === 'refused';
}
