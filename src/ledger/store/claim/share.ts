/** What one recipient and effect may have of a claim. */
export interface Demand {
  /** How many it can take: due, within its pace and its concurrency. */
  readonly most: number;
  /** When it was last served: who waited longest comes first when there is not one for each. */
  readonly servedAt: number;
}

/**
 * Shares `limit` among recipients: one each in turn, until all have what they can take or nothing is left. A long
 * backlog of one recipient therefore never delays the others. Answers in the order of `demands`.
 */
export function shares(demands: readonly Demand[], limit: number): readonly number[] {
  const got = demands.map(() => 0);
  let left = limit;
  let hungry = demands
    .map((demand, index) => ({ ...demand, index }))
    .filter((one) => one.most > 0)
    .sort((a, b) => a.servedAt - b.servedAt);
  while (left > 0 && hungry.length > 0) {
    const each = Math.max(1, Math.floor(left / hungry.length));
    for (const one of hungry) {
      const more = Math.min(each, left, one.most - (got[one.index] ?? 0));
      got[one.index] = (got[one.index] ?? 0) + more;
      left -= more;
    }
    hungry = hungry.filter((one) => (got[one.index] ?? 0) < one.most);
  }
  return got;
}
