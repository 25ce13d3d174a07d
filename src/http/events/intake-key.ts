import { createRoute } from '@hono/zod-openapi';
import { IntakeKeySet } from '../../wire/intake-envelope.ts';
import type { Api, App } from '../desk.ts';
import { EVERYBODY, json, reads } from '../routes/of.ts';

/** To what jobs of the intake queue are sealed (docs/queue-intake.md). A public key. */
export function intakeKeys(app: App, api: Api): void {
  const read = createRoute({
    method: 'get',
    path: '/v1/intake-key',
    tags: ['intake'],
    summary: 'The public key to which jobs of the queue takedown-intake are sealed',
    ...reads(EVERYBODY),
    responses: { 200: json('A JWK set (RFC 7517)', IntakeKeySet) },
  });
  app.openapi(read, async (c) => c.json(await api.intakeKeys(), 200));
}
