/** Does `deed` for every item, `width` at a time; answers how many a second that made. */
export async function rateOf<T>(
  items: readonly T[],
  width: number,
  deed: (item: T) => Promise<unknown>,
): Promise<number> {
  const left = items.values();
  const from = performance.now();
  const lane = async () => {
    for (const item of left) await deed(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (items.length * 1000) / (performance.now() - from);
}
