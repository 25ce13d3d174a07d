import fc, { type Arbitrary } from 'fast-check';

/** A schema of an OpenAPI 3.1 document, as far as ours use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Sources {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Values that mean something to the server: ids, hosts, URLs. */
  readonly known: readonly string[];
  /** The same by the name of the field or parameter that takes them. */
  readonly byName: Readonly<Record<string, readonly string[]>>;
}

/** Strings that break things: NUL, lone surrogates, line ends, quotes, templates, paths, SQL. */
const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '\r\nx: y',
  "'; DROP TABLE redress.events; --",
  '%00',
  '../../etc/passwd',
  '{{ 1 }}',
  '{% include "x" %}',
  '__proto__',
  'constructor',
  '\uffff',
  '9'.repeat(400),
  'x'.repeat(5_000),
  'http://[::ffff:127.0.0.1]/',
  'https://user:pw@host.example/',
  'javascript:alert(1)',
  'https://xn--.example/%',
  'https://host.example:99999/',
  '-1',
  '1e309',
  'NaN',
  'null',
];

const nasty = (): Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...NASTY),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }),
  );

/** Values as the schema says, and now and then something else in some place. */
export function arbitraryOf(schema: Schema, sources: Sources, depth = 0): Arbitrary<unknown> {
  const right = rightOne(schema, sources, depth);
  return fc.oneof({ weight: 25, arbitrary: right }, { weight: 1, arbitrary: wrong(sources) });
}

function wrong({ known }: Sources): Arbitrary<unknown> {
  return fc.oneof(
    nasty(),
    fc.constantFrom(...known),
    fc.jsonValue({ maxDepth: 2 }),
    fc.double(),
    fc.constant(null),
  );
}

function rightOne(schema: Schema, sources: Sources, depth: number): Arbitrary<unknown> {
  const { $ref, allOf } = schema;
  if ($ref !== undefined) {
    const found = sources.schemas[$ref.slice($ref.lastIndexOf('/') + 1)];
    if (found === undefined) throw new Error(`the document has no ${$ref}`);
    return arbitraryOf(found, sources, depth);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf ?? allOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => arbitraryOf(one, sources, depth)));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return wrong(sources);
  return fc.oneof(...types.map((type) => ofType(type, schema, sources, depth)));
}

function ofType(type: string, schema: Schema, sources: Sources, depth: number): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000_000_000) }),
        fc.constantFrom(-1, 0, 1.5, 1e21, Number.MAX_SAFE_INTEGER),
      );
    case 'array':
      return depth > 4
        ? fc.constant([])
        : fc.array(arbitraryOf(schema.items ?? {}, sources, depth + 1), {
            maxLength: Math.min(schema.maxItems ?? 4, 4),
          });
    case 'object':
      return objectOf(schema, sources, depth);
    default:
      return stringOf(schema, sources);
  }
}

function objectOf(schema: Schema, sources: Sources, depth: number): Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (depth > 5) return fc.constant({});
  const parts = Object.fromEntries(
    properties.map(([name, part]) => {
      const known = sources.byName[name];
      const any = arbitraryOf(part, sources, depth + 1);
      const present =
        known === undefined ? any : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, any);
      const weight = schema.required?.includes(name) === true ? 40 : 1;
      return [
        name,
        fc.oneof({ weight, arbitrary: present }, { weight: 1, arbitrary: fc.constant(undefined) }),
      ];
    }),
  );
  const extra = fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(nasty(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }) },
  );
  return fc.tuple(fc.record(parts), extra).map(([object, more]) => ({ ...object, ...more }));
}

function stringOf({ format, pattern }: Schema, { known }: Sources): Arbitrary<unknown> {
  const plain = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('a', 'Some words', 'ü ∂ 漢字', 'A-1'));
  const right =
    format === 'date'
      ? fc.constantFrom('2026-11-20', '2026-02-28', '0001-01-01', '9999-12-31')
      : format === 'date-time'
        ? fc.constantFrom('2026-11-23T10:00:00Z', '2026-11-23T10:00:00.123Z', '0001-01-01T00:00:00Z')
        : format === 'uri' || format === 'email'
          ? fc.constantFrom('https://host.example/p', 'a@host.example')
          : pattern === undefined
            ? plain
            : matching(pattern);
  return fc.oneof(
    { weight: 20, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: nasty() },
  );
}

/** Patterns with Unicode classes are left to the known values. */
function matching(pattern: string): Arbitrary<string> {
  try {
    const arbitrary = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
    fc.sample(arbitrary, 1);
    return arbitrary;
  } catch {
    return fc.constantFrom('A-1', 'Some words', '漢字');
  }
}
