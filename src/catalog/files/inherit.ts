/** A map as YAML and JSON know it. */
export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type Inherited =
  | { readonly value: unknown; readonly bases: readonly string[] }
  | { readonly fault: string };

/**
 * The content of a file with what it takes over by `extends`. `read` answers the raw content of a file by its path
 * without `.yaml`, undefined when there is none. A base that does not exist and a circle are faults.
 */
export function inherit(
  path: string,
  read: (path: string) => unknown,
  trail: readonly string[] = [],
): Inherited {
  const own = read(path);
  if (!isMap(own) || !('extends' in own)) return { value: own, bases: [] };
  const { extends: base, ...rest } = own;
  if (typeof base !== 'string') return { fault: 'must be a path below platforms/ without .yaml' };
  const known = [...trail, path];
  if (known.includes(base)) return { fault: `goes round in a circle: ${[...known, base].join(' -> ')}` };
  if (read(base) === undefined) return { fault: `there is no file ${base}.yaml` };
  const above = inherit(base, read, known);
  if ('fault' in above) return above;
  return { value: merge(above.value, rest), bases: [base, ...above.bases] };
}

/** Keys that say which shape a map inside a file has: maps of different shapes have nothing to share. */
const SHAPE_KEYS = ['kind', 'scheme'];

/**
 * Maps are merged key by key (so channels by their id), everything else is replaced, lists too. `null` removes what
 * the base has. A map inside that changes its `kind` or `scheme` replaces the base's whole.
 */
export function merge(base: unknown, own: unknown): unknown {
  if (!isMap(base) || !isMap(own)) return own;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(own)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      if (!(key in own)) return [[key, base[key]]];
      if (own[key] === null) return [];
      return [[key, haveOneShape(base[key], own[key]) ? merge(base[key], own[key]) : own[key]]];
    }),
  );
}

function haveOneShape(base: unknown, own: unknown): boolean {
  if (!isMap(base) || !isMap(own)) return false;
  return SHAPE_KEYS.every((key) => !(key in own) || !(key in base) || own[key] === base[key]);
}
