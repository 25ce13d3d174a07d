import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atPointer } from '../../../src/domain/json-pointer.ts';

/** The document and the pointers of RFC 6901, section 5. */
const RFC = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('a JSON pointer', () => {
  it.each([
    ['', RFC],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j names what RFC 6901 says', (pointer, value) => {
    expect(atPointer(RFC, pointer)).toEqual(value);
  });

  it.each([
    ['/nobody'],
    ['/foo/2'],
    ['/foo/-'],
    ['/foo/00'],
    ['/foo/01'],
    ['/foo/1x'],
    ['/foo/x1'],
    ['/foo/length'],
    ['/foo/0/0'],
    ['/toString'],
    ['/foo/0/length'],
    ['/a~1b/c'],
  ])('%s names nothing', (pointer) => {
    expect(atPointer(RFC, pointer)).toBeUndefined();
  });

  it.each([
    [{ 'a~1b': 1 }, '/a~01b', 1],
    [{ '~~': 1, '//': 2 }, '/~0~0', 1],
    [{ '~~': 1, '//': 2 }, '/~1~1', 2],
    [{ list: Array.from({ length: 21 }, (_, n) => n) }, '/list/20', 20],
    [{ a: { '0': 'x' } }, '/a/0', 'x'],
    [{ a: { '01': 'x' } }, '/a/01', 'x'],
    [[[['deep']]], '/0/0/0', 'deep'],
    [null, '', null],
    [null, '/a', undefined],
    [{ a: null }, '/a', null],
    [{ a: null }, '/a/b', undefined],
    ['text', '/0', undefined],
  ])('in %j %s names %j', (document, pointer, value) => {
    expect(atPointer(document, pointer)).toEqual(value);
  });

  it('leads to every member of every document, whatever it is called', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), fc.jsonValue(), (keys, value) => {
        const document = keys.reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), value);
        const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
        expect(atPointer(document, pointer)).toEqual(value);
      }),
    );
  });
});
