import { createRoute } from '@hono/zod-openapi';
import { resetCircuit, resumeDesk, stopDesk } from '../../flow/people/switches.ts';
import {
  CircuitClosed,
  CircuitReset,
  Circuits,
  NewStop,
  Overview,
  Queues,
  Resume,
  Resumed,
  Stops,
} from '../../wire/ops.ts';
import type { Api, App, Desk } from '../desk.ts';
import { moment, momentOrNull } from '../present/times.ts';
import { acts, body, json, OPS, reads } from './of.ts';

const tags = ['ops'];

/** What those who run Redress look at and switch. Nothing red is in it. */
export function ops(app: App, api: Api): void {
  const overview = createRoute({
    method: 'get',
    path: '/v1/ops/overview',
    tags,
    summary: 'How many takedowns stand where',
    ...reads(OPS),
    responses: { 200: json('Counts', Overview) },
  });
  app.openapi(overview, async (c) => {
    const { deps, views } = c.var.desk;
    const [counts, world, stops] = await Promise.all([
      views.counts(deps.clock.now()),
      deps.worlds.current(),
      deps.ledger.stops(),
    ]);
    return c.json(
      {
        mode: api.mode,
        version: api.version,
        ...counts,
        drifted: [...world.drifted],
        stops: stops.length,
        restingChannels: world.resting.size,
      },
      200,
    );
  });

  const queues = createRoute({
    method: 'get',
    path: '/v1/ops/queues',
    tags,
    summary: 'What is queued, and what is due for each recipient',
    ...reads(OPS),
    responses: { 200: json('Counts', Queues) },
  });
  app.openapi(queues, async (c) => {
    const { deps, views } = c.var.desk;
    const [counts, backlog] = await Promise.all([api.queue.counts(), views.backlog(deps.clock.now())]);
    return c.json(
      {
        queues: counts,
        backlog: backlog.map(({ effect, recipient, due, running, later, firstDeadlineAt, nextDueAt }) => ({
          effect,
          recipient,
          due,
          running,
          later,
          firstDeadlineAt: momentOrNull(firstDeadlineAt),
          nextDueAt: momentOrNull(nextDueAt),
        })),
      },
      200,
    );
  });

  const stops = createRoute({
    method: 'get',
    path: '/v1/ops/stops',
    tags,
    summary: 'What is stopped, since when, by whom and why',
    ...reads(OPS),
    responses: { 200: json('The stops', Stops) },
  });
  app.openapi(stops, async (c) => c.json({ stops: await stopsAt(c.var.desk) }, 200));

  const stop = createRoute({
    method: 'post',
    path: '/v1/ops/stops',
    tags,
    summary: 'Stop everything, a recipient or a channel from the next effect on',
    ...acts(api, 'kept', OPS),
    request: { body: body(NewStop) },
    responses: { 200: json('The stops', Stops) },
  });
  app.openapi(stop, async (c) => {
    const { desk } = c.var;
    const { scope, why } = c.req.valid('json');
    await stopDesk(desk.deps, scope, desk.caller.tokenId, why);
    return c.json({ stops: await stopsAt(desk) }, 200);
  });

  const resume = createRoute({
    method: 'post',
    path: '/v1/ops/resume',
    tags,
    summary: 'End a stop',
    ...acts(api, 'kept', OPS),
    request: { body: body(Resume) },
    responses: { 200: json('`resumed` false: that was not stopped', Resumed) },
  });
  app.openapi(resume, async (c) => {
    const { desk } = c.var;
    const resumed = await resumeDesk(desk.deps, c.req.valid('json').scope, desk.caller.tokenId);
    return c.json({ resumed, stops: await stopsAt(desk) }, 200);
  });

  const circuits = createRoute({
    method: 'get',
    path: '/v1/ops/circuits',
    tags,
    summary: 'Channels that keep failing, and when each is tried again',
    ...reads(OPS),
    responses: { 200: json('The circuits', Circuits) },
  });
  app.openapi(circuits, async (c) => {
    const found = await c.var.desk.deps.ledger.circuits();
    return c.json(
      {
        circuits: found.map((one) => ({
          ...one,
          since: moment(one.since),
          openUntil: momentOrNull(one.openUntil),
        })),
      },
      200,
    );
  });

  const reset = createRoute({
    method: 'post',
    path: '/v1/ops/circuits/reset',
    tags,
    summary: 'Use a channel again at once',
    ...acts(api, 'kept', OPS),
    request: { body: body(CircuitReset) },
    responses: { 200: json('In use again', CircuitClosed) },
  });
  app.openapi(reset, async (c) => {
    const { deps, caller } = c.var.desk;
    const { channel } = c.req.valid('json');
    await resetCircuit(deps, channel, caller.tokenId);
    return c.json({ channel }, 200);
  });
}

async function stopsAt({ deps }: Desk) {
  return (await deps.ledger.stops()).map((one) => ({ ...one, at: moment(one.at) }));
}
