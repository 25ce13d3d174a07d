import type { Instant, Millis } from '../../../domain/time.ts';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import type { Pace } from '../../../flow/ledger.ts';

/** The way from the claim to the desk is not always as long: a minute there is at most so much more here. */
const ON_THE_WAY: Millis = 5 * SECOND;

/**
 * The generic cell rate algorithm: `tat` is the theoretical arrival time of the next effect. Up to `burst` may go
 * at once, then one each `interval`; chosen so that no span of a minute holds more than `perMinute` at the desk.
 */
interface Cell {
  readonly interval: Millis;
  readonly burst: number;
}

function cellOf({ perMinute, concurrency }: Pace): Cell {
  const burst = Math.max(1, Math.min(concurrency, Math.floor(perMinute / 2)));
  return { burst, interval: (MINUTE + ON_THE_WAY) / (perMinute - burst + 1) };
}

/** How far ahead of now `tat` may be: a burst was given out, and as many acted late. */
const reach = ({ interval, burst }: Cell): Millis => 2 * burst * interval;

/** Nothing that was given out puts `tat` so far ahead: the clock was set back, or the pace was slower before. */
function isAstray(cell: Cell, tat: number, now: Instant): boolean {
  return tat - now > reach(cell) + 1;
}

/** How many effects may start now. */
export function allowed(pace: Pace, tat: number, now: Instant): number {
  const cell = cellOf(pace);
  const { interval, burst } = cell;
  if (isAstray(cell, tat, now)) return 1;
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
  const cell = cellOf(pace);
  const { interval, burst } = cell;
  const from = isAstray(cell, tat, now) ? now + (burst - 1) * interval : Math.max(tat, now);
  return standing(cell, from + count * interval, now);
}

/**
 * Where `tat` stands when one acts that was given out `late` ms ago: the next ones wait for as much of it as has been
 * made up for since, at most for all of it.
 */
export function putOff(pace: Pace, tat: number, now: Instant, late: Millis): ReturnType<typeof spend> {
  const cell = cellOf(pace);
  const { interval } = cell;
  if (isAstray(cell, tat, now)) return spend(pace, tat, now, 1);
  const next = Math.max(tat + Math.min(interval, late), now + interval);
  return standing(cell, Math.min(next, now + reach(cell)), now);
}

function standing({ interval, burst }: Cell, tat: number, now: Instant) {
  return { tat, freeAt: Math.ceil(Math.max(now, tat - (burst - 1) * interval)) };
}
