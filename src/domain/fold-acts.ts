import type { EventOf } from './event.ts';
import type { Takedown } from './takedown.ts';

export function foldAct(
  takedown: Takedown,
  event: EventOf<'retried' | 'paused' | 'unpaused' | 'escalated'>,
): Takedown {
  switch (event.type) {
    case 'retried':
      return { ...takedown, hastenedAt: event.at };
    case 'paused':
      return { ...takedown, pausedAt: takedown.pausedAt ?? event.at };
    case 'unpaused':
      return { ...takedown, pausedAt: undefined };
    case 'escalated':
      return { ...takedown, hastenedAt: undefined, escalatedFrom: event.rung };
  }
}

export function foldAssigned(takedown: Takedown, { taskId, to, by, at }: EventOf<'assigned'>): Takedown {
  const { task } = takedown;
  if (task === undefined || task.id !== taskId) throw new Error('a task that is not open is not assigned');
  return { ...takedown, task: { ...task, assigned: to === null ? undefined : { to, by, at } } };
}

/** What a person asked for was done, or has lost its meaning: the schedule holds again. */
export function done(takedown: Takedown): Takedown {
  if (takedown.hastenedAt === undefined && takedown.escalatedFrom === undefined) return takedown;
  return { ...takedown, hastenedAt: undefined, escalatedFrom: undefined };
}
