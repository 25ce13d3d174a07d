import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';

/**
 * A person asked that what is waited for is done at once. Two things keep their time: a notice of unknown fate, which
 * might arrive twice, and the second look, which proves a removal only when it is apart from the first (DESIGN 2, 4).
 */
export function hastened(takedown: Takedown, decision: Decision): Decision {
  const { hastenedAt } = takedown;
  if (hastenedAt === undefined) return decision;
  switch (decision.do) {
    case 'send':
      if (decision.why === 'repeat_after_unknown') return decision;
      break;
    case 'check':
      if (decision.purpose === 'confirm') return decision;
      break;
    case 'poll':
      break;
    default:
      return decision;
  }
  return { ...decision, at: Math.min(decision.at, hastenedAt) };
}
