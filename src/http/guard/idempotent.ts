import type { MiddlewareHandler } from 'hono';
import { RedressError } from '../../domain/errors.ts';
import type { Api, ApiEnv, KeyedRequest } from '../desk.ts';

/**
 * What a repeated request gets. `kept`: the first answer, which therefore may hold nothing red. `anew`: the route is
 * run again, since it only looks, or comes to the same by itself.
 */
export type Repeats = 'kept' | 'anew';

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a request that comes again under its key is done once.
 * Only what succeeded is kept, so that a request that was mended may use its key again.
 */
export function idempotent(
  api: Pick<Api, 'idempotency' | 'clock'>,
  repeats: Repeats,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new RedressError('idempotency_key_invalid', 'The Idempotency-Key has not the right form.', {
        field: 'idempotency-key',
        cure: 'Send up to 200 visible ASCII characters, a UUID for instance.',
      });
    }
    const request: KeyedRequest = {
      tokenId: c.var.desk.caller.tokenId,
      key,
      route: `${c.req.method} ${c.req.path}`,
      body: new Uint8Array(await c.req.arrayBuffer()),
    };
    const begun = await api.idempotency.begin(request, api.clock.now());
    switch (begun.kind) {
      case 'mismatch':
        throw new RedressError(
          'idempotency_mismatch',
          'This Idempotency-Key came with another request before.',
          {
            field: 'idempotency-key',
            cure: 'Use a new key for a new request.',
          },
        );
      case 'busy':
        c.header('retry-after', '1');
        throw new RedressError(
          'idempotency_busy',
          'A request with this Idempotency-Key is being answered now.',
          {
            field: 'idempotency-key',
            cure: 'Ask again in a second: the same answer comes.',
          },
        );
      case 'answered':
        c.res = new Response(JSON.stringify(begun.kept.answer), {
          status: begun.kept.status,
          headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
        });
        return undefined;
      case 'again':
        return next();
      case 'run':
        break;
    }
    await next();
    if (c.res.ok) {
      const answer: unknown = repeats === 'kept' ? await c.res.clone().json() : null;
      await api.idempotency.keep(request, { status: c.res.status, answer });
    } else {
      await api.idempotency.drop(request);
    }
    return undefined;
  };
}
