import type { z } from '@hono/zod-openapi';
import type { Api } from '../desk.ts';
import { allow, type Role } from '../guard/auth.ts';
import { idempotent, type Repeats } from '../guard/idempotent.ts';

const SECURITY = [{ bearer: [] }];

/** What a route that reads is declared with: who may use it stands in the document too, as `x-roles`. */
export const reads = (roles: readonly Role[]) => ({
  'x-roles': [...roles],
  security: SECURITY,
  middleware: [allow(roles)],
});

/** The same for a POST, with what becomes of a repeated one. */
export const acts = (api: Pick<Api, 'idempotency' | 'clock'>, repeats: Repeats, roles: readonly Role[]) => ({
  'x-roles': [...roles],
  'x-repeats': repeats,
  security: SECURITY,
  middleware: [allow(roles), idempotent(api, repeats)],
});

/** An answer in JSON. */
export const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A body in JSON that must be there. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

/** One that may be left out. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({
  required: false as const,
  content: { 'application/json': { schema } },
});

/** A body that the intake itself validates: it has a gate that comes before everything else (DESIGN 6). */
export const bodyRef = (name: string) => ({
  required: true as const,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

export const HELPLINE: readonly Role[] = ['practitioner', 'lead'];
export const LEAD: readonly Role[] = ['lead'];
export const OPS: readonly Role[] = ['ops'];
export const EVERYBODY: readonly Role[] = ['practitioner', 'lead', 'ops'];
