import { MINUTE } from '../domain/time.ts';
import type { Caller } from '../flow/caller.ts';
import { makeActs } from '../flow/people/acts/acts.ts';
import type { EffectQueue } from '../flow/ports.ts';
import type { Api, Desk, RateStore } from '../http/desk.ts';
import { callerOf, scopeOf } from '../ledger/tokens.ts';
import type { Base } from './base.ts';
import { intakeKey } from './intake-key.ts';
import { packageVersion } from './package-root.ts';

/**
 * What a caller works at: the flow on a ledger that shows that caller's rows alone. The acts of ops are written as the
 * owner: the role of ops may change no takedown, and reads no hash of a chain.
 */
export function deskFor({ handle, deps }: Base, caller: Caller): Desk {
  const scope = scopeOf(caller);
  const { ledger, views, shares, people } = handle.scoped(scope);
  const [feed, webhooks] = [handle.feed(scope), handle.webhooks(scope)];
  const figures = handle.figures(scope);
  const own = { ...deps, ledger };
  const acts = makeActs({ flow: caller.kind === 'ops' ? deps : own, shares, people }, caller);
  return { caller, deps: own, views, shares, feed, webhooks, figures, acts };
}

/** What the API is made of. Only knowing tokens and remembering keys is done as the owner of the ledger. */
export function apiOf(base: Base, queue: Pick<EffectQueue, 'counts'>, rates?: RateStore): Api {
  const { handle, deps, config } = base;
  const { tokens, idempotency } = handle;
  return {
    authenticate: async (text) => {
      const now = deps.clock.now();
      const token = await tokens.find(text, now);
      const caller = token === undefined ? undefined : callerOf(token);
      if (token !== undefined && caller !== undefined && (token.lastUsedAt ?? 0) < now - MINUTE)
        await tokens.touch(token.id, now);
      return caller;
    },
    deskFor: (caller) => deskFor(base, caller),
    idempotency,
    queue,
    clock: deps.clock,
    log: deps.log,
    mode: config.mode,
    ownNetworks: config.allowNetworks.length > 0,
    intakeKeys: async () => ({ keys: [(await intakeKey(base)).jwk] }),
    version: packageVersion(),
    limits: { pointsPerMinute: config.pointsPerMinute },
    rates,
  };
}
