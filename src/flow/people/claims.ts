import { RedressError } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { FlowDeps } from '../deps.ts';

/** Who does a task now. It ends by itself, so that a task is not lost with whoever went home. */
export interface TaskClaim {
  readonly by: string;
  readonly until: Instant;
}

/**
 * Takes a task until `until`; whoever has it already may take it for longer.
 *
 * @throws RedressError `task_claimed` when somebody else has it, `task_not_open`
 */
export async function claimTask(deps: FlowDeps, id: TaskId, by: string, until: Instant): Promise<TaskClaim> {
  const claim = await deps.ledger.claimTask(id, { by, until }, deps.clock.now());
  if (claim === undefined) throw notOpen();
  if (claim.by !== by) throw claimedByOther();
  return claim;
}

/** Gives a task back. Throws RedressError `task_claimed` when somebody else has it, `task_not_open`. */
export async function releaseTask(deps: FlowDeps, id: TaskId, by: string): Promise<void> {
  const left = await deps.ledger.releaseTask(id, by, deps.clock.now());
  if (left === undefined) throw notOpen();
  if (left !== 'free') throw claimedByOther();
}

/** Throws RedressError `task_claimed` while a task belongs to somebody else. */
export function assertMayEnd(
  task: { readonly claimedBy: string | null; readonly claimedUntil: Instant | null },
  by: string,
  now: Instant,
): void {
  if (task.claimedBy !== null && task.claimedBy !== by && (task.claimedUntil ?? 0) > now)
    throw claimedByOther();
}

function notOpen(): RedressError {
  return new RedressError('task_not_open', 'There is no such open task.', {
    field: 'id',
    cure: 'List the open tasks.',
  });
}

function claimedByOther(): RedressError {
  return new RedressError('task_claimed', 'Somebody else has this task now.', {
    field: 'id',
    cure: 'Take another one, or ask them to give it back; it is free again by itself after a while.',
  });
}
