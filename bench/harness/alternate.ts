/** What one round gave: both sides, measured right after one another. */
export interface Pair<T> {
  readonly a: T;
  readonly b: T;
}

/**
 * Measures two things in turn, `rounds` times, and changes which goes first with each round: a machine that grows
 * slower or faster meanwhile then favours neither.
 */
export async function alternate<T>(
  rounds: number,
  a: () => Promise<T>,
  b: () => Promise<T>,
): Promise<readonly Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await a();
      pairs.push({ a: first, b: await b() });
    } else {
      const first = await b();
      pairs.push({ a: await a(), b: first });
    }
  }
  return pairs;
}
