import type { MiddlewareHandler } from 'hono';
import { RedressError } from '../../domain/errors.ts';
import type { Caller } from '../../flow/caller.ts';
import type { Api, ApiEnv } from '../desk.ts';

export const ROLES = ['practitioner', 'lead', 'ops'] as const;
export type Role = (typeof ROLES)[number];

export function roleOf(caller: Caller): Role {
  return caller.kind === 'ops' ? 'ops' : caller.role;
}

/** Knows the caller by the Bearer token (RFC 6750). One answer for every token that is not good, whatever is wrong. */
export function authenticated(api: Pick<Api, 'authenticate' | 'deskFor'>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const [, token] = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const caller = token === undefined ? undefined : await api.authenticate(token);
    if (caller === undefined) {
      throw new RedressError('token_invalid', 'No valid token says who asks.', {
        field: 'authorization',
        cure: 'Send "Authorization: Bearer TOKEN" with a token made by: redress token create',
      });
    }
    c.set('desk', api.deskFor(caller));
    await next();
  };
}

/** Lets these roles through. It asks before anything is looked up, so that it tells nothing of what there is. */
export function allow(roles: readonly Role[]): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (!roles.includes(roleOf(c.var.desk.caller))) {
      throw new RedressError('role_insufficient', 'The role of this token does not allow this.', {
        field: 'authorization',
        cure: `It is for: ${roles.join(', ')}.`,
      });
    }
    await next();
  };
}
