import type { Decision } from '../domain/decision.ts';
import type { Look, Send, Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { refusalOf } from './after-send.ts';
import { lastLook, lastRun, looksNow, sendsNow } from './history.ts';
import { afterFailures, followUp, verifyOf } from './verify.ts';
import type { World } from './world.ts';

/** The ladder is used up: what the last looks and the answers together amount to. */
export function finish(takedown: Takedown, world: World, now: Instant): Decision {
  const verify = verifyOf(takedown, world);
  const look = lastLook(takedown);
  if (look === undefined && verify.checkable && takedown.checkFailures < 3) {
    return { do: 'check', at: afterFailures(takedown, verify, now), purpose: 'follow_up' };
  }
  switch (look?.verdict) {
    case 'live':
      return { do: 'close', outcome: fromAnswers(takedown, world) };
    case 'geo_blocked':
    case 'restricted':
      return flaps(takedown) ? lookByHand(takedown, world) : confirmRestricted(takedown, world, look);
    case 'host_down':
      return followUp(takedown, world) ?? { do: 'close', outcome: fromAnswers(takedown, world) };
    default:
      return lookByHand(takedown, world);
  }
}

/** A page that says something else at every look settles nothing: after this many second looks a person decides. */
const MAX_CONFIRMS = 6;

function flaps(takedown: Takedown): boolean {
  return looksNow(takedown).filter((look) => look.purpose === 'confirm').length >= MAX_CONFIRMS;
}

/** Some people can still see it. Two looks must agree, as for a removal. */
function confirmRestricted(takedown: Takedown, world: World, last: Look): Decision {
  const agreed = lastRun(takedown).length > 1;
  if (agreed || last.by === 'person') return { do: 'close', outcome: { kind: 'restricted' } };
  const verify = verifyOf(takedown, world);
  return {
    do: 'check',
    at: afterFailures(takedown, verify, last.at + verify.confirmAfter),
    purpose: 'confirm',
  };
}

/** Redress cannot see there (login wall, bot defence): a person is asked once a cycle before the takedown ends. */
function lookByHand(takedown: Takedown, world: World): Decision {
  const asked = takedown.endedTasks.some(
    (task) => task.kind === 'look_by_hand' && task.cycle === takedown.cycle,
  );
  if (asked) return { do: 'close', outcome: fromAnswers(takedown, world) };
  return {
    do: 'ask',
    task: { kind: 'look_by_hand', reason: lastLook(takedown)?.verdict ?? 'not_checkable' },
  };
}

type Ended = Extract<Decision, { do: 'close' }>['outcome'];

function fromAnswers(takedown: Takedown, world: World): Ended {
  const sends = sendsNow(takedown);
  if (sends.some((send) => delisted(send, world))) return { kind: 'delisted' };
  const reason = sends.map(refusalOf).findLast((one) => one !== undefined);
  if (reason !== undefined) return { kind: 'refused', reason };
  const delivered = sends.filter((send) => send.deliveredAt !== undefined);
  if (delivered.length === 0) return { kind: 'exhausted' };
  const answered = delivered.some((send) => send.replies.length > 0 || send.delivery?.result === 'says_gone');
  return { kind: answered ? 'exhausted' : 'no_response' };
}

function delisted(send: Send, world: World): boolean {
  return (
    world.recipients.get(send.recipient)?.kind === 'search' &&
    send.replies.some((reply) => reply.kind === 'delisted')
  );
}
