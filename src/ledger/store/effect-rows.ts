import type { Intent } from '../../domain/decision.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { NewTask, RecordedEvent } from '../../flow/ledger.ts';

/** An attempt as a step opens it: open, or settled at once when it is handed over to a person. */
export interface AttemptRow {
  readonly key: string;
  readonly takedown_id: TakedownId;
  readonly notice_key: string;
  readonly try: number;
  readonly recipient: string;
  readonly channel: string;
  readonly rung: number;
  readonly state: 'intended' | 'settled';
  readonly intended_at: number;
  readonly settled_at: number | null;
  readonly result: string | null;
  readonly code: string | null;
}

export const ATTEMPT_RECORD = `key text, takedown_id text, notice_key text, try int, recipient text,
  channel text, rung int, state text, intended_at bigint, settled_at bigint, result text, code text`;
const ATTEMPT_COLUMNS =
  'key, takedown_id, notice_key, try, recipient, channel, rung, state, intended_at, settled_at, result, code';
export const ATTEMPT_INSERT = `INSERT INTO redress.attempts (${ATTEMPT_COLUMNS})`;
export const ATTEMPT_VALUES = ATTEMPT_COLUMNS.split(', ')
  .map((column) => `x.${column}`)
  .join(', ');

export function attemptRows(
  id: TakedownId,
  opens: readonly Intent[],
  recorded: readonly RecordedEvent[],
): readonly AttemptRow[] {
  const events = recorded.map((one) => one.event);
  return opens.map((intent) => {
    const opened = events.find((event) => event.type === 'intended' && event.key === intent.key);
    const settled = events.find((event) => event.type === 'settled' && event.key === intent.key);
    if (opened === undefined) {
      throw new Error('an attempt is opened without its event');
    }
    const delivery = settled?.type === 'settled' ? settled.delivery : undefined;
    return {
      key: intent.key,
      takedown_id: id,
      notice_key: intent.noticeKey,
      try: intent.try,
      recipient: intent.recipient,
      channel: intent.channel,
      rung: intent.rung,
      state: delivery === undefined ? 'intended' : 'settled',
      intended_at: opened.at,
      settled_at: settled?.at ?? null,
      result: delivery?.result ?? null,
      code: delivery?.code ?? null,
    };
  });
}

export interface TaskRow {
  readonly id: string;
  readonly takedown_id: TakedownId;
  readonly kind: string;
  readonly reason: string;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly opened_at: number;
  readonly due_at: number | null;
}

export const TASK_RECORD =
  'id text, takedown_id text, kind text, reason text, recipient text, channel text, opened_at bigint, due_at bigint';
export const TASK_INSERT = `INSERT INTO redress.tasks
  (id, takedown_id, kind, reason, recipient, channel, opened_at, due_at, status)`;
export const TASK_VALUES = `x.id, x.takedown_id, x.kind, x.reason, x.recipient, x.channel, x.opened_at,
  x.due_at, 'open'`;

export function taskRows(id: TakedownId, tasks: readonly NewTask[]): readonly TaskRow[] {
  return tasks.map((task) => ({
    id: task.id,
    takedown_id: id,
    kind: task.kind,
    reason: task.reason,
    recipient: task.recipient,
    channel: task.channel,
    opened_at: task.openedAt,
    due_at: task.dueAt,
  }));
}
