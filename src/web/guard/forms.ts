import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { RedressError } from '../../domain/errors.ts';
import type { WebEnv } from '../desk.ts';
import { Form } from './form.ts';
import { isOwnOrigin } from './origin.ts';
import { CSRF_FIELD, isFormToken } from './token.ts';

const KIB = 1024;
const USUAL = 256 * KIB;
/** Where text with many addresses, or a file, comes in. */
const LARGE = 16 * KIB * KIB;
const MANY: ReadonlySet<string> = new Set(['/report', '/report/send']);

const TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Reads the form of a POST and lets it through when it comes from a page of ours and bears its owner's token.
 *
 * @param owner to whom the forms of this request belong: the session's cookie, or the sign-in page's
 */
export function ownForms(
  key: Uint8Array,
  owner: (c: Context<WebEnv>) => string | undefined,
): MiddlewareHandler<WebEnv> {
  const onError = (c: Context): never => {
    c.header('connection', 'close');
    throw new RedressError('body_too_large', 'This is more than a form may hold.', {
      cure: 'Divide it: at most 16 MiB of addresses at once.',
    });
  };
  const usual = bodyLimit({ maxSize: USUAL, onError });
  const large = bodyLimit({ maxSize: LARGE, onError });
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const read = async (): Promise<void> => {
      const form = await formIn(c);
      const whose = owner(c);
      if (whose === undefined || !isOwnOrigin(c) || !isFormToken(key, whose, form.text(CSRF_FIELD))) {
        throw new RedressError('form_expired', 'This form does not belong to the session.', {
          cure: 'Load the page again and repeat what you did.',
        });
      }
      c.set('form', form);
      await next();
    };
    return MANY.has(c.req.path) ? large(c, read) : usual(c, read);
  };
}

async function formIn(c: Context<WebEnv>): Promise<Form> {
  if (!TYPES.test(c.req.header('content-type') ?? '')) throw new HTTPException(415);
  try {
    return new Form(await c.req.parseBody({ all: true }));
  } catch {
    throw new HTTPException(400);
  }
}
