import type { MiddlewareHandler } from 'hono';
import { RedressError } from '../../domain/errors.ts';
import { type Audience, isFor, type WebEnv } from '../desk.ts';

/** Lets one audience through. It asks before anything is looked up, so that it tells nothing of what there is. */
export function allow(audience: Audience): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (isFor(c.var.desk.caller, audience)) return next();
    throw new RedressError('role_insufficient', 'The role of this token does not allow this.', {
      cure: `It is for: ${audience}.`,
    });
  };
}
