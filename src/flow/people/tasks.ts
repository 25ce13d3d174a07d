import type { ReplyKind } from '../../domain/delivery.ts';
import { RedressError } from '../../domain/errors.ts';
import type { TakedownEvent } from '../../domain/event.ts';
import type { RefusalReason } from '../../domain/outcome.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { FlowDeps } from '../deps.ts';
import { regimesFor } from '../intake/assess.ts';
import type { RecordedEvent, Stored } from '../ledger.ts';
import { type Addition, settle } from '../settle.ts';
import { taskSheet } from './sheet.ts';

/** What a person says of a task that is done. Which fields are needed depends on the task's kind. */
export interface Done {
  /** The number that the recipient gave the report. Red. */
  readonly reference?: string | undefined;
  /** look_by_hand: what the page showed. */
  readonly verdict?: Verdict | undefined;
  /** find_platform: the recipient's id. */
  readonly platform?: string | undefined;
  /** What the recipient said at once. */
  readonly reply?: { readonly kind: ReplyKind; readonly reason?: RefusalReason | undefined } | undefined;
}

/** Records that a person did a task, and decides again. Throws RedressError for what the task's kind needs. */
export async function completeTask(
  deps: FlowDeps,
  stored: Stored,
  by: string,
  done: Done,
): Promise<Takedown> {
  const task = openTask(stored);
  const sheet = task.kind === 'send_by_hand' ? await taskSheet(deps, stored) : undefined;
  return endTask(deps, stored, task.id, (takedown, at) => {
    const events: RecordedEvent[] = outcomeEvents(deps, takedown, done, by, at).map((event) => ({ event }));
    const ended = {
      type: 'task_ended',
      at,
      taskId: task.id,
      result: 'done',
      by,
      hasReference: done.reference !== undefined,
    } as const;
    const red = done.reference === undefined ? undefined : { reference: done.reference };
    const send = takedown.sends.find((one) => one.noticeKey === task.noticeKey);
    return {
      events: [{ event: ended, red }, ...events],
      // The text that the person had before them is the notice as it was sent.
      ...(send?.delivery === undefined || sheet?.text === undefined
        ? {}
        : {
            settles: {
              key: send.key,
              result: send.delivery.result,
              code: send.delivery.code,
              red: { text: sheet.text },
            },
          }),
    };
  });
}

/** Records that a task cannot be done; the takedown goes on to its next channel, rung or end. */
export async function failTask(deps: FlowDeps, stored: Stored, by: string): Promise<Takedown> {
  const task = openTask(stored);
  return endTask(deps, stored, task.id, (_, at) => ({
    events: [
      { event: { type: 'task_ended', at, taskId: task.id, result: 'failed', by, hasReference: false } },
    ],
  }));
}

function openTask(stored: Stored) {
  const { task } = stored.takedown;
  if (task !== undefined) return task;
  throw new RedressError('task_not_open', 'This takedown waits for no person.', {
    field: 'task',
    cure: 'List the open tasks with: redress tasks list',
  });
}

async function endTask(
  deps: FlowDeps,
  stored: Stored,
  taskId: string,
  add: (takedown: Takedown, at: number) => Addition,
): Promise<Takedown> {
  const after = await settle(deps, stored.takedown.id, 'keep', (takedown) => {
    if (takedown.task?.id !== taskId) {
      throw new RedressError('task_not_open', 'Somebody else ended this task meanwhile.', {
        field: 'task',
        cure: 'Look at the takedown again with: redress show',
      });
    }
    return add(takedown, deps.clock.now());
  });
  if (after === undefined) throw new Error('the takedown of an open task is gone');
  return after;
}

function outcomeEvents(
  deps: FlowDeps,
  takedown: Takedown,
  done: Done,
  by: string,
  at: number,
): TakedownEvent[] {
  const task = takedown.task;
  const replied: TakedownEvent[] =
    done.reply === undefined || task?.noticeKey === undefined
      ? []
      : [
          {
            type: 'replied',
            at,
            noticeKey: task.noticeKey,
            kind: done.reply.kind,
            via: 'person',
            by,
            ...(done.reply.reason === undefined ? {} : { reason: done.reply.reason }),
          },
        ];
  if (task?.kind === 'look_by_hand') {
    const verdict = needed(
      done.verdict,
      'verdict',
      'Say what you found: --found gone|live|restricted|geo_blocked|login_wall',
    );
    const found = takedown.locations.map(() => ({ verdict, signal: 'person' }));
    return [{ type: 'checked', at, purpose: 'follow_up', by: 'person', found }, ...replied];
  }
  if (task?.kind === 'find_platform') {
    const id = needed(
      done.platform,
      'platform',
      'Name the recipient: --platform ID (redress platforms list)',
    );
    const platform = deps.catalog.recipients.get(id);
    if (platform === undefined) {
      throw new RedressError('platform_unknown', `No recipient file has the id ${id}.`, {
        field: 'platform',
        cure: 'Choose one of: redress platforms list',
      });
    }
    const regimes = [...regimesFor(platform, takedown.countries, deps.catalog)];
    return [{ type: 'platform_set', at, platform: id, regimes, by }, ...replied];
  }
  return replied;
}

function needed<T>(value: T | undefined, field: string, cure: string): T {
  if (value !== undefined) return value;
  throw new RedressError('task_incomplete', `This task needs ${field}.`, { field, cure });
}
