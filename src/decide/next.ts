import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { afterSend } from './after-send.ts';
import { finish } from './finish.ts';
import { hastened } from './hasten.ts';
import { sendsNow } from './history.ts';
import { firstNotice, nextRung } from './ladder.ts';
import { findPlatform, personsTurn } from './person.ts';
import { proof, unreachable } from './proof.ts';
import { stop } from './stop.ts';
import { precheck } from './verify.ts';
import { watch } from './watch.ts';
import type { World } from './world.ts';

/**
 * The one thing to do with a takedown now, or the moment at which to ask again. Pure: no clock, no randomness, no
 * I/O, no red data. The only authority on retries, follow-up and escalation (DESIGN 1).
 */
export function next(takedown: Takedown, world: World, now: Instant): Decision {
  return (
    stop(takedown) ??
    watch(takedown, world) ??
    paused(takedown) ??
    hastened(takedown, goOn(takedown, world, now))
  );
}

function goOn(takedown: Takedown, world: World, now: Instant): Decision {
  return (
    underWay(takedown) ??
    proof(takedown, world, now) ??
    unreachable(takedown, world) ??
    findPlatform(takedown, world) ??
    personsTurn(takedown, world) ??
    precheck(takedown, world, now) ??
    notify(takedown, world, now) ??
    finish(takedown, world, now)
  );
}

/** People stopped it for a while: nothing is decided, not even what follows from a try that comes home. */
function paused(takedown: Takedown): Decision | undefined {
  return takedown.pausedAt === undefined ? undefined : { do: 'wait', until: null, why: 'paused' };
}

/** A try that was opened and not settled is still the thing to do, under the same key. */
function underWay(takedown: Takedown): Decision | undefined {
  const open = takedown.sends.findLast((send) => send.delivery === undefined);
  if (open === undefined) return undefined;
  const { recipient, channel, rung, noticeKey, key, why, tries, intendedAt } = open;
  return { do: 'send', at: intendedAt, recipient, channel, rung, noticeKey, try: tries, key, why };
}

function notify(takedown: Takedown, world: World, now: Instant): Decision | undefined {
  const { escalatedFrom } = takedown;
  const higher =
    escalatedFrom === undefined ? undefined : nextRung(takedown, world, now, escalatedFrom, 'escalated');
  if (higher !== undefined) return higher;
  const last = sendsNow(takedown).at(-1);
  return last === undefined ? firstNotice(takedown, world, now) : afterSend(takedown, world, now, last);
}
