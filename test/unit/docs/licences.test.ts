import { describe, expect, it } from 'vitest';
import { licencesPage } from '../../../scripts/licences.ts';
import { tableRows, text } from './sources.ts';

/** Licences that lay no duty on those who run Redress but to keep the notice. */
const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
  'PostgreSQL',
  'CC0-1.0',
  'Python-2.0',
  'FSL-1.1-MIT',
]);

describe('docs/licences.md', () => {
  it('is as the installed packages are (else: npm run licences)', () => {
    expect(text('docs/licences.md')).toBe(licencesPage());
  });

  it('names no package without a licence, and none under terms that somebody must look at first', () => {
    const packages = tableRows(text('docs/licences.md')).filter(
      (row) => row.length === 3 && row[0] !== 'package',
    );
    expect(packages.length).toBeGreaterThan(50);
    const others = packages.filter(
      ([, , licence]) =>
        !(licence ?? '')
          .replace(/[()]/g, '')
          .split(/ OR /)
          .some((one) => one.split(/ AND /).every((part) => PERMISSIVE.has(part))),
    );
    expect(others).toEqual([]);
  });
});
