import { next } from '../decide/next.ts';
import type { World } from '../decide/world.ts';
import type { Decision, Intent } from '../domain/decision.ts';
import type { TakedownEvent } from '../domain/event.ts';
import { evolve } from '../domain/fold.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { Change, NewTask, RecordedEvent } from './ledger.ts';
import { planOf } from './plan.ts';

/** Makes ids for tasks. Injected, so that tests are repeatable. */
export type NewTaskId = () => TaskId;

export interface Advanced {
  readonly decision: Decision;
  readonly change: Pick<Change, 'events' | 'state' | 'plan' | 'openedTasks' | 'endedTasks' | 'opens'>;
}

/** Far above what a ladder of any file can need at one moment: more is a bug in the deciding. */
const MAX_STEPS = 200;

/**
 * Takes new events in and decides until something must be waited for or done outside: what concerns the ledger
 * alone (asking a person, handing over, closing, reopening) happens here and now.
 *
 * @param newborn true when `takedown` was just made by the first of `events`, so that it is not folded again.
 */
export function advance(
  takedown: Takedown,
  events: readonly RecordedEvent[],
  world: World,
  now: Instant,
  newTaskId: NewTaskId,
  newborn = false,
): Advanced {
  const log: RecordedEvent[] = [...events];
  const opened: NewTask[] = [];
  const ended: NonNullable<Change['endedTasks']>[number][] = [];
  const opens: Intent[] = [];
  let state = (newborn ? events.slice(1) : events).reduce(
    (s, recorded) => evolve(s, recorded.event),
    takedown,
  );
  for (const { event } of events) {
    if (event.type === 'task_ended')
      ended.push({ id: event.taskId, result: event.result, by: event.by, at: event.at });
  }
  const append = (event: TakedownEvent): void => {
    log.push({ event });
    state = evolve(state, event);
  };
  for (let step = 0; step < MAX_STEPS; step++) {
    const decision = next(state, world, now);
    switch (decision.do) {
      case 'ask': {
        const { kind, reason, noticeKey } = decision.task;
        const id = newTaskId();
        append({
          type: 'task_opened',
          at: now,
          taskId: id,
          kind,
          reason,
          ...(noticeKey === undefined ? {} : { noticeKey }),
        });
        const send = state.sends.find((one) => one.noticeKey === noticeKey);
        const dueAt = planOf(state, decision, world, now).deadlineAt;
        opened.push({
          id,
          kind,
          reason,
          recipient: send?.recipient ?? null,
          channel: send?.channel ?? null,
          openedAt: now,
          dueAt,
        });
        break;
      }
      case 'hand_over': {
        const { do: _, reason, ...intent } = decision;
        append({ type: 'intended', at: now, ...intent });
        append({
          type: 'settled',
          at: now,
          key: intent.key,
          delivery: { result: 'handover', code: reason, reason },
        });
        opens.push(intent);
        break;
      }
      case 'close': {
        if (state.task !== undefined) {
          const { id } = state.task;
          append({
            type: 'task_ended',
            at: now,
            taskId: id,
            result: 'dropped',
            by: 'redress',
            hasReference: false,
          });
          if (opened.some((task) => task.id === id))
            opened.splice(
              opened.findIndex((task) => task.id === id),
              1,
            );
          else ended.push({ id, result: 'dropped', by: 'redress', at: now });
        }
        const { outcome } = decision;
        append({
          type: 'closed',
          at: now,
          outcome: outcome.kind,
          ...(outcome.kind === 'refused' ? { reason: outcome.reason } : {}),
        });
        break;
      }
      case 'reopen':
        append({ type: 'reopened', at: now, why: decision.why, by: 'redress' });
        break;
      default:
        return {
          decision,
          change: {
            events: log,
            state,
            plan: planOf(state, decision, world, now),
            openedTasks: opened,
            endedTasks: ended,
            opens,
          },
        };
    }
  }
  throw new Error('deciding did not come to a rest');
}
