import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Fault, KeyPath } from './fault.ts';
import type { SourceFile } from './source-file.ts';

/** A YAML file as it is written, with the way back from a key path to its line. */
export interface YamlFile {
  readonly path: string;
  readonly raw: unknown;
  readonly firstLine: string;
  /** The line of the nearest thing that is written there: an inherited value stands in another file. */
  line(path: KeyPath): number | undefined;
}

/** Reads YAML 1.2 (core schema: dates and `no` stay text; a key given twice is an error). */
export function parseYaml(file: SourceFile): { readonly yaml?: YamlFile; readonly faults: readonly Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  // Only the first: what follows a broken spot is mostly its echo.
  const faults = [...document.errors, ...document.warnings].slice(0, 1).map((problem): Fault => {
    const at = lines.linePos(problem.pos[0]);
    const reason = `${problem.message} (line ${at.line}, column ${at.col})`;
    return { file: file.path, path: '', line: at.line, reason, severity: 'error' };
  });
  if (faults.length > 0) return { faults };
  const line = (path: KeyPath): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const firstLine = file.text.split('\n', 1)[0] ?? '';
  return { yaml: { path: file.path, raw: toPlain(document), firstLine, line }, faults: [] };
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return value;
}
