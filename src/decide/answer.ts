import type { ApiStatus } from '../catalog/schema/api.ts';
import type { Channel } from '../catalog/schema/channel.ts';
import type { Decision } from '../domain/decision.ts';
import type { Send, Takedown } from '../domain/takedown.ts';
import { HOUR, type Instant } from '../domain/time.ts';
import { strictestClock } from './deadline.ts';
import { lastLook } from './history.ts';
import { nextRung } from './ladder.ts';
import { rungsOf } from './route.ts';
import { afterFailures, followUp, verifyOf } from './verify.ts';
import type { World } from './world.ts';

/**
 * A notice has reached its desk: ask for its status, look whether it is gone, and when the rung's time is over and
 * one more look shows that it is not, climb. Undefined: the ladder is used up.
 */
export function awaitAnswer(
  takedown: Takedown,
  world: World,
  now: Instant,
  send: Send,
): Decision | undefined {
  const question = answerQuestion(takedown, send);
  if (question !== undefined) return question;
  const end = rungEnd(takedown, world, now, send);
  const verify = verifyOf(takedown, world);
  const looked = lastLook(takedown);
  const lastWord = looked !== undefined && looked.at >= end;
  if (now >= end && (lastWord || !verify.checkable || takedown.checkFailures >= 3)) {
    return nextRung(takedown, world, now, send.rung, 'deadline_passed');
  }
  const atEnd: Decision & { at: Instant } = {
    do: 'check',
    at: afterFailures(takedown, verify, end),
    purpose: 'follow_up',
  };
  const poll = nextPoll(world, send);
  const look = followUp(takedown, world);
  const dates = [poll, look, verify.checkable ? atEnd : undefined].filter((one) => one !== undefined);
  const soonest = dates.reduce<(typeof dates)[number] | undefined>(
    (best, one) => (best === undefined || one.at < best.at ? one : best),
    undefined,
  );
  if (soonest !== undefined && soonest.at <= end) return soonest;
  return verify.checkable ? atEnd : { do: 'wait', until: end, why: 'answer' };
}

/** The end of the rung on which a notice lies. */
export function rungEnd(takedown: Takedown, world: World, now: Instant, send: Send): Instant {
  const from = send.deliveredAt ?? now;
  const at = rungsOf(takedown, world).find((one) => one.index === send.rung);
  const wait = at?.rung.wait ?? 'deadline';
  if (wait !== 'deadline') return from + wait;
  const clock = strictestClock(takedown, world, now);
  if (clock?.running) return Math.max(clock.at, from);
  // Without a clock: what the recipient itself promises, else the 48 hours that the strictest laws give.
  return from + (at?.recipient.promises?.within ?? 48 * HOUR);
}

/** The recipient wants to know more: a person answers, once for each question. */
function answerQuestion(takedown: Takedown, send: Send): Decision | undefined {
  const questions = send.replies.filter((reply) => reply.kind === 'needs_more').length;
  const answered = takedown.endedTasks.filter(
    (task) => task.kind === 'answer_recipient' && task.noticeKey === send.noticeKey,
  ).length;
  if (questions <= answered) return undefined;
  return { do: 'ask', task: { kind: 'answer_recipient', reason: 'needs_more', noticeKey: send.noticeKey } };
}

/** Some recipients give a report no number, and are asked by host or date instead. */
function needsReference(status: ApiStatus): boolean {
  return /\{\{[^}]*\breference\b/.test(JSON.stringify(status.request));
}

/** Status polls go on until the recipient has given its last word. */
function nextPoll(world: World, send: Send): (Decision & { do: 'poll'; at: Instant }) | undefined {
  const channel: Channel | undefined = world.recipients.get(send.recipient)?.channels[send.channel];
  if (channel?.kind !== 'api' || channel.status === undefined || send.deliveredAt === undefined)
    return undefined;
  const settled = send.replies.some((reply) => !['receipt', 'in_review', 'needs_more'].includes(reply.kind));
  if (settled || send.polls >= channel.status.upTo) return undefined;
  if (!send.hasReference && needsReference(channel.status)) return undefined;
  const at = (send.polledAt ?? send.deliveredAt) + channel.status.every;
  return { do: 'poll', at, recipient: send.recipient, channel: send.channel, noticeKey: send.noticeKey };
}
