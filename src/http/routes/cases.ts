import { createRoute } from '@hono/zod-openapi';
import { Case, CaseOutcomes, CasePage, CaseParams, CaseQuery, NewCase } from '../../wire/case.ts';
import { TakedownQuery } from '../../wire/takedown.ts';
import type { Api, App } from '../desk.ts';
import { wireCase, wireCaseOutcome } from '../present/case.ts';
import { acts, body, EVERYBODY, HELPLINE, json, reads } from './of.ts';
import { caseOf, helplineIdOf } from './who.ts';

const tags = ['cases'];

/** Cases: a person's affair with all its URLs, under the helpline's own reference. */
export function cases(app: App, api: Api): void {
  const create = createRoute({
    method: 'post',
    path: '/v1/cases',
    tags,
    summary: 'Make a case, or find the one with this reference',
    ...acts(api, 'anew', HELPLINE),
    request: { body: body(NewCase) },
    responses: { 200: json('The case', Case) },
  });
  app.openapi(create, async (c) => {
    const { desk } = c.var;
    const { reference } = c.req.valid('json');
    const made = await desk.deps.ledger.ensureCases(helplineIdOf(desk), [reference]);
    return c.json(wireCase(await caseOf(desk, made.get(reference) ?? '')), 200);
  });

  const list = createRoute({
    method: 'get',
    path: '/v1/cases',
    tags,
    summary: 'List cases, newest first',
    ...reads(EVERYBODY),
    request: { query: CaseQuery },
    responses: { 200: json('A page', CasePage) },
  });
  app.openapi(list, async (c) => {
    const { desk } = c.var;
    const { shared, ...query } = c.req.valid('query');
    const whose =
      desk.caller.kind === 'ops'
        ? {}
        : shared
          ? { sharedWith: desk.caller.helplineId }
          : { helplineId: desk.caller.helplineId };
    const page = await desk.views.cases({ ...query, ...whose });
    return c.json({ cases: page.cases.map(wireCase), next: page.next }, 200);
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/cases/{caseId}',
    tags,
    summary: 'Read a case and how its takedowns stand',
    ...reads(EVERYBODY),
    request: { params: CaseParams },
    responses: { 200: json('The case', Case) },
  });
  app.openapi(read, async (c) =>
    c.json(wireCase(await caseOf(c.var.desk, c.req.valid('param').caseId)), 200),
  );

  const outcomes = createRoute({
    method: 'get',
    path: '/v1/cases/{caseId}/outcomes',
    tags,
    summary: 'What became of each URL of a case',
    ...reads(EVERYBODY),
    request: { params: CaseParams, query: TakedownQuery.pick({ limit: true, cursor: true }) },
    responses: { 200: json('The outcomes, some URLs gone, some not', CaseOutcomes) },
  });
  app.openapi(outcomes, async (c) => {
    const { desk } = c.var;
    const { id, counts } = await caseOf(desk, c.req.valid('param').caseId);
    const page = await desk.views.list({ ...c.req.valid('query'), caseId: id });
    const takedowns = page.takedowns.map(wireCaseOutcome);
    return c.json({ caseId: id, counts, takedowns, next: page.next }, 200);
  });
}
