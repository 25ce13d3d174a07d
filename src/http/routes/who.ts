import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { Helpline, Stored } from '../../flow/ledger.ts';
import type { TakedownView } from '../../ledger/views/one.ts';
import type { ListedTask } from '../../ledger/views/tasks.ts';
import type { Desk } from '../desk.ts';

/** The helpline that asks. Routes that ops may use do not call it. */
export function helplineIdOf({ caller }: Desk): HelplineId {
  if (caller.kind === 'helpline') return caller.helplineId;
  throw new Error('a route for helplines was reached by ops');
}

export async function helplineOf(desk: Desk): Promise<Helpline> {
  const helpline = await desk.deps.ledger.helpline(helplineIdOf(desk));
  if (helpline === undefined) throw new Error('a token belongs to no helpline');
  return helpline;
}

/** What is another's is answered like what is not there: the database shows neither. */
export async function takedownOf(desk: Desk, id: string): Promise<TakedownView> {
  const found = await desk.views.takedown(id);
  if (found !== undefined) return found;
  throw new RedressError('takedown_unknown', 'There is no such takedown.', { field: 'takedownId' });
}

export async function taskOf(desk: Desk, id: string): Promise<ListedTask> {
  const found = await desk.views.task(id);
  if (found !== undefined) return found;
  throw new RedressError('task_unknown', 'There is no such task.', { field: 'taskId' });
}

export async function caseOf(desk: Desk, id: string) {
  const found = await desk.views.case(id);
  if (found !== undefined) return found;
  throw new RedressError('case_unknown', 'There is no such case.', { field: 'caseId' });
}

/** Throws RedressError `share_insufficient` when the case was shared with this helpline for reading only. */
export async function assertMayAct(
  desk: Desk,
  of: { readonly caseId: CaseId; readonly helplineId: HelplineId },
): Promise<void> {
  const mine = helplineIdOf(desk);
  if (of.helplineId === mine || (await desk.shares.accessOf(of.caseId, mine)) === 'act') return;
  throw new RedressError('share_insufficient', 'The case was shared for reading where it stands only.', {
    field: 'id',
    cure: 'Ask the helpline whose case it is to share it with the right to act.',
  });
}

/** A task that is the takedown's turn now, of a case in which this helpline may act. */
export async function openTaskOf(
  desk: Desk,
  id: string,
): Promise<{ readonly task: ListedTask; readonly stored: Stored }> {
  const task = await taskOf(desk, id);
  await assertMayAct(desk, task);
  const stored = await desk.deps.ledger.load(task.takedownId);
  if (stored === undefined || stored.takedown.task?.id !== id) throw taskNotOpen();
  return { task, stored };
}

export function taskNotOpen(): RedressError {
  return new RedressError('task_not_open', 'This task is not open any more.', {
    field: 'taskId',
    cure: 'List the open tasks.',
  });
}
