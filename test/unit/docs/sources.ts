import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export function text(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The paths of all sources, below the root, with forward slashes. */
export function sources(below = 'src'): readonly string[] {
  return readdirSync(join(ROOT, below), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${below}/${name.replaceAll('\\', '/')}`);
}

/** The pages that people read. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...docs.map((name) => `docs/${name}`),
  ];
}

/** The rows of all tables of a page: the cells' text, with code marks left in. */
export function tableRows(page: string): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line) && !/^\|[-| :]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The first word in code marks of each row's first cell. */
export function firstCells(page: string): readonly string[] {
  return tableRows(page).flatMap(([cell]) => /^`([^`]+)`/.exec(cell ?? '')?.[1] ?? []);
}

/** The contents of the fenced blocks of one language. */
export function blocks(page: string, language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, body]) => body ?? '',
  );
}
