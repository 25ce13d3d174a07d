import { MINUTE } from '../../../domain/time.ts';
import { problemsOf } from '../../../flow/intake/problems.ts';
import { assertMayEnd, claimTask, releaseTask } from '../../../flow/people/claims.ts';
import { comment } from '../../../flow/people/comment.ts';
import { recordReveal } from '../../../flow/people/reveal.ts';
import { taskSheet } from '../../../flow/people/sheet.ts';
import { completeTask, failTask } from '../../../flow/people/tasks.ts';
import { commentsIn } from '../../../http/present/comments.ts';
import { InvalidRequest } from '../../../http/problems/invalid.ts';
import { assertMayAct, openTaskOf, taskNotOpen, taskOf } from '../../../http/routes/who.ts';
import { NewComment, TaskDone } from '../../../wire/task.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import type { Form } from '../../guard/form.ts';
import { show } from '../../layout/show.tsx';
import { whoIs } from '../takedown/who-is.ts';
import { taskModel } from './model.ts';
import { SheetView } from './sheet-view.tsx';
import { TaskView } from './view.tsx';

/** For how long a task is somebody's. */
const TAKEN_FOR = 60 * MINUTE;

/** `/tasks/ID`: what to do, with everything needed for it, and how it went in one click. */
export function taskPage(app: WebApp): void {
  app.get('/tasks/:id', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const model = await taskModel(desk, c.req.param('id'), view.t);
    const head = { title: view.t.words.task[model.line.kind], section: 'tasks' } as const;
    return show(c, head, <TaskView model={model} />);
  });

  // Shown in the answer itself, like all that is red. Who sees an address has it as a task: taking comes with it.
  app.post('/tasks/:id/sheet', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.param('id'));
    const { tokenId } = desk.caller;
    await claimTask(desk.deps, task.id, tokenId, desk.deps.clock.now() + TAKEN_FOR);
    await recordReveal(desk.deps, stored.takedown.id, tokenId, 'task');
    const sheet = await taskSheet(desk.deps, stored);
    const shown = await desk.views.show(stored.takedown.id);
    if (sheet === undefined || shown === undefined) throw taskNotOpen();
    const person = await whoIs(desk, task.helplineId, view.t);
    const model = {
      id: task.id,
      sheet,
      comments: commentsIn(shown.events).map((one) => ({ ...one, by: person(one.by) })),
      platforms: [...desk.deps.catalog.recipients.values()].map(({ id, name }) => ({ id, name })),
    };
    const about = await taskModel(desk, task.id, view.t);
    const head = { title: view.t.words.task[about.line.kind], section: 'tasks' } as const;
    return show(c, head, <TaskView model={about} sheet={<SheetView model={model} />} />);
  });
  app.get('/tasks/:id/sheet', (c) => c.redirect(`/tasks/${c.req.param('id')}`, 303));

  app.post('/tasks/:id/release', allow('helpline'), async (c) => {
    const { desk } = c.var;
    const task = await taskOf(desk, c.req.param('id'));
    await assertMayAct(desk, task);
    await releaseTask(desk.deps, task.id, desk.caller.tokenId);
    return c.redirect('/tasks?done=released', 303);
  });

  app.post('/tasks/:id/complete', allow('helpline'), async (c) => {
    const { desk, form } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.param('id'));
    assertMayEnd(task, desk.caller.tokenId, desk.deps.clock.now());
    await completeTask(desk.deps, stored, desk.caller.tokenId, doneIn(form));
    return c.redirect(`/takedowns/${stored.takedown.id}?done=task_done`, 303);
  });

  app.post('/tasks/:id/fail', allow('helpline'), async (c) => {
    const { desk } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.param('id'));
    assertMayEnd(task, desk.caller.tokenId, desk.deps.clock.now());
    await failTask(desk.deps, stored, desk.caller.tokenId);
    return c.redirect(`/takedowns/${stored.takedown.id}?done=task_failed`, 303);
  });

  app.post('/tasks/:id/note', allow('helpline'), async (c) => {
    const { desk, form } = c.var;
    const task = await taskOf(desk, c.req.param('id'));
    await assertMayAct(desk, task);
    const parsed = NewComment.safeParse({ text: form.text('note') });
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    await comment(desk.deps, task.takedownId, desk.caller.tokenId, { ...parsed.data, taskId: task.id });
    return c.redirect(`/tasks/${task.id}?done=noted`, 303);
  });
}

function doneIn(form: Form) {
  const kind = form.optional('reply');
  const parsed = TaskDone.safeParse({
    reference: form.optional('reference'),
    verdict: form.optional('verdict'),
    platform: form.optional('platform'),
    reply: kind === undefined ? undefined : { kind },
  });
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(problemsOf(parsed.error));
}
