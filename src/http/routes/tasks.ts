import { createRoute } from '@hono/zod-openapi';
import { MINUTE } from '../../domain/time.ts';
import { claimTask, releaseTask } from '../../flow/people/claims.ts';
import { Claimed, ClaimRequest, Task, TaskPage, TaskParams, TaskQuery } from '../../wire/task.ts';
import type { Api, App } from '../desk.ts';
import { wireTask } from '../present/task.ts';
import { moment } from '../present/times.ts';
import { acts, EVERYBODY, HELPLINE, json, optionalBody, reads } from './of.ts';
import { assertMayAct, taskOf } from './who.ts';

const tags = ['tasks'];

/** What people must do, and who does it. */
export function tasks(app: App, api: Api): void {
  const list = createRoute({
    method: 'get',
    path: '/v1/tasks',
    tags,
    summary: 'List open tasks, most urgent first',
    ...reads(EVERYBODY),
    request: { query: TaskQuery },
    responses: { 200: json('A page', TaskPage) },
  });
  app.openapi(list, async (c) => {
    const { desk } = c.var;
    const { claimed, assigned, ...query } = c.req.valid('query');
    const now = desk.deps.clock.now();
    const whose = claimed === 'mine' ? { by: desk.caller.tokenId } : claimed;
    const page = await desk.views.taskPage({
      ...query,
      claimed: whose,
      assignedTo: assigned === 'mine' ? desk.caller.tokenId : undefined,
      now,
    });
    return c.json({ tasks: page.tasks.map((one) => wireTask(one, now)), next: page.next }, 200);
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/tasks/{taskId}',
    tags,
    summary: 'Read a task',
    ...reads(EVERYBODY),
    request: { params: TaskParams },
    responses: { 200: json('The task', Task) },
  });
  app.openapi(read, async (c) => {
    const { desk } = c.var;
    const task = await taskOf(desk, c.req.valid('param').taskId);
    return c.json(wireTask(task, desk.deps.clock.now()), 200);
  });

  const claim = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/claim',
    tags,
    summary: 'Take a task, so that nobody else does it meanwhile',
    ...acts(api, 'kept', HELPLINE),
    request: { params: TaskParams, body: optionalBody(ClaimRequest) },
    responses: { 200: json('Who has it now, and until when', Claimed) },
  });
  app.openapi(claim, async (c) => {
    const { desk } = c.var;
    const task = await taskOf(desk, c.req.valid('param').taskId);
    await assertMayAct(desk, task);
    const { minutes } = ClaimRequest.parse(c.req.valid('json'));
    const until = desk.deps.clock.now() + minutes * MINUTE;
    const { by, until: end } = await claimTask(desk.deps, task.id, desk.caller.tokenId, until);
    return c.json({ id: task.id, claimedBy: by, claimedUntil: moment(end) }, 200);
  });

  const release = createRoute({
    method: 'post',
    path: '/v1/tasks/{taskId}/release',
    tags,
    summary: 'Give a task back',
    ...acts(api, 'kept', HELPLINE),
    request: { params: TaskParams },
    responses: { 200: json('Nobody has it', Claimed) },
  });
  app.openapi(release, async (c) => {
    const { desk } = c.var;
    const task = await taskOf(desk, c.req.valid('param').taskId);
    await assertMayAct(desk, task);
    await releaseTask(desk.deps, task.id, desk.caller.tokenId);
    return c.json({ id: task.id, claimedBy: null, claimedUntil: null }, 200);
  });
}
