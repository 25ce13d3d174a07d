import type { TakedownEvent } from './event.ts';

export type Phase = 'none' | 'open' | 'ended';

/**
 * Which event may happen in which phase, and the phase it leads to. What is not listed is a bug and throws.
 * Effects may come home late: settled, checked, replied and task_ended are taken in `ended` too, for the record.
 */
export const TRANSITIONS: Readonly<Record<TakedownEvent['type'], Partial<Record<Phase, Phase>>>> = {
  requested: { none: 'open' },
  intended: { open: 'open' },
  settled: { open: 'open', ended: 'ended' },
  checked: { open: 'open', ended: 'ended' },
  check_failed: { open: 'open', ended: 'ended' },
  polled: { open: 'open', ended: 'ended' },
  replied: { open: 'open', ended: 'ended' },
  task_opened: { open: 'open' },
  task_ended: { open: 'open', ended: 'ended' },
  platform_set: { open: 'open' },
  withdrawn: { open: 'open', ended: 'ended' },
  age_changed: { open: 'open', ended: 'ended' },
  closed: { open: 'ended' },
  reopened: { ended: 'open' },
  revealed: { open: 'open', ended: 'ended' },
  shared: { open: 'open', ended: 'ended' },
  unshared: { open: 'open', ended: 'ended' },
  commented: { open: 'open', ended: 'ended' },
  retried: { open: 'open' },
  paused: { open: 'open' },
  unpaused: { open: 'open' },
  escalated: { open: 'open' },
  assigned: { open: 'open' },
  erased: { ended: 'ended' },
};

export function phaseAfter(phase: Phase, event: TakedownEvent['type']): Phase {
  const to = TRANSITIONS[event][phase];
  if (to === undefined) throw new Error(`a takedown that is ${phase} cannot have the event ${event}`);
  return to;
}
