import { type Interval, Z95 } from './interval.ts';

/**
 * Wilson's score interval of a share (1927), without continuity correction: it holds what it promises for small groups and
 * for shares near 0 and 1, where the usual one fails (Newcombe 1998; Brown, Cai and DasGupta 2001). All of [0, 1] for none.
 */
export function wilson(count: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const share = count / of;
  const z2 = Z95 ** 2 / of;
  const middle = share + z2 / 2;
  const spread = Z95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of));
  return {
    low: count === 0 ? 0 : Math.max(0, (middle - spread) / (1 + z2)),
    high: count === of ? 1 : Math.min(1, (middle + spread) / (1 + z2)),
  };
}

/** A share with what it is a share of: shown together, always. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** Null when there is none to be a share of. */
  readonly share: number | null;
  readonly interval: Interval;
}

export function shareOf(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of, interval: wilson(count, of) };
}
