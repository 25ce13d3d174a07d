import { createRoute } from '@hono/zod-openapi';
import { shareCase, unshareCase } from '../../flow/people/share.ts';
import { CaseParams } from '../../wire/case.ts';
import { NewShare, Share, ShareChanged, Shares, Unshare } from '../../wire/share.ts';
import type { Api, App, Desk } from '../desk.ts';
import { moment, momentOrNull } from '../present/times.ts';
import { acts, body, HELPLINE, json, LEAD, reads } from './of.ts';
import { caseOf } from './who.ts';

const tags = ['cases'];

/** Handing a case to a second helpline too: what was shared, with whom, and until when. */
export function shares(app: App, api: Api): void {
  const list = createRoute({
    method: 'get',
    path: '/v1/cases/{caseId}/shares',
    tags,
    summary: 'With whom a case is and was shared',
    ...reads(HELPLINE),
    request: { params: CaseParams },
    responses: { 200: json('The shares, ended ones too', Shares) },
  });
  app.openapi(list, async (c) => {
    const { desk } = c.var;
    const { id } = await caseOf(desk, c.req.valid('param').caseId);
    const found = await desk.shares.of(id);
    return c.json(
      {
        shares: found.map((one) =>
          Share.parse({
            ...one,
            sharedAt: moment(one.sharedAt),
            endedAt: momentOrNull(one.endedAt),
          }),
        ),
      },
      200,
    );
  });

  const share = createRoute({
    method: 'post',
    path: '/v1/cases/{caseId}/shares',
    tags,
    summary: 'Share a case with another helpline',
    ...acts(api, 'kept', LEAD),
    request: { params: CaseParams, body: body(NewShare) },
    responses: { 200: json('`changed` false: it was shared so already', ShareChanged) },
  });
  app.openapi(share, async (c) => {
    const { desk } = c.var;
    const { helplineId, access } = c.req.valid('json');
    const { id } = await caseOf(desk, c.req.valid('param').caseId);
    const changed = await shareCase(toolsOf(desk), desk.caller, id, helplineId, access);
    return c.json({ caseId: id, helplineId, changed }, 200);
  });

  const unshare = createRoute({
    method: 'post',
    path: '/v1/cases/{caseId}/unshare',
    tags,
    summary: 'Take a case back from another helpline',
    ...acts(api, 'kept', LEAD),
    request: { params: CaseParams, body: body(Unshare) },
    responses: { 200: json('`changed` false: it was not shared with it', ShareChanged) },
  });
  app.openapi(unshare, async (c) => {
    const { desk } = c.var;
    const { helplineId } = c.req.valid('json');
    const { id } = await caseOf(desk, c.req.valid('param').caseId);
    const changed = await unshareCase(toolsOf(desk), desk.caller, id, helplineId);
    return c.json({ caseId: id, helplineId, changed }, 200);
  });
}

const toolsOf = ({ shares: caseShares, deps }: Desk) => ({ shares: caseShares, clock: deps.clock });
