import { createRoute } from '@hono/zod-openapi';
import { RedressError } from '../../domain/errors.ts';
import type { ActOrder } from '../../flow/people/acts/order.ts';
import { ActsAnswered, ActsRequest, People, PeopleQuery } from '../../wire/act.ts';
import type { Api, App } from '../desk.ts';
import { acts, body, EVERYBODY, json, reads } from './of.ts';

/** Retry now, pause, unpause, escalate, assign: for one takedown or many, and who can be assigned to. */
export function actOnMany(app: App, api: Api): void {
  const many = createRoute({
    method: 'post',
    path: '/v1/takedowns/acts',
    tags: ['takedowns'],
    summary: 'Retry now, pause, unpause, escalate or assign up to 500; each is answered on its own',
    ...acts(api, 'kept', EVERYBODY),
    request: { body: body(ActsRequest) },
    responses: { 200: json('What became of each', ActsAnswered) },
  });
  app.openapi(many, async (c) => {
    const { ids, act, why, to } = c.req.valid('json');
    const order: ActOrder = act === 'assign' ? { act, why, to: to ?? null } : { act, why };
    const answers = await c.var.desk.acts.do(ids, order);
    const done = answers.filter((one) => one.done).length;
    return c.json(
      {
        act,
        done,
        refused: answers.length - done,
        answers: answers.map((one) => (one.done ? one : { ...one, cure: one.cure ?? null })),
      },
      200,
    );
  });

  const people = createRoute({
    method: 'get',
    path: '/v1/people',
    tags: ['tasks'],
    summary: 'To whom tasks of a helpline can be assigned',
    ...reads(EVERYBODY),
    request: { query: PeopleQuery },
    responses: { 200: json('Tokens of people that are good now, without the tokens', People) },
  });
  app.openapi(people, async (c) => {
    const { caller, acts: own } = c.var.desk;
    const asked = c.req.valid('query').helplineId;
    const helplineId = asked ?? (caller.kind === 'helpline' ? caller.helplineId : undefined);
    if (helplineId === undefined) {
      throw new RedressError('helpline_unknown', 'Ops belong to no helpline: say whose people are meant.', {
        field: 'helplineId',
        cure: 'Add ?helplineId=ID.',
      });
    }
    return c.json({ people: [...(await own.people(helplineId))] }, 200);
  });
}
