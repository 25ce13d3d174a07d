import { describe, expect, it } from 'vitest';
import { en } from '../../../src/web/i18n/en.ts';
import { es } from '../../../src/web/i18n/es.ts';
import { preferredLang } from '../../../src/web/i18n/texts.ts';

type Leaf = readonly [path: string, value: unknown];

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, path === '' ? key : `${path}.${key}`));
}

const spoken = (value: unknown): string =>
  typeof value === 'function' ? String(value(2, 3, 4)) : String(value);

const spanish = new Map(leaves(es));
/** Names and signs that are the same in both languages. */
const SAME =
  /^(brand|time\.units\.|script\.(d|h|m)$|report\.known$|takedown\.redress$|.*\.(ID|CSV|API)$|words\.verdict\.none$)/;

describe('the catalogue', () => {
  it('has every text of English in Spanish, of the same kind', () => {
    const wrong = leaves(en).filter(([path, value]) => typeof spanish.get(path) !== typeof value);
    expect(wrong.map(([path]) => path)).toEqual([]);
    expect(spanish.size).toBe(leaves(en).length);
  });

  it('has nothing empty, and a full stop where English has one', () => {
    const wrong = leaves(en).filter(([path, value]) => {
      const [one, other] = [spoken(value), spoken(spanish.get(path))];
      return one.trim() === '' || other.trim() === '' || one.endsWith('.') !== other.endsWith('.');
    });
    expect(wrong.map(([path, value]) => [path, spoken(value), spoken(spanish.get(path))])).toEqual([]);
  });

  it('leaves no sentence in English', () => {
    const same = leaves(en).filter(
      ([path, value]) =>
        !SAME.test(path) &&
        spoken(value) === spoken(spanish.get(path)) &&
        /[a-z]{3}.* .*[a-z]{3}/.test(spoken(value)),
    );
    expect(same.map(([path]) => path)).toEqual([]);
  });
});

describe('the language of a browser', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['en;q=0.5, es;q=0.9', 'es'],
    ['fr, de;q=0.9', 'en'],
    ['fr, es;q=0.1', 'es'],
    ['es;q=0, en', 'en'],
    ['*;q=0.5', 'en'],
    ['es;q=nonsense', 'es'],
  ])('%j means %s', (header, lang) => {
    expect(preferredLang(header)).toBe(lang);
  });
});
