import { createRoute } from '@hono/zod-openapi';
import { reopen } from '../../flow/people/reopen.ts';
import { recordReply } from '../../flow/people/reply.ts';
import { reveal } from '../../flow/people/reveal.ts';
import { reclassifyAsMinor, withdraw } from '../../flow/people/withdraw.ts';
import { NewReply } from '../../wire/reply.ts';
import { Revealed, TakedownParams, TakedownState, WithdrawRequest } from '../../wire/takedown.ts';
import type { Api, App, Desk } from '../desk.ts';
import { wireRevealed } from '../present/revealed.ts';
import { outcomeOf } from '../present/takedown.ts';
import { acts, body, HELPLINE, json, LEAD, optionalBody } from './of.ts';
import { assertMayAct, takedownOf } from './who.ts';

const tags = ['takedowns'];

/** What people do with a takedown. */
export function takedownActs(app: App, api: Api): void {
  const request = { params: TakedownParams };
  const responses = { 200: json('How it stands now', TakedownState) };

  const stop = createRoute({
    method: 'post',
    path: '/v1/takedowns/{takedownId}/withdraw',
    tags,
    summary: 'Withdraw it: nothing more is sent, whatever is queued',
    ...acts(api, 'kept', HELPLINE),
    request: { ...request, body: optionalBody(WithdrawRequest) },
    responses,
  });
  app.openapi(stop, async (c) => {
    const { desk } = c.var;
    const id = await actable(desk, c.req.valid('param').takedownId);
    const { minorMayBeShown } = WithdrawRequest.parse(c.req.valid('json'));
    await (minorMayBeShown ? reclassifyAsMinor : withdraw)(desk.deps, id, desk.caller.tokenId);
    return c.json(await stateOf(desk, id), 200);
  });

  const again = createRoute({
    method: 'post',
    path: '/v1/takedowns/{takedownId}/reopen',
    tags,
    summary: 'Take it up again after its end',
    ...acts(api, 'kept', HELPLINE),
    request,
    responses,
  });
  app.openapi(again, async (c) => {
    const { desk } = c.var;
    const id = await actable(desk, c.req.valid('param').takedownId);
    await reopen(desk.deps, id, desk.caller.tokenId);
    return c.json(await stateOf(desk, id), 200);
  });

  const reply = createRoute({
    method: 'post',
    path: '/v1/takedowns/{takedownId}/replies',
    tags: ['replies'],
    summary: 'Record what a recipient answered',
    ...acts(api, 'kept', HELPLINE),
    request: { ...request, body: body(NewReply) },
    responses,
  });
  app.openapi(reply, async (c) => {
    const { desk } = c.var;
    const id = await actable(desk, c.req.valid('param').takedownId);
    await recordReply(desk.deps, id, desk.caller.tokenId, c.req.valid('json'));
    return c.json(await stateOf(desk, id), 200);
  });

  const show = createRoute({
    method: 'post',
    path: '/v1/takedowns/{takedownId}/reveal',
    tags,
    summary: 'Show the URL and all that is kept in confidence; the act is on record',
    ...acts(api, 'anew', LEAD),
    request,
    responses: { 200: json('Red data', Revealed) },
  });
  app.openapi(show, async (c) => {
    const { desk } = c.var;
    const { takedownId } = c.req.valid('param');
    const shown = await reveal({ ...desk.deps, shares: desk.shares }, desk.caller, takedownId, (id) =>
      desk.views.show(id),
    );
    return c.json(wireRevealed(shown), 200);
  });
}

async function actable(desk: Desk, id: string): Promise<string> {
  const { line } = await takedownOf(desk, id);
  await assertMayAct(desk, line);
  return line.id;
}

async function stateOf(desk: Desk, id: string): Promise<TakedownState> {
  const { line } = await takedownOf(desk, id);
  return { id, status: line.status, outcome: outcomeOf(line.outcome), next: line.next };
}
