/** Reads pages one after the other, as far as somebody asks for more. */
export async function* eachOf<T, P extends { readonly next: string | null }>(
  read: (cursor: string | undefined) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* itemsOf(page);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
