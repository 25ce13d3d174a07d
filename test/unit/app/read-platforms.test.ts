import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/app/package-root.ts';
import { practiceRecipients, readPlatforms } from '../../../src/app/read-platforms.ts';
import { errorOf } from '../support/error-of.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'redress-platforms-'));
  const files = [
    'sites/b.yaml',
    'sites/a.yml',
    'templates/en/notice.liquid',
    'practice/practice-x.yaml',
    'practice/_shared/practice.yaml',
    'practice/regimes/rule.yaml',
    'practiced/site.yaml',
    '_schema.json',
    'sites/notes.md',
    'sites/c.yaml.bak',
  ];
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), `# ${file}`);
  }
});
afterAll(() => rmSync(dir, { recursive: true }));

const paths = (mode: 'sandbox' | 'live') => readPlatforms(dir, mode).map((file) => file.path);

describe('the files of the catalogue', () => {
  it('are YAML and templates, in a fixed order, with their texts', () => {
    expect(paths('sandbox')).toEqual([
      'practice/_shared/practice.yaml',
      'practice/practice-x.yaml',
      'practice/regimes/rule.yaml',
      'practiced/site.yaml',
      'sites/a.yml',
      'sites/b.yaml',
      'templates/en/notice.liquid',
    ]);
    expect(readPlatforms(dir, 'sandbox')[4]?.text).toBe('# sites/a.yml');
  });

  it('in live mode hold nothing of the practice platforms', () => {
    expect(paths('live')).toEqual([
      'practiced/site.yaml',
      'sites/a.yml',
      'sites/b.yaml',
      'templates/en/notice.liquid',
    ]);
  });

  it('must be there, or the error names folder and variable', () => {
    const error = errorOf(() => readPlatforms(join(dir, 'absent'), 'sandbox'));
    expect(error).toMatchObject({ code: 'platforms_missing', field: 'REDRESS_PLATFORMS_DIR' });
    expect(error.message).toContain(join(dir, 'absent'));
  });
});

describe('the practice platforms', () => {
  it('are known by their place, not by their names', () => {
    expect(practiceRecipients(readPlatforms(dir, 'sandbox'))).toEqual(new Set(['practice-x']));
  });

  it('of this package are all named so, and no real recipient is among them', () => {
    const files = readPlatforms(join(packageRoot(), 'platforms'), 'sandbox');
    const practice = practiceRecipients(files);
    expect(practice.size).toBeGreaterThanOrEqual(13);
    for (const id of practice) expect(id).toMatch(/^practice-/);
  });
});
