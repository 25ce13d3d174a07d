import type { EventOf, TakedownEvent } from '../../../src/domain/event.ts';

export const T = Date.UTC(2026, 10, 23);

export const requested: EventOf<'requested'> = {
  type: 'requested',
  at: T,
  by: 'token_1',
  platform: 'site',
  host: 'site.example',
  ageInImage: 'adult',
  regimes: ['two-days'],
  countries: ['US'],
  locations: ['page'],
  statuses: [],
};

export const intended: EventOf<'intended'> = {
  type: 'intended',
  at: T + 1,
  key: 'n1-1',
  try: 1,
  why: 'first_notice',
  recipient: 'site',
  channel: 'api',
  rung: 0,
  noticeKey: 'n1',
};

export const opened: EventOf<'task_opened'> = {
  type: 'task_opened',
  at: T + 2,
  taskId: 'task_1',
  kind: 'send_by_hand',
  reason: 'captcha',
  noticeKey: 'n1',
};

/** One event of each kind, as it may follow `requested`, `intended` and `task_opened`. */
export const EVENTS: { readonly [K in TakedownEvent['type']]: EventOf<K> } = {
  requested,
  intended,
  settled: {
    type: 'settled',
    at: T + 3,
    key: 'n1-1',
    delivery: { result: 'sent', code: 'http_201', hasReference: true },
  },
  checked: {
    type: 'checked',
    at: T + 3,
    purpose: 'follow_up',
    by: 'redress',
    found: [{ verdict: 'live', signal: 'ok' }],
  },
  check_failed: { type: 'check_failed', at: T + 3, purpose: 'follow_up', code: 'timed_out' },
  polled: { type: 'polled', at: T + 3, noticeKey: 'n1', code: 'http_200' },
  replied: { type: 'replied', at: T + 3, noticeKey: 'n1', kind: 'in_review', via: 'api', by: 'site' },
  task_opened: opened,
  task_ended: {
    type: 'task_ended',
    at: T + 3,
    taskId: 'task_1',
    result: 'done',
    by: 'ada',
    hasReference: false,
  },
  platform_set: { type: 'platform_set', at: T + 3, platform: 'other', regimes: ['dsa'], by: 'ada' },
  withdrawn: { type: 'withdrawn', at: T + 3, by: 'ada' },
  age_changed: { type: 'age_changed', at: T + 3, ageInImage: 'minor', by: 'ada' },
  closed: { type: 'closed', at: T + 3, outcome: 'removed' },
  reopened: { type: 'reopened', at: T + 4, why: 'came_back', by: 'redress' },
  revealed: { type: 'revealed', at: T + 5, what: 'takedown', by: 'ada' },
  shared: { type: 'shared', at: T + 5, with: 'helpline_b', access: 'act', by: 'ada' },
  unshared: { type: 'unshared', at: T + 6, with: 'helpline_b', by: 'ada' },
  commented: { type: 'commented', at: T + 4, by: 'ada', taskId: 'task_1' },
  retried: { type: 'retried', at: T + 3, by: 'ada', why: 'recipient_back' },
  paused: { type: 'paused', at: T + 3, by: 'ada', why: 'evidence' },
  unpaused: { type: 'unpaused', at: T + 3, by: 'ada', why: 'other' },
  escalated: { type: 'escalated', at: T + 3, by: 'ada', why: 'no_answer_expected', rung: 0 },
  assigned: { type: 'assigned', at: T + 3, by: 'ada', why: 'workload', taskId: 'task_1', to: 'token_2' },
  erased: { type: 'erased', at: T + 5, by: 'ada' },
};

export function kinds(): readonly TakedownEvent['type'][] {
  return Object.values(EVENTS).map((event) => event.type);
}
