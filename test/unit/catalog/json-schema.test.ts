import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { isMap, type PlainMap } from '../../../src/catalog/files/inherit.ts';
import { recipientJsonSchema, regimeJsonSchema } from '../../../src/catalog/json-schema.ts';

function mapAt(map: PlainMap, key: string): PlainMap {
  const value = map[key];
  if (!isMap(value)) throw new Error(`${key} is no map`);
  return value;
}

/** All maps inside a JSON value. */
function mapsOf(value: unknown): PlainMap[] {
  if (Array.isArray(value)) return value.flatMap(mapsOf);
  return isMap(value) ? [value, ...Object.values(value).flatMap(mapsOf)] : [];
}

describe('the JSON Schemas', () => {
  test.each([
    ['_schema.json', recipientJsonSchema],
    ['regimes/_schema.json', regimeJsonSchema],
  ])('platforms/%s is up to date (else: npx tsx scripts/write-schema.ts)', (name, schemaOf) => {
    const written: unknown = JSON.parse(
      readFileSync(new URL(`../../../platforms/${name}`, import.meta.url), 'utf8'),
    );
    expect(written).toEqual(JSON.parse(JSON.stringify(schemaOf())));
  });

  it('demand a whole recipient unless it extends another file or is a base', () => {
    const schema = recipientJsonSchema();
    expect(schema['if']).toEqual({ required: ['id'], not: { required: ['extends'] } });
    expect(mapAt(schema, 'then')['required']).toEqual(['id', 'name', 'kind', 'category', 'sources']);
    expect(mapAt(schema, 'else')).not.toHaveProperty('required');
  });

  it('know every key in both cases, `extends` too', () => {
    const schema = recipientJsonSchema();
    const keys = Object.keys(mapAt(mapAt(schema, 'then'), 'properties'));
    expect(keys).toContain('extends');
    expect(Object.keys(mapAt(mapAt(schema, 'else'), 'properties'))).toEqual(keys);
    expect(mapAt(schema, 'else')['additionalProperties']).toBe(false);
  });

  it('refer only to definitions that they have', () => {
    const schema = recipientJsonSchema();
    const refs = mapsOf(schema).flatMap((map) => (typeof map['$ref'] === 'string' ? [map['$ref']] : []));
    const known = Object.keys(mapAt(schema, '$defs')).map((name) => `#/$defs/${name}`);
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => !known.includes(ref))).toEqual([]);
  });
});
