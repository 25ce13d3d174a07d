import type { TakedownId } from '../../domain/ids.ts';
import type { Change } from '../../flow/ledger.ts';
import type { Vault } from '../vault/vault.ts';
import type { Base64 } from './context.ts';
import { base64 } from './context.ts';
import type { AttemptRow, TaskRow } from './effect-rows.ts';
import { attemptRows, taskRows } from './effect-rows.ts';
import type { EventRow, Link } from './event-rows.ts';
import { eventRows } from './event-rows.ts';
import type { PlanRow } from './plan-row.ts';
import { planRow } from './plan-row.ts';

/** Whose pace a leased takedown counts towards. */
export interface Pair {
  readonly effect: string;
  readonly recipient: string;
}

interface TakedownRow extends PlanRow {
  readonly id: TakedownId;
  readonly expected: number;
  readonly prev: Base64;
  readonly head: Base64;
  readonly updated_at: number | null;
  readonly lease: 'keep' | 'free' | 'take';
  readonly until: number | null;
  readonly worker: string | null;
  readonly held_by: string | null;
  readonly held_until: number | null;
  readonly pair_effect: string | null;
  readonly pair_recipient: string | null;
}

export const TAKEDOWN_RECORD = `id text, expected int, prev text, head text, updated_at bigint, lease text,
  until bigint, worker text, held_by text, held_until bigint, pair_effect text, pair_recipient text`;

interface SettleRow {
  readonly takedown_id: TakedownId;
  readonly key: string;
  readonly settled_at: number | null;
  readonly result: string;
  readonly code: string;
  readonly reference: Base64 | null;
  readonly text: Base64 | null;
  readonly evidence: Base64 | null;
}

interface EndedTaskRow {
  readonly takedown_id: TakedownId;
  readonly id: string;
  readonly status: string;
  readonly ended_at: number;
  readonly ended_by: string;
}

interface AssignedRow {
  readonly takedown_id: TakedownId;
  readonly id: string;
  readonly to: string | null;
  readonly by: string;
  readonly at: number;
}

type CheckRow = NonNullable<Change['checks']>[number] & { readonly takedown_id: TakedownId };

/** The rows of changes, by the part of the statement that writes them. */
export interface ChangeRows {
  readonly takedowns: readonly TakedownRow[];
  readonly events: readonly EventRow[];
  readonly attempts: readonly AttemptRow[];
  readonly settles: readonly SettleRow[];
  readonly tasks: readonly TaskRow[];
  readonly ended: readonly EndedTaskRow[];
  readonly checks: readonly CheckRow[];
  readonly assigned: readonly AssignedRow[];
}

export function mergeRows(all: readonly ChangeRows[]): ChangeRows {
  return {
    takedowns: all.flatMap((one) => one.takedowns),
    events: all.flatMap((one) => one.events),
    attempts: all.flatMap((one) => one.attempts),
    settles: all.flatMap((one) => one.settles),
    tasks: all.flatMap((one) => one.tasks),
    ended: all.flatMap((one) => one.ended),
    checks: all.flatMap((one) => one.checks),
    assigned: all.flatMap((one) => one.assigned),
  };
}

/** The rows of one change; `link` is where its takedown's chain ends now, `pair` whose pace its lease counts to. */
export function changeRows(change: Change, link: Link, vault: Vault, pair?: Pair): ChangeRows {
  const { id, lease } = change;
  if (change.state.version !== change.expectedVersion + change.events.length) {
    throw new Error('a change must say the version that its events lead to');
  }
  const chained = eventRows(link, change.events, vault);
  const taken = lease === 'keep' ? null : lease;
  return {
    takedowns: [
      {
        id,
        expected: change.expectedVersion,
        prev: base64(link.head),
        head: base64(chained.head),
        updated_at: change.events.at(-1)?.event.at ?? null,
        lease: lease === 'keep' ? 'keep' : lease === null ? 'free' : 'take',
        until: taken?.until ?? null,
        worker: taken?.worker ?? null,
        held_by: change.holder?.worker ?? null,
        held_until: change.holder?.until ?? null,
        pair_effect: pair?.effect ?? null,
        pair_recipient: pair?.recipient ?? null,
        ...planRow(change.state, change.plan),
        ...(change.events.length === 0 ? { state: null } : {}),
      },
    ],
    events: chained.rows,
    attempts: attemptRows(id, change.opens ?? [], change.events),
    settles: change.settles === undefined ? [] : [settleRow(change, change.settles, link, vault)],
    tasks: taskRows(id, change.openedTasks ?? []),
    ended: (change.endedTasks ?? []).map((task) => ({
      takedown_id: id,
      id: task.id,
      status: task.result,
      ended_at: task.at,
      ended_by: task.by,
    })),
    checks: (change.checks ?? []).map((check) => ({ takedown_id: id, ...check })),
    assigned: change.events.flatMap(({ event }) =>
      event.type === 'assigned'
        ? [{ takedown_id: id, id: event.taskId, to: event.to, by: event.by, at: event.at }]
        : [],
    ),
  };
}

function settleRow(
  change: Change,
  settles: NonNullable<Change['settles']>,
  link: Link,
  vault: Vault,
): SettleRow {
  const { key, result, code, red } = settles;
  const sealed = (column: 'reference' | 'text' | 'evidence') => {
    const value = red?.[column];
    const binding = { table: 'attempts', column, row: key };
    if (value === undefined || link.key.wrappedKey === null) return null;
    return base64(vault.seal(link.key, value, binding));
  };
  const event = change.events.find((one) => one.event.type === 'settled' && one.event.key === key);
  return {
    takedown_id: change.id,
    key,
    settled_at: (event ?? change.events.at(-1))?.event.at ?? null,
    result,
    code,
    reference: sealed('reference'),
    text: sealed('text'),
    evidence: sealed('evidence'),
  };
}
