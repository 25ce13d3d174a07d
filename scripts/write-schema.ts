import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { recipientJsonSchema, regimeJsonSchema } from '../src/catalog/json-schema.ts';
import { caseExportJsonSchema } from '../src/flow/people/export-schema.ts';

/**
 * Writes the JSON Schemas: those that the first line of each platform file names, and that of a case's copy. Run it after
 * a change of the schemas.
 */
const root = new URL('../', import.meta.url);
for (const [name, schema] of [
  ['platforms/_schema.json', recipientJsonSchema()],
  ['platforms/regimes/_schema.json', regimeJsonSchema()],
  ['docs/case-export.schema.json', caseExportJsonSchema()],
] as const) {
  const path = fileURLToPath(new URL(name, root));
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  process.stdout.write(`${path}\n`);
}
