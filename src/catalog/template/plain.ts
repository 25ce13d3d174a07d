/** Words that mean something to Liquid by themselves. */
const LITERALS = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank']);

/** A template of text and variables alone, in turn: text, name, text, name, ..., text. */
export type PlainTemplate = readonly string[];

/** Undefined for a template with anything else in it: filters, tags, paths, trimmed blanks. */
export function plainTemplate(template: string): PlainTemplate | undefined {
  const parts = template.split(/\{\{ *([a-z][a-z0-9_]*) *\}\}/i);
  const isPlain = parts.every((part, index) =>
    index % 2 === 0 ? !/\{\{|\{%/.test(part) : !LITERALS.has(part),
  );
  return isPlain ? parts : undefined;
}

/** As Liquid renders it; undefined when a variable is not there or no text, which is for Liquid to judge. */
export function renderPlain(parts: PlainTemplate, scope: object): string | undefined {
  let text = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at] ?? '';
    const value: unknown = Object.hasOwn(scope, name) ? Reflect.get(scope, name) : undefined;
    if (typeof value !== 'string') return undefined;
    text += value + (parts[at + 1] ?? '');
  }
  return text;
}
