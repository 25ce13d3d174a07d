import { Cursor } from '../../../wire/common.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { taskLines } from './model.ts';
import { TASK_LISTS, type TaskList, TasksView } from './view.tsx';

const PAGE = 50;

/** `/tasks`: what waits for a person, most urgent first. */
export function tasksPage(app: WebApp): void {
  app.get('/tasks', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const list: TaskList = TASK_LISTS.find((one) => one === c.req.query('list')) ?? 'free';
    const cursor = Cursor.safeParse(c.req.query('cursor')).data;
    const claimed =
      list === 'all' ? undefined : list === 'mine' ? { by: desk.caller.tokenId } : ('none' as const);
    const page = await desk.views.taskPage({ claimed, now: desk.deps.clock.now(), limit: PAGE, cursor });
    const tasks = await taskLines(desk, page.tasks, view.t);
    return show(
      c,
      { title: view.t.tasks.title, section: 'tasks', live: 'any' },
      <TasksView tasks={tasks} list={list} next={page.next} cursor={cursor} />,
    );
  });
}
