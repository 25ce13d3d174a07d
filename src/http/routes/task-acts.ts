import { createRoute } from '@hono/zod-openapi';
import { RedressError } from '../../domain/errors.ts';
import { assertMayEnd } from '../../flow/people/claims.ts';
import { comment } from '../../flow/people/comment.ts';
import { recordReveal } from '../../flow/people/reveal.ts';
import { taskSheet } from '../../flow/people/sheet.ts';
import { completeTask, failTask } from '../../flow/people/tasks.ts';
import { Commented, NewComment, Sheet, TaskDone, TaskEnded, TaskParams } from '../../wire/task.ts';
import type { Api, App } from '../desk.ts';
import { commentsIn } from '../present/comments.ts';
import { acts, body, HELPLINE, json, optionalBody } from './of.ts';
import { assertMayAct, openTaskOf, taskNotOpen, taskOf } from './who.ts';

const tags = ['tasks'];

/** Doing a task: its sheet, its end, and what there is to say about it. */
export function taskActs(app: App, api: Api): void {
  const request = { params: TaskParams };

  const sheet = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/sheet',
    tags,
    summary: 'Show what is needed to do a task that one has claimed; the act is on record',
    ...acts(api, 'anew', HELPLINE),
    request,
    responses: { 200: json('Red data', Sheet) },
  });
  app.openapi(sheet, async (c) => {
    const { desk } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.valid('param').taskId);
    const by = desk.caller.tokenId;
    // Who sees a URL has it as a task: a list of URLs cannot be had by looking at one task after the other.
    if (task.claimedBy !== by || (task.claimedUntil ?? 0) <= desk.deps.clock.now()) {
      throw new RedressError('task_not_claimed', 'The sheet is for whoever has claimed the task.', {
        field: 'taskId',
        cure: 'Claim the task first.',
      });
    }
    await recordReveal(desk.deps, stored.takedown.id, by, 'task');
    const found = await taskSheet(desk.deps, stored);
    const shown = await desk.views.show(stored.takedown.id);
    if (found === undefined || shown === undefined) throw taskNotOpen();
    const { kind, ask, urls, text, link, checklist } = found;
    return c.json(
      {
        id: task.id,
        takedownId: stored.takedown.id,
        kind,
        ask,
        urls: [...urls],
        text: text ?? null,
        link: link ?? null,
        checklist: [...checklist],
        comments: commentsIn(shown.events),
      },
      200,
    );
  });

  const complete = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/complete',
    tags,
    summary: 'Record that a task is done',
    ...acts(api, 'kept', HELPLINE),
    request: { ...request, body: optionalBody(TaskDone) },
    responses: { 200: json('The takedown goes on', TaskEnded) },
  });
  app.openapi(complete, async (c) => {
    const { desk } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.valid('param').taskId);
    assertMayEnd(task, desk.caller.tokenId, desk.deps.clock.now());
    await completeTask(desk.deps, stored, desk.caller.tokenId, TaskDone.parse(c.req.valid('json')));
    return c.json({ id: task.id, takedownId: stored.takedown.id, result: 'done' as const }, 200);
  });

  const fail = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/fail',
    tags,
    summary: 'Record that a task cannot be done',
    ...acts(api, 'kept', HELPLINE),
    request,
    responses: { 200: json('The takedown goes on to its next step', TaskEnded) },
  });
  app.openapi(fail, async (c) => {
    const { desk } = c.var;
    const { task, stored } = await openTaskOf(desk, c.req.valid('param').taskId);
    assertMayEnd(task, desk.caller.tokenId, desk.deps.clock.now());
    await failTask(desk.deps, stored, desk.caller.tokenId);
    return c.json({ id: task.id, takedownId: stored.takedown.id, result: 'failed' as const }, 200);
  });

  const say = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/comments',
    tags,
    summary: 'Note something about a task; the words are kept in confidence',
    ...acts(api, 'kept', HELPLINE),
    request: { ...request, body: body(NewComment) },
    responses: { 200: json('Noted', Commented) },
  });
  app.openapi(say, async (c) => {
    const { desk } = c.var;
    const task = await taskOf(desk, c.req.valid('param').taskId);
    await assertMayAct(desk, task);
    const { text } = c.req.valid('json');
    await comment(desk.deps, task.takedownId, desk.caller.tokenId, { text, taskId: task.id });
    return c.json({ id: task.id, takedownId: task.takedownId }, 200);
  });
}
