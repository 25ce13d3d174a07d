import { error, type Finding, warning } from '../files/fault.ts';
import type { Entry } from '../files/read-files.ts';

/** A file is named for its id, an id is used once, and the first line names the schema for editors. */
export function checkIdentity<T extends { readonly id: string }>(
  entry: Entry<T>,
  all: readonly Entry<T>[],
): Finding[] {
  const { id } = entry.value;
  const faults: Finding[] = [];
  if (id !== entry.id) faults.push(error(['id'], `is ${id}, and the file is named ${entry.id}.yaml`));
  const twin = all.find((other) => other.value.id === id);
  if (twin !== entry && twin !== undefined)
    faults.push(error(['id'], `${id} is the id of ${twin.yaml.path} too`));
  if (!/^#\s*yaml-language-server:\s*\$schema=\S*_schema\.json\s*$/.test(entry.yaml.firstLine)) {
    faults.push(warning([], 'the first line does not name the schema: editors cannot help'));
  }
  return faults;
}
