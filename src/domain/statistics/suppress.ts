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
 * Holds back small counts, and as many others that nobody finds them by subtraction, who knows this rule too: when those
 * that are held back could be told from their number and sum alone, the smallest of the others goes with them (and what is
 * as large as it, so that it does not stand out). Where there is no other, the total is held back. Which of them were small
 * is not told.
 */
export function suppress<K>(counts: ReadonlyMap<K, number>): Suppressed<K> {
  const all = [...counts.values()];
  const small = all.filter(isSmall);
  const next = Math.min(...all.filter((count) => count >= SMALLEST));
  const hides = isObvious(small) ? (count: number) => isSmall(count) || count === next : isSmall;
  const isTold = !isObvious(small) || Number.isFinite(next);
  return {
    total: isTold ? sumOf(all) : null,
    counts: new Map([...counts].map(([name, count]) => [name, hides(count) ? null : count])),
  };
}

/** Whether counts of 1 to 4 follow from how many they are and what they add up to, or are few even together. */
function isObvious(small: readonly number[]): boolean {
  const sum = sumOf(small);
  const allOnes = sum === small.length;
  const allFours = sum === small.length * (SMALLEST - 1);
  return small.length > 0 && (small.length === 1 || sum < SMALLEST || allOnes || allFours);
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Whether a share may be told with both its numbers: neither of those who are in it nor of those who are not may there be
 * few. Of none there is nothing to hold back.
 */
export function isShareTold(count: number, of: number): boolean {
  return !isSmall(of) && !isSmall(count) && !isSmall(of - count);
}
