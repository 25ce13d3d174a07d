import type { EventOf } from './event.ts';
import { withSend } from './fold-sends.ts';
import type { Takedown } from './takedown.ts';

/** Tasks whose success means that the notice has reached its desk. */
const DELIVERING = new Set(['send_by_hand', 'find_receipt']);

export function foldTaskOpened(takedown: Takedown, event: EventOf<'task_opened'>): Takedown {
  const { taskId, kind, reason, noticeKey, at } = event;
  return {
    ...takedown,
    hastenedAt: undefined,
    task: { id: taskId, kind, reason, noticeKey, cycle: takedown.cycle, openedAt: at },
  };
}

export function foldTaskEnded(takedown: Takedown, event: EventOf<'task_ended'>): Takedown {
  const task = takedown.task;
  if (task === undefined || task.id !== event.taskId) throw new Error('a task that is not open cannot end');
  const ended = {
    ...takedown,
    task: undefined,
    endedTasks: [...takedown.endedTasks, { ...task, result: event.result, endedAt: event.at }],
  };
  if (event.result !== 'done' || !DELIVERING.has(task.kind)) return ended;
  return withSend(
    ended,
    (send) => send.noticeKey === task.noticeKey,
    (send) => ({
      ...send,
      deliveredAt: send.deliveredAt ?? event.at,
      hasReference: send.hasReference || event.hasReference,
    }),
  );
}
