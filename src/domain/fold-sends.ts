import type { Delivery } from './delivery.ts';
import type { EventOf } from './event.ts';
import { done } from './fold-acts.ts';
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
    ...(earlier?.doubts === undefined ? {} : { doubts: earlier.doubts }),
    replies: earlier?.replies ?? [],
    polls: 0,
    hasReference: earlier?.hasReference ?? false,
  };
  return { ...done(takedown), sends: [...takedown.sends.filter((other) => other !== earlier), send] };
}

/**
 * A try may be settled twice: as unknown, when its process was taken for lost, and with what became of it, when that
 * came after all. What came late of an earlier try leaves the one that runs now as it is.
 */
export function foldSettled(takedown: Takedown, event: EventOf<'settled'>): Takedown {
  const { key, at, delivery } = event;
  const arrivedAt = delivered(delivery) ? at : undefined;
  const referred = 'hasReference' in delivery && delivery.hasReference;
  return withSend(
    takedown,
    (send) => send.key === key || inDoubt(send, key),
    (send) => {
      const doubts = doubtsAfter(send, event);
      const hasReference = send.hasReference || referred;
      return send.key === key
        ? {
            ...send,
            doubts,
            hasReference,
            settledAt: at,
            delivery,
            deliveredAt: arrivedAt ?? send.deliveredAt,
          }
        : { ...send, doubts, hasReference, deliveredAt: send.deliveredAt ?? arrivedAt };
    },
  );
}

/** Whether nobody knows what became of this try of a notice. */
export function inDoubt({ doubts }: Send, key: string): boolean {
  return doubts?.includes(key) === true;
}

function doubtsAfter({ doubts = [] }: Send, { key, delivery }: EventOf<'settled'>): Send['doubts'] {
  const others = doubts.filter((one) => one !== key);
  const now = delivery.result === 'unknown' ? [...others, key] : others;
  return now.length === 0 ? undefined : now;
}

export function foldPoll(takedown: Takedown, event: EventOf<'polled'>): Takedown {
  return withSend(
    { ...takedown, hastenedAt: undefined },
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
