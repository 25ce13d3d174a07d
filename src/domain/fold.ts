import type { EventOf, TakedownEvent } from './event.ts';
import { done, foldAct, foldAssigned } from './fold-acts.ts';
import { foldCheck, foldCheckFailure } from './fold-checks.ts';
import { foldIntent, foldPoll, foldReply, foldSettled } from './fold-sends.ts';
import { foldTaskEnded, foldTaskOpened } from './fold-tasks.ts';
import type { TakedownId } from './ids.ts';
import type { Outcome } from './outcome.ts';
import type { Takedown } from './takedown.ts';
import { type Phase, phaseAfter } from './transitions.ts';

export function phaseOf(takedown: Takedown | undefined): Phase {
  if (takedown === undefined) return 'none';
  return takedown.closedAt === undefined ? 'open' : 'ended';
}

/** The first event makes the takedown; there is none before it. */
export function born(id: TakedownId, event: EventOf<'requested'>): Takedown {
  return {
    id,
    version: 1,
    platform: event.platform,
    host: event.host,
    ageInImage: event.ageInImage,
    regimes: event.regimes,
    countries: event.countries,
    statuses: event.statuses,
    locations: event.locations,
    requestedAt: event.at,
    cycle: 0,
    cycleStartedAt: event.at,
    sends: [],
    looks: [],
    checkFailures: 0,
    endedTasks: [],
    watched: 0,
  };
}

/** One event further. Throws for an event that the present phase does not allow: that is a bug, never input. */
export function evolve(takedown: Takedown, event: TakedownEvent): Takedown {
  phaseAfter(phaseOf(takedown), event.type);
  return { ...change(takedown, event), version: takedown.version + 1 };
}

/** A takedown from all its events. Throws if they do not begin with `requested`. */
export function fold(id: TakedownId, events: readonly TakedownEvent[]): Takedown {
  const [first, ...rest] = events;
  if (first?.type !== 'requested') throw new Error('the first event of a takedown must be requested');
  return rest.reduce(evolve, born(id, first));
}

function change(takedown: Takedown, event: TakedownEvent): Takedown {
  switch (event.type) {
    case 'requested':
      throw new Error('a takedown is requested once');
    case 'intended':
      return foldIntent(takedown, event);
    case 'settled':
      return foldSettled(takedown, event);
    case 'polled':
      return foldPoll(takedown, event);
    case 'replied':
      return foldReply(takedown, event);
    case 'checked':
      return foldCheck(takedown, event);
    case 'check_failed':
      return foldCheckFailure(takedown, event);
    case 'task_opened':
      return foldTaskOpened(takedown, event);
    case 'task_ended':
      return foldTaskEnded(takedown, event);
    case 'platform_set':
      return { ...done(takedown), platform: event.platform, regimes: event.regimes };
    case 'withdrawn':
      return { ...takedown, withdrawnAt: event.at };
    case 'age_changed':
      return { ...takedown, ageInImage: event.ageInImage };
    case 'closed':
      return {
        ...done(takedown),
        pausedAt: undefined,
        outcome: outcomeOf(event),
        closedAt: event.at,
        watched: 0,
      };
    case 'reopened':
      return {
        ...takedown,
        cycle: takedown.cycle + 1,
        cycleStartedAt: event.at,
        outcome: undefined,
        closedAt: undefined,
        watched: 0,
        checkFailures: 0,
      };
    case 'retried':
    case 'paused':
    case 'unpaused':
    case 'escalated':
      return foldAct(takedown, event);
    case 'assigned':
      return foldAssigned(takedown, event);
    // On record only: they decide nothing.
    case 'revealed':
    case 'shared':
    case 'unshared':
    case 'commented':
      return takedown;
    case 'erased':
      return { ...takedown, erasedAt: event.at };
  }
}

function outcomeOf(event: EventOf<'closed'>): Outcome {
  return event.outcome === 'refused'
    ? { kind: 'refused', reason: event.reason ?? 'other' }
    : { kind: event.outcome };
}
