import type { Takedown } from '../../domain/takedown.ts';
import type { Plan } from '../../flow/ledger.ts';

/** The columns of a takedown that follow from its state and its plan. */
export interface PlanRow {
  readonly version: number;
  /** Null when it is as it is stored: a claim that writes no event only takes the lease. */
  readonly state: Takedown | null;
  readonly platform: string | null;
  readonly host: string;
  readonly outcome: string | null;
  readonly withdrawn_at: number | null;
  readonly paused_at: number | null;
  readonly status: Plan['status'];
  readonly due_at: number | null;
  readonly effect: Plan['effect'];
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly deadline_at: number | null;
  readonly next: string;
}

const TYPES: Readonly<Record<keyof PlanRow, string>> = {
  version: 'int',
  state: 'jsonb',
  platform: 'text',
  host: 'text',
  outcome: 'text',
  withdrawn_at: 'bigint',
  paused_at: 'bigint',
  status: 'text',
  due_at: 'bigint',
  effect: 'text',
  recipient: 'text',
  channel: 'text',
  deadline_at: 'bigint',
  next: 'text',
};

export const PLAN_RECORD = Object.entries(TYPES)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');
export const PLAN_COLUMNS = Object.keys(TYPES).join(', ');
export const PLAN_VALUES = Object.keys(TYPES)
  .map((column) => `x.${column}`)
  .join(', ');
export const PLAN_ASSIGNMENTS = Object.keys(TYPES)
  .map((column) => (column === 'state' ? 'state = coalesce(x.state, t.state)' : `${column} = x.${column}`))
  .join(', ');

export function planRow(state: Takedown, plan: Plan): PlanRow {
  return {
    version: state.version,
    state,
    platform: state.platform,
    host: state.host,
    outcome: state.outcome?.kind ?? null,
    withdrawn_at: state.withdrawnAt ?? null,
    paused_at: state.pausedAt ?? null,
    status: plan.status,
    due_at: plan.dueAt,
    effect: plan.effect,
    recipient: plan.recipient,
    channel: plan.channel,
    deadline_at: plan.deadlineAt,
    next: plan.next,
  };
}
