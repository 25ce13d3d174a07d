import { describe, expect, it } from 'vitest';
import { firstCells, sources, text } from './sources.ts';

const documented = firstCells(text('docs/errors.md'));
const code = [...sources(), ...sources('scripts')].map((path) => text(path)).join('\n');

/** Thrown as RedressError, made by a small `fault` helper of the mail options, or listed as a Problem. */
const PATTERNS = [
  /RedressError\(\s*'([a-z_]+)'/g,
  /extends RedressError[\s\S]*?super\(\s*'([a-z_]+)'/g,
  /throw fault\(\s*'([a-z_]+)'/g,
  /\bcode: '([a-z_]+)',\s*(?:field\b|message\b)/g,
];
const thrown = [
  ...new Set(PATTERNS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name ?? ''))),
].sort();

describe('docs/errors.md', () => {
  it('has found the codes', () => {
    expect(thrown.length).toBeGreaterThan(50);
    expect(thrown).toEqual(expect.arrayContaining(['url_malformed', 'smtp_pool', 'element_missing', 'bug']));
  });

  it.each(thrown)('tells what %s means and what to do', (name) => {
    expect(documented).toContain(name);
  });

  it('tells of no code that does not exist, and of none twice', () => {
    expect(documented.filter((name) => !thrown.includes(name))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });
});
