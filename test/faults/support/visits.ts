import type { Visit } from './timed-desks.ts';

const MINUTE = 60_000;

/** The most visits that any span of a minute holds. */
export function mostInAMinute(visits: readonly Visit[]): number {
  const times = visits.map((one) => one.from).sort((a, b) => a - b);
  return Math.max(
    0,
    ...times.map((start, index) => times.slice(index).filter((at) => at - start < MINUTE).length),
  );
}

/** The most visits that were there at the same moment. */
export function mostAtOnce(visits: readonly Visit[]): number {
  const starts = visits.map((one) => one.from);
  return Math.max(0, ...starts.map((at) => visits.filter((one) => one.from <= at && at < one.to).length));
}

export function byDesk(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const desks = new Map<string, Visit[]>();
  for (const one of visits) desks.set(one.desk, [...(desks.get(one.desk) ?? []), one]);
  return desks;
}
