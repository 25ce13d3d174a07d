/** The value at a JSON pointer (RFC 6901), or undefined when there is none. Pointers begin with `/` (schema). */
export function valueAt(document: unknown, pointer: string): unknown {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<unknown>(step, document);
}

function step(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  return Object.entries(value).find(([name]) => name === token)?.[1];
}
