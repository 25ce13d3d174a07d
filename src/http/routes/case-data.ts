import { createRoute } from '@hono/zod-openapi';
import { assertConfirmed, eraseCase } from '../../flow/people/erase.ts';
import { exportCase } from '../../flow/people/export.ts';
import { CaseParams } from '../../wire/case.ts';
import { CaseExport, CaseRemains, EraseRequest } from '../../wire/case-data.ts';
import type { Api, App } from '../desk.ts';
import { wireRemains } from '../present/remains.ts';
import { acts, json, LEAD, optionalBody } from './of.ts';

const tags = ['cases'];

/** What the person concerned may ask for: a copy of all that is held, and its end. Both are on record. */
export function caseData(app: App, api: Api): void {
  const copy = createRoute({
    method: 'post',
    path: '/v1/cases/{caseId}/export',
    tags,
    summary: 'A copy of all that is held about a case, for the person concerned; the act is on record',
    ...acts(api, 'anew', LEAD),
    request: { params: CaseParams },
    responses: { 200: json('Red data', CaseExport) },
  });
  app.openapi(copy, async (c) => {
    const { desk } = c.var;
    const { caseId } = c.req.valid('param');
    return c.json(await exportCase(desk.deps, desk.caller, caseId, (id) => desk.views.show(id)), 200);
  });

  const erase = createRoute({
    method: 'post',
    path: '/v1/cases/{caseId}/erase',
    tags,
    summary: 'Destroy the key of a case: nobody can read again what was recorded in confidence',
    ...acts(api, 'anew', LEAD),
    request: { params: CaseParams, body: optionalBody(EraseRequest) },
    responses: { 200: json('What remains of it; nothing red', CaseRemains) },
  });
  app.openapi(erase, async (c) => {
    const { desk } = c.var;
    const { caseId } = c.req.valid('param');
    const { confirm } = EraseRequest.parse(c.req.valid('json'));
    await assertConfirmed(desk.deps, desk.caller, caseId, confirm, CONFIRM);
    return c.json(wireRemains(await eraseCase(desk.deps, desk.caller, caseId)), 200);
  });
}

const CONFIRM = "If that is meant, send the case's id as confirm in the body.";
