import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { firstCells, tableRows, text } from './sources.ts';

const page = text('docs/configuration.md');
const documented = firstCells(page);
const settings = [...text('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '');

describe('docs/configuration.md', () => {
  it('has found the settings', () => {
    expect(settings).toEqual(expect.arrayContaining(['REDRESS_MODE', 'DATABASE_URL', 'REDIS_URL']));
  });

  it.each(settings)('tells what %s is, its default and an example', (name) => {
    const row = tableRows(page).find(([cell]) => cell === `\`${name}\``);
    expect(row?.map((cell) => cell.length > 0)).toEqual([true, true, true, true]);
  });

  it('tells of no setting that does not exist', () => {
    expect(documented.filter((name) => !settings.includes(name))).toEqual(['REDRESS_SECRET_<NAME>']);
  });

  it('tells the true defaults', () => {
    const defaults = tableRows(page).flatMap(([name, value]) => {
      const [, setting] = /^`([A-Z_]+)`$/.exec(name ?? '') ?? [];
      const [, given] = /^`([^`]+)`$/.exec(value ?? '') ?? [];
      return setting === undefined || given === undefined ? [] : [[setting, given]];
    });
    expect(defaults.length).toBeGreaterThan(8);
    const { secrets: _, ...without } = readConfig({}, '/package');
    const { secrets: __, ...withThem } = readConfig(Object.fromEntries(defaults), '/package');
    expect(withThem).toEqual(without);
  });

  it('gives examples that are valid', () => {
    const examples = tableRows(page).flatMap(([name, , , example]) => {
      const [, setting] = /^`([A-Z_]+)`$/.exec(name ?? '') ?? [];
      const [, given] = /^`([^`]+)`$/.exec(example ?? '') ?? [];
      return setting === undefined || given === undefined ? [] : [[setting, given]];
    });
    expect(readConfig(Object.fromEntries(examples), '/package').mode).toBe('live');
  });

  it('says how a secret of an API is named, and it is so', () => {
    const { secrets } = readConfig({ REDRESS_SECRET_BLUESKY_TOKEN: 'invented' }, '/package');
    expect(page).toContain('`bluesky-token` is `REDRESS_SECRET_BLUESKY_TOKEN`');
    expect(secrets.get('bluesky-token')).toBe('invented');
  });
});
