import { createRoute } from '@hono/zod-openapi';
import { RedressError } from '../../domain/errors.ts';
import { sentence } from '../../flow/people/story.ts';
import type { ListFilter } from '../../ledger/views/list.ts';
import {
  TakedownDetail,
  TakedownPage,
  TakedownParams,
  TakedownQuery,
  TakedownSearch,
  Timeline,
  TimelineQuery,
} from '../../wire/takedown.ts';
import type { Api, App, Desk } from '../desk.ts';
import { wireDetail, wireTakedown } from '../present/takedown.ts';
import { wireEvent } from '../present/timeline.ts';
import { acts, body, EVERYBODY, HELPLINE, json, reads } from './of.ts';
import { takedownOf } from './who.ts';

const tags = ['takedowns'];

/** Looking at takedowns: host and ids, never a URL. */
export function takedowns(app: App, api: Api): void {
  const list = createRoute({
    method: 'get',
    path: '/v1/takedowns',
    tags,
    summary: 'List takedowns, newest first',
    description: 'Those of a case that another helpline shares are listed by its caseId.',
    ...reads(EVERYBODY),
    request: { query: TakedownQuery },
    responses: { 200: json('A page', TakedownPage) },
  });
  app.openapi(list, async (c) => c.json(await page(c.var.desk, c.req.valid('query')), 200));

  const search = createRoute({
    method: 'post',
    path: '/v1/takedowns/search',
    tags,
    summary: 'The same by body: with the reference of a case, which may not stand in a URL',
    ...acts(api, 'anew', HELPLINE),
    request: { body: body(TakedownSearch) },
    responses: { 200: json('A page', TakedownPage) },
  });
  app.openapi(search, async (c) => c.json(await page(c.var.desk, c.req.valid('json')), 200));

  const read = createRoute({
    method: 'get',
    path: '/v1/takedowns/{takedownId}',
    tags,
    summary: 'Read a takedown',
    ...reads(EVERYBODY),
    request: { params: TakedownParams },
    responses: { 200: json('The takedown with its notices', TakedownDetail) },
  });
  app.openapi(read, async (c) => {
    const { line, state } = await takedownOf(c.var.desk, c.req.valid('param').takedownId);
    return c.json(wireDetail(line, state), 200);
  });

  const timeline = createRoute({
    method: 'get',
    path: '/v1/takedowns/{takedownId}/timeline',
    tags,
    summary: 'What happened, oldest first',
    ...reads(EVERYBODY),
    request: { params: TakedownParams, query: TimelineQuery },
    responses: { 200: json('The events', Timeline) },
  });
  app.openapi(timeline, async (c) => {
    const { desk } = c.var;
    const { takedownId: id } = c.req.valid('param');
    const { after, limit } = c.req.valid('query');
    const events = await desk.views.timeline(id, after, limit);
    if (events === undefined) {
      throw new RedressError('takedown_unknown', 'There is no such takedown.', { field: 'takedownId' });
    }
    const told = events.map(({ seq, event }) => wireEvent(seq, event, sentence(event, desk.deps.catalog)));
    return c.json(
      { id, events: told, next: events.length === limit ? (events.at(-1)?.seq ?? null) : null },
      200,
    );
  });
}

type Query = Omit<ListFilter, 'status' | 'deadlineBefore'> & {
  readonly status?: NonNullable<ListFilter['status']>[number] | undefined;
  readonly deadlineBefore?: string | undefined;
};

async function page(desk: Desk, { status, deadlineBefore, ...query }: Query) {
  const found = await desk.views.list({
    ...query,
    status: status === undefined ? undefined : [status],
    deadlineBefore: deadlineBefore === undefined ? undefined : Date.parse(deadlineBefore),
  });
  return { takedowns: found.takedowns.map(wireTakedown), next: found.next };
}
