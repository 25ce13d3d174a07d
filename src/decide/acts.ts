import type { ActReason } from '../domain/event.ts';
import { evolve } from '../domain/fold.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { lastLook, sendsNow } from './history.ts';
import { next } from './next.ts';
import type { World } from './world.ts';

/** Why what a person asks for cannot be done with a takedown as it stands. */
export const ACT_REFUSALS = [
  'takedown_ended',
  'takedown_paused',
  'takedown_not_paused',
  'takedown_running',
  'takedown_with_person',
  'takedown_due',
  'takedown_in_doubt',
  'takedown_confirming',
  'retry_nothing',
  'rung_none_yet',
  'rung_none_left',
  'task_none',
] as const;
export type ActRefusal = (typeof ACT_REFUSALS)[number];

const ASKED = { by: '', why: 'other' } satisfies { by: string; why: ActReason };

/** Whether what a takedown waits for can be done at once: only then the act changes anything. */
export function whyNotRetry(takedown: Takedown, world: World, now: Instant): ActRefusal | undefined {
  const held = whyHeld(takedown);
  if (held !== undefined) return held;
  const decision = next(evolve(takedown, { type: 'retried', at: now, ...ASKED }), world, now);
  switch (decision.do) {
    case 'send':
    case 'poll':
    case 'check':
      if (decision.at <= now) return undefined;
      // Only these two keep their time (hasten.ts).
      return decision.do === 'check' ? 'takedown_confirming' : 'takedown_in_doubt';
    case 'wait':
      return decision.why === 'receipt' ? 'takedown_in_doubt' : 'retry_nothing';
    default:
      return undefined;
  }
}

/** Whether a takedown can leave its rung for the next one. */
export function whyNotEscalate(takedown: Takedown, world: World, now: Instant): ActRefusal | undefined {
  const held = whyHeld(takedown);
  if (held !== undefined) return held;
  const rung = rungNow(takedown);
  if (rung === undefined) return 'rung_none_yet';
  if (takedown.sends.some((send) => send.delivery === undefined)) return 'takedown_running';
  if (takedown.escalatedFrom === rung) return 'takedown_due';
  const decision = next(evolve(takedown, { type: 'escalated', at: now, rung, ...ASKED }), world, now);
  if ((decision.do === 'send' || decision.do === 'hand_over') && decision.why === 'escalated')
    return undefined;
  return lastLook(takedown)?.verdict === 'gone' ? 'takedown_confirming' : 'rung_none_left';
}

export function whyNotPause(takedown: Takedown): ActRefusal | undefined {
  if (takedown.closedAt !== undefined) return 'takedown_ended';
  return takedown.pausedAt === undefined ? undefined : 'takedown_paused';
}

export function whyNotUnpause(takedown: Takedown): ActRefusal | undefined {
  if (takedown.closedAt !== undefined) return 'takedown_ended';
  return takedown.pausedAt === undefined ? 'takedown_not_paused' : undefined;
}

export function whyNotAssign(takedown: Takedown): ActRefusal | undefined {
  if (takedown.closedAt !== undefined) return 'takedown_ended';
  return takedown.task === undefined ? 'task_none' : undefined;
}

/** The rung of the last notice of this cycle; undefined while there is none. */
export function rungNow(takedown: Takedown): number | undefined {
  return sendsNow(takedown).at(-1)?.rung;
}

function whyHeld(takedown: Takedown): ActRefusal | undefined {
  if (takedown.closedAt !== undefined) return 'takedown_ended';
  if (takedown.pausedAt !== undefined) return 'takedown_paused';
  return takedown.task === undefined ? undefined : 'takedown_with_person';
}
