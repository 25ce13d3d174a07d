import type { Pair } from './alternate.ts';
import { median } from './median.ts';

/** Everything that is compared; the keys of `ratios` in the report. */
export const RATIOS = [
  'email.redis',
  'email.postgres',
  'api.redis',
  'api.postgres',
  'check.redis',
  'check.postgres',
  'form',
  'intake',
  'api.intake',
  'api.list',
  'pages',
  'scale.cost',
  'scale.memory',
  'urgent',
  'startup',
] as const;
export type RatioName = (typeof RATIOS)[number];

/** What each ratio should come to (docs/performance.md). A rate at least, a cost at most; null: no goal is set. */
export const GOALS: Readonly<Record<RatioName, { readonly least?: number; readonly most?: number } | null>> =
  {
    'email.redis': { least: 0.6 },
    'email.postgres': { least: 0.4 },
    'api.redis': { least: 0.2 },
    'api.postgres': { least: 0.2 },
    'check.redis': { least: 0.2 },
    'check.postgres': { least: 0.2 },
    form: { least: 0.95 },
    intake: null,
    'api.intake': { least: 0.5 },
    'api.list': { most: 2 },
    pages: { most: 2 },
    'scale.cost': { most: 1.2 },
    'scale.memory': { most: 1.2 },
    urgent: { most: 2 },
    startup: null,
  };

/** What stands on one side of a ratio: what it is, and its raw figures round by round. */
export interface Side {
  readonly what: string;
  readonly figures: readonly number[];
}

/** `ratio` is the median of `ours / base`, each taken from the two figures of one round. */
export interface Comparison {
  readonly name: RatioName;
  readonly unit: '1/s' | 'ms' | 'MB';
  readonly base: Side;
  readonly ours: Side;
  readonly ratio: number;
}

/** Compares `b` (ours, or the large size) with `a` (the bare library, or the small size). */
export function compare(
  name: RatioName,
  unit: Comparison['unit'],
  what: { readonly base: string; readonly ours: string },
  pairs: readonly Pair<number>[],
): Comparison {
  return {
    name,
    unit,
    base: { what: what.base, figures: pairs.map((pair) => pair.a) },
    ours: { what: what.ours, figures: pairs.map((pair) => pair.b) },
    ratio: median(pairs.map((pair) => pair.b / pair.a)),
  };
}

/** Undefined where there is no goal. */
export function isMet(name: RatioName, ratio: number): boolean | undefined {
  const goal = GOALS[name];
  if (goal === null) return undefined;
  return ratio >= (goal.least ?? 0) && ratio <= (goal.most ?? Number.POSITIVE_INFINITY);
}
