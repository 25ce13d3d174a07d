import type { z } from 'zod';
import { Verify } from '../catalog/schema/removal.ts';
import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';
import { DAY, type Instant } from '../domain/time.ts';
import { lastDelivered, lastLook, looksNow, saidGoneAt, sendsNow } from './history.ts';
import { platformOf, type World } from './world.ts';

export type VerifyPlan = z.infer<typeof Verify> & { readonly checkable: boolean };

/** How the platform wants to be looked at; the general schedule where no file knows the host. */
export function verifyOf(takedown: Takedown, world: World): VerifyPlan {
  const platform = platformOf(takedown, world);
  if (platform === undefined) return { ...Verify.parse({}), checkable: true };
  return { ...platform.verify, checkable: platform.removal.method !== 'none' };
}

/** A first look before anything is sent: what is gone already needs no notice. Two failed checks do not hold it up. */
export function precheck(takedown: Takedown, world: World, now: Instant): Decision | undefined {
  if (takedown.cycle > 0 || sendsNow(takedown).length > 0 || looksNow(takedown).length > 0) return undefined;
  if (takedown.checkFailures >= 2 || !verifyOf(takedown, world).checkable) return undefined;
  return { do: 'check', at: now, purpose: 'precheck' };
}

/**
 * The next look while a takedown is open, counted from the last delivered notice (or from the start of the cycle
 * while a person has the turn). At once after somebody said that the content is gone.
 */
export function followUp(takedown: Takedown, world: World): Extract<Decision, { do: 'check' }> | undefined {
  const verify = verifyOf(takedown, world);
  if (!verify.checkable) return undefined;
  const last = lastLook(takedown);
  const said = saidGoneAt(takedown);
  if (said !== undefined && (last === undefined || last.at < said)) {
    return { do: 'check', at: afterFailures(takedown, verify, said), purpose: 'follow_up' };
  }
  const since = lastDelivered(takedown)?.deliveredAt ?? takedown.cycleStartedAt;
  const done = looksNow(takedown).filter(
    (look) => look.purpose === 'follow_up' && look.at >= since && !look.asked,
  ).length;
  const pause = verify.followUp[done];
  const at = pause === undefined ? (last?.at ?? since) + verify.afterwards : since + pause;
  return { do: 'check', at: afterFailures(takedown, verify, at), purpose: 'follow_up' };
}

/** A check that could not be made is tried again later, ever more slowly up to a day, or when a person asks for it. */
export function afterFailures(takedown: Takedown, verify: VerifyPlan, at: Instant): Instant {
  if (takedown.lastCheckFailedAt === undefined || takedown.checkFailures === 0) return at;
  if (takedown.hastenedAt !== undefined) return at;
  const pause = Math.min(verify.retryCheckAfter * 2 ** Math.min(takedown.checkFailures - 1, 10), DAY);
  return Math.max(at, takedown.lastCheckFailedAt + pause);
}
