import { z } from 'zod';
import { isMap, type PlainMap } from './files/inherit.ts';
import { RecipientFile } from './schema/recipient.ts';
import { Regime } from './schema/regime.ts';

/**
 * JSON Schema of recipient files, for editors. A file that extends another may leave out what the other has, and a
 * base (a file without an id) is never whole: both are only told which keys there are. What is missing after
 * inheritance is said by the linter.
 */
export function recipientJsonSchema(): PlainMap {
  const { $schema, $defs = {}, ...whole } = z.toJSONSchema(RecipientFile, { io: 'input', reused: 'ref' });
  return {
    $schema,
    title: 'Redress recipient',
    description: 'A recipient of notices below platforms/. See docs/platforms.md',
    if: { required: ['id'], not: { required: ['extends'] } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: whole,
    else: nullableChannels(partial(whole)),
    $defs: {
      ...$defs,
      ...Object.fromEntries(
        Object.entries($defs).map(([name, schema]) => [`${PARTIAL}${name}`, partial(schema)]),
      ),
    },
  };
}

/** JSON Schema of the files in platforms/regimes/. */
export function regimeJsonSchema(): PlainMap {
  return {
    ...z.toJSONSchema(Regime, { io: 'input', reused: 'ref' }),
    title: 'Redress regime',
    description: 'A law under which notices are filed. See docs/platforms.md',
  };
}

/** Before the names of the definitions of which nothing must be there. */
const PARTIAL = 'partial-';

/** The schema without anything that must be there; one of several shapes is then any of them. */
function partial(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(partial);
  if (!isMap(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (key === 'required' && Array.isArray(value)) return [];
      if (key === '$ref' && typeof value === 'string') {
        return [[key, value.replace('#/$defs/', `#/$defs/${PARTIAL}`)]];
      }
      return [[key === 'oneOf' ? 'anyOf' : key, partial(value)]];
    }),
  );
}

/** `null` takes a channel of the base out. */
function nullableChannels(schema: unknown): unknown {
  if (!isMap(schema) || !isMap(schema['properties'])) return schema;
  const { channels } = schema['properties'];
  if (!isMap(channels)) return schema;
  const nullable = {
    ...channels,
    additionalProperties: { anyOf: [channels['additionalProperties'], { type: 'null' }] },
  };
  return { ...schema, properties: { ...schema['properties'], channels: nullable } };
}
