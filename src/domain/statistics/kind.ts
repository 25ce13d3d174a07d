import type { Interval } from './interval.ts';

/**
 * The four kinds of providers that Project Arachnid (Canadian Centre for Child Protection) tells apart. Only the names are
 * theirs: the rule by which Redress tells them from its own figures is its own, and written down in docs/statistics.md.
 */
export const KINDS = ['reactive', 'resistant', 'non_compliant', 'complicit'] as const;
export type Kind = (typeof KINDS)[number];

/** What the rule looks at, of one recipient in one period. */
export interface Conduct {
  /** Those that were watched for two weeks, or until the removal. */
  readonly judged: number;
  /** The share that was still there two weeks after the notice; undefined when nobody can say yet. */
  readonly stillThere: { readonly share: number; readonly band: Interval } | undefined;
  /** Shares of all notices: it gave any sign of having it; it refused or wanted more. */
  readonly answered: Interval;
  readonly pushedBack: number;
}

/** With fewer the rule says nothing: a word such as these is not thrown at anybody for a handful of notices. */
export const JUDGED_FROM = 20;

/**
 * Told from the safe side: the graver the word, the more the band must bear it out.
 *
 * - `reactive`: at least 3 in 4 were gone within two weeks, and it pushed back at most 1 time in 4.
 * - `complicit`: at least 3 in 4 were still there, by the lower end of the band, and it had demonstrably read at least half
 *   of its notices, by the lower end again.
 * - `non_compliant`: more than half were still there, by the lower end of the band.
 * - `resistant`: everything between.
 */
export function kindOf({ judged, stillThere, answered, pushedBack }: Conduct): Kind | null {
  if (judged < JUDGED_FROM || stillThere === undefined) return null;
  const { share, band } = stillThere;
  if (share <= 0.25 && pushedBack <= 0.25) return 'reactive';
  if (band.low >= 0.75 && answered.low >= 0.5) return 'complicit';
  return band.low > 0.5 ? 'non_compliant' : 'resistant';
}

/**
 * The worst first: by the lower end of the band of what was still there after two weeks, so that few notices push nobody to
 * the top by chance. Those of whom nothing can be said have no rank.
 */
export function ranked<T>(all: readonly T[], lowOf: (one: T) => number | null): ReadonlyMap<T, number> {
  const sorted = all
    .flatMap((one) => {
      const low = lowOf(one);
      return low === null ? [] : [{ one, low }];
    })
    .toSorted((a, b) => b.low - a.low);
  return new Map(sorted.map(({ one, low }) => [one, sorted.findIndex((other) => other.low === low) + 1]));
}
