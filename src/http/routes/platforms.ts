import { createRoute } from '@hono/zod-openapi';
import { strictestDeadline } from '../../catalog/law/strictest-deadline.ts';
import type { Regime } from '../../catalog/schema/regime.ts';
import type { Instant } from '../../domain/time.ts';
import { mentionsMinor } from '../../flow/intake/prepare.ts';
import { problemsOf } from '../../flow/intake/problems.ts';
import { recipientOf, resolve } from '../../flow/intake/resolve.ts';
import { Platform, PlatformList, PlatformParams, Resolved, ResolveRequest } from '../../wire/platform.ts';
import type { Api, App } from '../desk.ts';
import { jsonBody } from '../guard/body.ts';
import { handOffCard } from '../present/intake.ts';
import { hours, wireChannel, wireLine, wirePlatform } from '../present/platform.ts';
import { moment } from '../present/times.ts';
import { InvalidRequest } from '../problems/invalid.ts';
import { acts, bodyRef, EVERYBODY, HELPLINE, json, reads } from './of.ts';
import { helplineOf } from './who.ts';

const tags = ['platforms'];

/** The recipients of notices, as their files tell of them. */
export function platforms(app: App, api: Api): void {
  const list = createRoute({
    method: 'get',
    path: '/v1/platforms',
    tags,
    summary: 'List recipients: platforms, hosts, search engines, regulators',
    ...reads(EVERYBODY),
    responses: { 200: json('All of them', PlatformList) },
  });
  app.openapi(list, (c) => {
    const { recipients } = c.var.desk.deps.catalog;
    return c.json({ platforms: [...recipients.values()].map(wireLine) }, 200);
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/platforms/{platformId}',
    tags,
    summary: 'Read a recipient: channels, ladder, laws',
    ...reads(EVERYBODY),
    request: { params: PlatformParams },
    responses: { 200: json('The recipient', Platform) },
  });
  app.openapi(read, async (c) => {
    const { catalog, worlds } = c.var.desk.deps;
    const recipient = recipientOf(catalog, c.req.valid('param').platformId);
    return c.json(wirePlatform(recipient, catalog, await worlds.current()), 200);
  });

  const look = createRoute({
    method: 'post',
    path: '/v1/platforms/resolve',
    tags,
    summary:
      'Which platform, channels and clocks a URL has, and what a complete notice needs; nothing is stored',
    ...acts(api, 'anew', HELPLINE),
    request: { body: bodyRef('ResolveRequest') },
    responses: { 200: json('What Redress would do', Resolved) },
  });
  app.openapi(look, async (c) => {
    const { desk } = c.var;
    const { worlds, clock } = desk.deps;
    const input = await jsonBody(c);
    if (mentionsMinor(input)) return c.json({ result: 'minor_route' as const, minors: handOffCard() }, 200);
    const parsed = ResolveRequest.safeParse(input);
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    const found = resolve(desk.deps, await helplineOf(desk), parsed.data);
    const world = await worlds.current();
    const now = clock.now();
    return c.json(
      {
        result: 'resolved' as const,
        platform:
          found.platform === undefined
            ? null
            : {
                id: found.platform.recipient.id,
                name: found.platform.recipient.name,
                kind: found.platform.recipient.kind,
                certainty: found.platform.certainty,
                shortener: found.platform.shortener,
              },
        content: found.content ?? null,
        channels: found.channels.map(({ recipient, id, channel }) =>
          wireChannel(recipient, id, channel, world),
        ),
        clocks: found.regimes.map((one) => clockOf(one, now)),
        missing: found.missing.map((one) => ({ ...one })),
      },
      200,
    );
  });
}

function clockOf(regime: Regime, now: Instant) {
  const ends = strictestDeadline([regime], now, now);
  return {
    regime: regime.id,
    name: regime.name,
    hours: hours(regime.deadline),
    wouldEndAt: ends === null ? null : moment(ends.at),
  };
}
