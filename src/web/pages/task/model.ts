import type { Desk } from '../../../http/desk.ts';
import { helplineIdOf, taskOf } from '../../../http/routes/who.ts';
import type { Texts } from '../../i18n/texts.ts';
import { taskLines } from '../tasks/model.ts';
import type { TaskModel } from './view.tsx';

/** @throws RedressError `task_unknown` */
export async function taskModel(desk: Desk, id: string, t: Texts): Promise<TaskModel> {
  const task = await taskOf(desk, id);
  const [line] = await taskLines(desk, [task], t);
  if (line === undefined) throw new Error('a task has no line');
  const mine = helplineIdOf(desk);
  const access = task.helplineId === mine ? 'own' : await desk.shares.accessOf(task.caseId, mine);
  return { line, mayAct: access === 'own' || access === 'act' };
}
