import { type Comparison, RATIOS, type RatioName } from './comparison.ts';
import type { Machine } from './machine.ts';
import type { Sizes } from './sizes.ts';

/** What `--json` prints: one object. A ratio is null when `--only` left it out. */
export interface Report {
  readonly ratios: Readonly<Record<RatioName, number | null>>;
  readonly figures: {
    readonly measured: readonly Comparison[];
    /**
     * By round. `email.postgres.slow`: the ratio where the mail server takes 25 ms for a message. `urgent.paced`: ms that an urgent takedown waits beside a platform with the usual limits.
     * `startup.embedded`: ms to the first notice when the embedded PostgreSQL has to start too. `scale.cost N` and
     * `scale.memory N`: ms for a look and MB of the worker with N open takedowns, a size between the two of the ratio.
     * `pages ...`: the ratio of each page.
     */
    readonly extra: Readonly<Record<string, readonly number[]>>;
    readonly sizes: Sizes;
    readonly machine: Machine;
    readonly startedAt: string;
    readonly seconds: number;
  };
}

export function reportOf(
  comparisons: readonly Comparison[],
  about: Omit<Report['figures'], 'measured'>,
): Report {
  const ratio = (name: RatioName): number | null => {
    const found = comparisons.find((one) => one.name === name)?.ratio;
    return found === undefined ? null : rounded(found);
  };
  return {
    ratios: {
      'email.redis': ratio('email.redis'),
      'email.postgres': ratio('email.postgres'),
      'api.redis': ratio('api.redis'),
      'api.postgres': ratio('api.postgres'),
      'check.redis': ratio('check.redis'),
      'check.postgres': ratio('check.postgres'),
      form: ratio('form'),
      intake: ratio('intake'),
      'api.intake': ratio('api.intake'),
      'api.list': ratio('api.list'),
      pages: ratio('pages'),
      'scale.cost': ratio('scale.cost'),
      'scale.memory': ratio('scale.memory'),
      urgent: ratio('urgent'),
      startup: ratio('startup'),
    },
    figures: {
      ...about,
      measured: comparisons
        .map((one) => ({ ...one, ratio: rounded(one.ratio), base: shown(one.base), ours: shown(one.ours) }))
        .toSorted((a, b) => RATIOS.indexOf(a.name) - RATIOS.indexOf(b.name)),
    },
  };
}

function shown(side: Comparison['base']): Comparison['base'] {
  return { ...side, figures: side.figures.map(rounded) };
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
