import { strictestDeadline } from '../catalog/law/strictest-deadline.ts';
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
  const regimes = takedown.regimes
    .map((id) => world.regimes.get(id))
    .filter((regime) => regime !== undefined);
  const strictest = strictestDeadline(regimes, from, from);
  return strictest === null
    ? null
    : { regime: strictest.regimeId, running: start !== undefined, at: strictest.at };
}
