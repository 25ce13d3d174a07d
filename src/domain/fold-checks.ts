import type { EventOf } from './event.ts';
import type { Takedown } from './takedown.ts';
import { worstVerdict } from './verdict.ts';

export function foldCheck(takedown: Takedown, event: EventOf<'checked'>): Takedown {
  const verdict = worstVerdict(event.found.map((found) => found.verdict));
  const asked = takedown.hastenedAt === undefined || event.by === 'person' ? {} : { asked: true as const };
  const look = {
    cycle: takedown.cycle,
    at: event.at,
    purpose: event.purpose,
    by: event.by,
    verdict,
    ...asked,
  };
  return {
    ...takedown,
    looks: [...takedown.looks, look],
    checkFailures: 0,
    lastCheckFailedAt: undefined,
    hastenedAt: undefined,
    watched: event.purpose === 'watch' ? takedown.watched + 1 : takedown.watched,
  };
}

export function foldCheckFailure(takedown: Takedown, event: EventOf<'check_failed'>): Takedown {
  return {
    ...takedown,
    checkFailures: takedown.checkFailures + 1,
    lastCheckFailedAt: event.at,
    hastenedAt: undefined,
  };
}
