import type { Instant } from '../../domain/time.ts';
import type { Regime } from '../schema/regime.ts';

/** The clock that runs out first. */
export interface LegalDeadline {
  readonly regimeId: string;
  readonly at: Instant;
}

/**
 * The strictest of the clocks that a notice received at `clockStart` sets going; null when none runs. A regime runs
 * one only if it gives a figure, counts from the notice, and is known to be in force at `now`: its first day begins
 * at 00:00 UTC.
 */
export function strictestDeadline(
  regimes: readonly Regime[],
  clockStart: Instant,
  now: Instant,
): LegalDeadline | null {
  return regimes
    .flatMap((regime): LegalDeadline[] => {
      if (regime.deadline === undefined || regime.clockStarts !== 'notice') return [];
      if (regime.inForceFrom === undefined || Date.parse(regime.inForceFrom) > now) return [];
      return [{ regimeId: regime.id, at: clockStart + regime.deadline }];
    })
    .reduce<LegalDeadline | null>((first, next) => (first && first.at <= next.at ? first : next), null);
}
