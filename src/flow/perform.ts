import type { EffectDeps } from './deps.ts';
import { performCheck } from './perform-check.ts';
import { performPoll } from './perform-poll.ts';
import { performSend } from './perform-send.ts';
import type { EffectJob } from './ports.ts';

/**
 * Performs the effect that a job names. What the job says is only a hint: the ledger says what is to be done.
 *
 * @param acted told when the outward act is over, and only the writing down is left
 */
export async function perform(
  deps: EffectDeps,
  job: EffectJob,
  acted: () => void = () => undefined,
): Promise<void> {
  const started = deps.clock.now();
  try {
    await performKind(deps, job, acted);
  } finally {
    deps.metrics.performed(job.kind, Math.max(0, deps.clock.now() - started));
  }
}

function performKind(deps: EffectDeps, job: EffectJob, acted: () => void): Promise<void> {
  if (job.kind === 'check') return performCheck(deps, job, acted);
  if (job.id.startsWith('poll-')) return performPoll(deps, job, acted);
  return performSend(deps, job, acted);
}
