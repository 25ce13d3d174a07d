import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';

/**
 * The stops that nothing overrides: the image may show a minor (DESIGN 6: no notice, no fetch), the takedown was
 * withdrawn, or its case was erased (then it has ended, and nobody knows its URL any more). Once stopped, the only
 * thing left to do is to close.
 */
export function stop(takedown: Takedown): Decision | undefined {
  if (takedown.ageInImage !== 'adult') return end(takedown, 'minor_route');
  if (takedown.withdrawnAt !== undefined || takedown.erasedAt !== undefined)
    return end(takedown, 'withdrawn');
  return undefined;
}

function end(takedown: Takedown, kind: 'minor_route' | 'withdrawn'): Decision {
  if (takedown.outcome === undefined) return { do: 'close', outcome: { kind } };
  return { do: 'wait', until: null, why: 'ended' };
}
