import type { Decision, Intent } from '../domain/decision.ts';
import type { SendReason } from '../domain/event.ts';
import { attemptKey } from '../domain/ids.ts';
import type { Send, Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { sendsNow } from './history.ts';
import { type Desk, desksOf, rungsOf } from './route.ts';
import type { World } from './world.ts';

/** The first notice of a cycle: the first desk of the first rung that has one. */
export function firstNotice(takedown: Takedown, world: World, now: Instant): Decision | undefined {
  return nextRung(takedown, world, now, -1, takedown.cycle > 0 ? 'came_back' : 'first_notice');
}

/** Another desk on the same rung, because the last one could not be used; otherwise the next rung. */
export function otherDesk(takedown: Takedown, world: World, now: Instant, last: Send): Decision | undefined {
  const desk = desksBeside(takedown, world, now, last)[0];
  if (desk !== undefined) return approach(desk, now, 'channel_unusable');
  return leftForAPerson(takedown, last.rung) ?? nextRung(takedown, world, now, last.rung, 'channel_unusable');
}

/** A desk on the same rung that a machine can use, if there is one: better than waiting for a person. */
export function otherMachineDesk(
  takedown: Takedown,
  world: World,
  now: Instant,
  last: Send,
): Decision | undefined {
  const desk = desksBeside(takedown, world, now, last).find(
    (one) => one.byHand === undefined && one.restsUntil === undefined,
  );
  return desk === undefined ? undefined : approach(desk, now, 'channel_unusable');
}

/** The desks that are left on the rung of a notice; none when a new platform or law has taken the rung away. */
function desksBeside(takedown: Takedown, world: World, now: Instant, last: Send): readonly Desk[] {
  return rungsOf(takedown, world)
    .filter((at) => at.index === last.rung)
    .flatMap((at) => desksOf(takedown, at, world, now));
}

/** A notice of this rung that was handed over and stepped aside for a machine, before any person was asked. */
function leftForAPerson(takedown: Takedown, rung: number): Decision | undefined {
  return sendsNow(takedown)
    .filter((send) => send.rung === rung)
    .map((send) => askToSend(takedown, send))
    .find((ask) => ask !== undefined);
}

/** Asks a person to send what was handed over. Undefined when it is delivered, or a person has been asked before. */
export function askToSend(takedown: Takedown, send: Send): Decision | undefined {
  if (send.delivery?.result !== 'handover' || send.deliveredAt !== undefined) return undefined;
  const asked = takedown.endedTasks.some(
    (task) => task.noticeKey === send.noticeKey && task.kind === 'send_by_hand',
  );
  if (asked) return undefined;
  const { reason } = send.delivery;
  return { do: 'ask', task: { kind: 'send_by_hand', reason, noticeKey: send.noticeKey } };
}

/** The first desk of a rung above `above`; undefined when the ladder is used up. */
export function nextRung(
  takedown: Takedown,
  world: World,
  now: Instant,
  above: number,
  why: SendReason,
): Decision | undefined {
  for (const at of rungsOf(takedown, world)) {
    if (at.index <= above) continue;
    const desk = desksOf(takedown, at, world, now)[0];
    if (desk !== undefined) return approach(desk, now, why);
  }
  return undefined;
}

/** The same notice to the same desk once more, because the last try did not deliver it. */
export function again(send: Send, at: Instant, why: SendReason): Decision {
  const attempt = send.tries + 1;
  return {
    do: 'send',
    at,
    recipient: send.recipient,
    channel: send.channel,
    rung: send.rung,
    noticeKey: send.noticeKey,
    try: attempt,
    key: attemptKey(send.noticeKey, attempt),
    why,
  };
}

function approach(desk: Desk, now: Instant, why: SendReason): Decision {
  const intent: Intent = {
    recipient: desk.recipient,
    channel: desk.channel,
    rung: desk.rung,
    noticeKey: desk.noticeKey,
    try: 1,
    key: attemptKey(desk.noticeKey, 1),
    why,
  };
  return desk.byHand === undefined
    ? { do: 'send', at: desk.restsUntil ?? now, ...intent }
    : { do: 'hand_over', reason: desk.byHand, ...intent };
}
