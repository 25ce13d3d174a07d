import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { sendsNow } from './history.ts';
import type { World } from './world.ts';

export interface Clock {
  readonly regime: string;
  /** False until a notice has reached the platform: then `at` is what the clock would be from now. */
  readonly running: boolean;
  readonly at: Instant;
}

/**
 * The strictest legal clock of a takedown, or null where no applicable law gives a figure. A clock starts when the
 * first notice of the cycle reaches the platform (TAKE IT DOWN s.3(a)(3): "after receiving"); a regime whose
 * commencement no source confirms, or that runs from a regulator's notice, starts none.
 */
export function strictestClock(takedown: Takedown, world: World, now: Instant): Clock | null {
  const start = sendsNow(takedown)
    .filter((send) => send.recipient === takedown.platform && send.deliveredAt !== undefined)
    .reduce<Instant | undefined>(
      (first, send) => Math.min(first ?? Number.POSITIVE_INFINITY, send.deliveredAt ?? now),
      undefined,
    );
  const from = start ?? now;
  const clocks = takedown.regimes.flatMap((id): Clock[] => {
    const regime = world.regimes.get(id);
    if (regime?.deadline === undefined || regime.clockStarts !== 'notice') return [];
    if (regime.inForceFrom === undefined || Date.parse(regime.inForceFrom) > from) return [];
    return [{ regime: id, running: start !== undefined, at: from + regime.deadline }];
  });
  return clocks.reduce<Clock | null>(
    (best, clock) => (best === null || clock.at < best.at ? clock : best),
    null,
  );
}
