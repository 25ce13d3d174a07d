import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { lastRun } from './history.ts';
import { afterFailures, verifyOf } from './verify.ts';
import { platformOf, type World } from './world.ts';

/**
 * Is it gone? Only two agreeing looks apart in time prove it (DESIGN 4). A person's look is confirmed by a person,
 * since Redress could not see there itself.
 */
export function proof(takedown: Takedown, world: World, now: Instant): Decision | undefined {
  const run = lastRun(takedown);
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined || last.verdict !== 'gone') return undefined;
  const verify = verifyOf(takedown, world);
  if (last.at - first.at >= verify.confirmAfter)
    return { do: 'close', outcome: { kind: goneOutcome(takedown, world) } };
  const at = afterFailures(takedown, verify, first.at + verify.confirmAfter);
  if (last.by === 'redress' && verify.checkable) return { do: 'check', at, purpose: 'confirm' };
  if (takedown.task !== undefined) return { do: 'wait', until: null, why: 'person' };
  if (now < at) return { do: 'wait', until: at, why: 'answer' };
  return { do: 'ask', task: { kind: 'look_by_hand', reason: 'confirm_gone' } };
}

/** A host that stays away for long makes the takedown unreachable; it is watched, since hosts return. */
export function unreachable(takedown: Takedown, world: World): Decision | undefined {
  const run = lastRun(takedown);
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined || last.verdict !== 'host_down') return undefined;
  if (last.at - first.at < verifyOf(takedown, world).hostDownFor) return undefined;
  return { do: 'close', outcome: { kind: 'unreachable' } };
}

function goneOutcome(takedown: Takedown, world: World): 'delisted' | 'removed' | 'already_gone' {
  if (platformOf(takedown, world)?.kind === 'search') return 'delisted';
  // Of unknown fate: it was there when the notice went out, and the notice may well have arrived.
  const asked = takedown.sends.some((send) => send.deliveredAt !== undefined || send.doubts !== undefined);
  return asked || takedown.cycle > 0 ? 'removed' : 'already_gone';
}
