/**
 * The value at a JSON pointer (RFC 6901), or undefined when there is none. Only own members count, and `-` names
 * nothing, for nothing is ever added.
 */
export function atPointer(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  let value = document;
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null) return undefined;
    // `length` is the one own member of a list that is no entry of it.
    if (!Object.hasOwn(value, key) || (Array.isArray(value) && key === 'length')) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
