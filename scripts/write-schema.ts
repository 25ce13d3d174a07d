import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { recipientJsonSchema, regimeJsonSchema } from '../src/catalog/json-schema.ts';

/** Writes the JSON Schemas that the first line of each platform file names. Run it after a change of the schema. */
const platforms = new URL('../platforms/', import.meta.url);
for (const [name, schema] of [
  ['_schema.json', recipientJsonSchema()],
  ['regimes/_schema.json', regimeJsonSchema()],
] as const) {
  const path = fileURLToPath(new URL(name, platforms));
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  process.stdout.write(`${path}\n`);
}
