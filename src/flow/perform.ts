import type { EffectDeps } from './deps.ts';
import { performCheck } from './perform-check.ts';
import { performPoll } from './perform-poll.ts';
import { performSend } from './perform-send.ts';
import { type EffectJob, FREE_HAND, type Hand } from './ports.ts';

/** Performs the effect that a job names. What the job says is only a hint: the ledger says what is to be done. */
export async function perform(deps: EffectDeps, job: EffectJob, hand: Hand = FREE_HAND): Promise<void> {
  const started = deps.clock.now();
  try {
    await performKind(deps, job, hand);
  } finally {
    deps.metrics.performed(job.kind, Math.max(0, deps.clock.now() - started));
  }
}

function performKind(deps: EffectDeps, job: EffectJob, hand: Hand): Promise<void> {
  if (job.kind === 'check') return performCheck(deps, job, hand);
  if (job.id.startsWith('poll-')) return performPoll(deps, job, hand);
  return performSend(deps, job, hand);
}
