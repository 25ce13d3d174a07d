/**
 * A count of 1 to 4 is not told in anything that leaves Redress: it may point to one person. Zero says nothing about
 * anybody and is told. Five is what health data networks use as a rule (docs/statistics.md names the sources).
 */
export const SMALLEST = 5;

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST;

/** Counts that add up to a total; null is one that is held back. */
export interface Suppressed<K> {
  readonly total: number | null;
  readonly counts: ReadonlyMap<K, number | null>;
}

/**
 * Holds back small counts, and as many others that they cannot be found by subtraction: what is held back has at least
 * two parts and adds up to at least five. When the others do not suffice the total is held back as well. Which of them
 * were small is not told.
 */
export function suppress<K>(counts: ReadonlyMap<K, number>): Suppressed<K> {
  const all = [...counts];
  const sum = (some: readonly (readonly [K, number])[]): number =>
    some.reduce((to, [, count]) => to + count, 0);
  const held = all.filter(([, count]) => isSmall(count));
  const unsafe = (): boolean => held.length > 0 && (held.length === 1 || sum(held) < SMALLEST);
  for (const other of all.filter(([, count]) => count >= SMALLEST).toSorted(([, a], [, b]) => a - b))
    if (unsafe()) held.push(other);
  const total = sum(all);
  return {
    total: unsafe() || isSmall(total) ? null : total,
    counts: new Map(all.map((one) => [one[0], held.includes(one) ? null : one[1]])),
  };
}

/**
 * Whether a share may be told with both its numbers: neither of those who are in it nor of those who are not may there be
 * few. Of none there is nothing to hold back.
 */
export function isShareTold(count: number, of: number): boolean {
  return !isSmall(of) && !isSmall(count) && !isSmall(of - count);
}
