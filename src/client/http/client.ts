import type { z } from 'zod';
import { IntakeKeySet } from '../../wire/intake-envelope.ts';
import { Platform, PlatformList, Resolved, type ResolveRequest } from '../../wire/platform.ts';
import { caseCalls } from './cases.ts';
import { complianceCalls } from './compliance.ts';
import { type FollowOptions, followEvents } from './events.ts';
import { takedownCalls } from './takedowns.ts';
import { taskCalls } from './tasks.ts';
import { type CallOptions, type ClientOptions, createTransport } from './transport.ts';
import { webhookCalls } from './webhooks.ts';

/**
 * A client of the HTTP API (docs/api.md). Every POST carries an Idempotency-Key, and calls that failed for a while are
 * made again with the same one. What Redress refuses is thrown as RedressClientError with its code.
 */
export function createClient(options: ClientOptions) {
  const transport = createTransport(options);
  const { call } = transport;
  return {
    takedowns: takedownCalls(transport),
    cases: caseCalls(transport),
    tasks: taskCalls(transport),
    webhooks: webhookCalls(transport),
    compliance: complianceCalls(transport),
    platforms: {
      list: async (more?: CallOptions) =>
        (await call({ method: 'GET', path: '/v1/platforms', answer: PlatformList, options: more })).platforms,
      read: (id: string, more?: CallOptions) =>
        call({
          method: 'GET',
          path: `/v1/platforms/${encodeURIComponent(id)}`,
          answer: Platform,
          options: more,
        }),
      /** Whose page it is, and what a notice about it would need. */
      resolve: (request: z.input<typeof ResolveRequest>, more?: CallOptions) =>
        call({
          method: 'POST',
          path: '/v1/platforms/resolve',
          answer: Resolved,
          body: request,
          options: more,
        }),
    },
    /** What happens to the helpline's takedowns, as it happens. */
    events: (follow: FollowOptions) => followEvents(transport, follow),
    /** To what jobs of the intake queue are sealed. */
    intakeKey: (more?: CallOptions) =>
      call({ method: 'GET', path: '/v1/intake-key', answer: IntakeKeySet, options: more }),
  };
}
export type Client = ReturnType<typeof createClient>;
