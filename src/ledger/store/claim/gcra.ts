import type { Instant, Millis } from '../../../domain/time.ts';
import { MINUTE } from '../../../domain/time.ts';
import type { Pace } from '../../../flow/ledger.ts';

/**
 * The generic cell rate algorithm: `tat` is the theoretical arrival time of the next effect. Up to `burst` may go
 * at once, then one each `interval`; chosen so that no span of a minute holds more than `perMinute`.
 */
interface Cell {
  readonly interval: Millis;
  readonly burst: number;
}

function cellOf({ perMinute, concurrency }: Pace): Cell {
  const burst = Math.max(1, Math.min(concurrency, Math.floor(perMinute / 2)));
  return { burst, interval: MINUTE / (perMinute - burst + 1) };
}

/** How many effects may start now. */
export function allowed(pace: Pace, tat: number, now: Instant): number {
  const { interval, burst } = cellOf(pace);
  const ahead = Math.max(0, tat - now);
  return Math.max(0, Math.floor(burst - ahead / interval + 1e-6));
}

/** Where `tat` stands after `count` more, and when one more may go. */
export function spend(
  pace: Pace,
  tat: number,
  now: Instant,
  count: number,
): { readonly tat: number; readonly freeAt: Instant } {
  const { interval, burst } = cellOf(pace);
  const next = Math.max(tat, now) + count * interval;
  return { tat: next, freeAt: Math.ceil(Math.max(now, next - (burst - 1) * interval)) };
}
