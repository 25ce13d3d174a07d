import type { Decision } from '../domain/decision.ts';
import type { RefusalReason } from '../domain/outcome.ts';
import type { Send, Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { awaitAnswer } from './answer.ts';
import { again, askToSend, nextRung, otherDesk, otherMachineDesk } from './ladder.ts';
import { mayRepeat, retryAt } from './retry.ts';
import { restsUntil } from './route.ts';
import { followUp } from './verify.ts';
import type { World } from './world.ts';

/** What follows from the last notice of the cycle. Undefined: the ladder is used up. */
export function afterSend(takedown: Takedown, world: World, now: Instant, send: Send): Decision | undefined {
  if (refusalOf(send) !== undefined) return nextRung(takedown, world, now, send.rung, 'refused_before');
  if (send.deliveredAt !== undefined) return awaitAnswer(takedown, world, now, send);
  const channel = world.recipients.get(send.recipient)?.channels[send.channel];
  if (channel === undefined) return otherDesk(takedown, world, now, send);
  switch (send.delivery?.result) {
    case 'retry': {
      const at = retryAt(send, channel.retry);
      if (at === undefined) return otherDesk(takedown, world, now, send);
      const rests = restsUntil(world, send.recipient, send.channel, now);
      if (rests === undefined) return again(send, at, 'transport_retry');
      // The channel keeps failing for everybody: step aside where there is another, wait where there is none.
      return (
        otherMachineDesk(takedown, world, now, send) ?? again(send, Math.max(at, rests), 'transport_retry')
      );
    }
    case 'handover': {
      const ask = askToSend(takedown, send);
      if (ask === undefined) return otherDesk(takedown, world, now, send);
      return otherMachineDesk(takedown, world, now, send) ?? ask;
    }
    case 'unknown': {
      const at = mayRepeat(channel) ? retryAt(send, channel.retry) : undefined;
      if (at !== undefined) return again(send, at, 'repeat_after_unknown');
      return awaitReceipt(takedown, world, now, send, channel.receiptWithin);
    }
    default:
      return otherDesk(takedown, world, now, send);
  }
}

/** Nobody knows whether the notice arrived, and it may not be repeated: wait for a receipt, then a person finds out. */
function awaitReceipt(
  takedown: Takedown,
  world: World,
  now: Instant,
  send: Send,
  within: number,
): Decision | undefined {
  const asked = takedown.endedTasks.some(
    (task) => task.kind === 'find_receipt' && task.noticeKey === send.noticeKey,
  );
  if (asked) return otherDesk(takedown, world, now, send);
  const until = (send.settledAt ?? send.intendedAt) + within;
  if (now >= until) {
    return {
      do: 'ask',
      task: { kind: 'find_receipt', reason: 'unknown_delivery', noticeKey: send.noticeKey },
    };
  }
  const look = followUp(takedown, world);
  return look !== undefined && look.at < until ? look : { do: 'wait', until, why: 'receipt' };
}

/** Why the desk has said no, at once or later. Undefined when it has not: its last word counts. */
export function refusalOf(send: Send): RefusalReason | undefined {
  const last = send.replies.findLast((reply) => reply.kind !== 'receipt' && reply.kind !== 'in_review');
  if (last !== undefined) return last.kind === 'refused' ? (last.reason ?? 'other') : undefined;
  return send.delivery?.result === 'refused' ? send.delivery.reason : undefined;
}
