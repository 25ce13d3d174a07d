import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { inherit, isMap, merge } from '../../../src/catalog/files/inherit.ts';
import { describeIssue, findingsOf } from '../../../src/catalog/files/issues.ts';
import { readFiles } from '../../../src/catalog/files/read-files.ts';
import { checkCatalog, loadCatalog } from '../../../src/catalog/load.ts';
import { said } from './checks.ts';
import { errorOf } from './fixtures.ts';

const LINE = '# yaml-language-server: $schema=../_schema.json\n';
const host = (id: string, rest = ''): string =>
  `${LINE}id: ${id}\nname: ${id}\nkind: host\ncategory: x\nsources: [invented]\n${rest}`;
const CHANNEL = `channels:
  c: { kind: assisted, purpose: ncii, title: C, template: notice, source: invented, confidence: sourced, checkedOn: 2026-01-01 }
`;
const NOTICE = { path: 'templates/en/notice.liquid', text: '{{ tag }}' };

describe('a file that does not fit its schema', () => {
  const schema = z.strictObject({
    text: z.string(),
    word: z.enum(['x']),
    wait: z.union([z.literal('deadline'), z.int(), z.int()]).optional(),
    shape: z
      .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a'), list: z.array(z.int()) })])
      .optional(),
  });
  const faults = (value: unknown) => {
    const result = schema.safeParse(value, { error: describeIssue });
    return result.success ? [] : said(findingsOf(result.error.issues));
  };

  test.each<readonly [string, unknown, readonly string[]]>([
    ['nothing', { text: 'a', word: 'x' }, []],
    ['what is missing', {}, ['error text: is missing', 'error word: is missing']],
    ['what is empty', { text: null, word: null }, ['error text: is empty', 'error word: is empty']],
    [
      'a wrong kind of value',
      { text: 1, word: 'x' },
      ['error text: Invalid input: expected string, received number'],
    ],
    ['a wrong word', { text: 'a', word: 'y' }, ['error word: Invalid input: expected "x"']],
    [
      'each unknown key',
      { text: 'a', word: 'x', b: 1, c: 2 },
      ['error b: is not a known key', 'error c: is not a known key'],
    ],
    [
      'all ways that were tried, each once',
      { text: 'a', word: 'x', wait: 'soon' },
      [
        'error wait: none of these fits: Invalid input: expected "deadline"; Invalid input: expected number, received string',
      ],
    ],
    [
      'an unknown kind',
      { text: 'a', word: 'x', shape: { kind: 'b' } },
      ['error shape.kind: fits none of the known kinds'],
    ],
    [
      'the place deep inside',
      { text: 'a', word: 'x', shape: { kind: 'a', list: [1, 'x'], more: 1 } },
      [
        'error shape.list[1]: Invalid input: expected number, received string',
        'error shape.more: is not a known key',
      ],
    ],
  ])('is told of %s', (_, value, expected) => {
    expect(faults(value)).toEqual(expected);
  });
});

describe('the files below platforms/', () => {
  const read = (files: Record<string, string>) =>
    readFiles(Object.entries(files).map(([path, text]) => ({ path, text })));

  it('are told apart by their place, with or without platforms/ in front', () => {
    const files = read({
      'platforms/hosts/a.yaml': host('a'),
      'hosts/b.yaml': 'extends: hosts/a\nid: b',
      '_shared/base.yaml': 'kind: host',
      'regimes/r.yaml': 'id: r',
      'templates/en/notice.liquid': 'x',
      'README.md': 'x',
      'templates/x.liquid': 'x',
    });
    expect(files.recipients.map((one) => [one.id, one.value.name])).toEqual([
      ['a', 'a'],
      ['b', 'a'],
    ]);
    expect(files.regimes).toEqual([]);
    expect(files.templates).toEqual([
      { path: 'templates/en/notice.liquid', text: 'x', language: 'en', name: 'notice' },
    ]);
    expect([...files.named.recipients]).toEqual(['a', 'b']);
    expect([...files.named.regimes]).toEqual(['r']);
    expect(files.faults[0]).toEqual({
      file: 'templates/x.liquid',
      path: '',
      reason: 'is not read: templates stand in templates/<language>/',
      severity: 'error',
    });
    expect(files.faults.filter((one) => one.file === 'regimes/r.yaml').map((one) => one.reason)).toContain(
      'is missing',
    );
    expect(files.faults.at(-1)).toMatchObject({
      file: '_shared/base.yaml',
      reason: 'no file extends this one',
      severity: 'warning',
    });
  });

  it('are not read where they are nothing that counts', () => {
    const { faults } = read({ 'README.md': 'a: [', 'hosts/x.yml': 'a: [', 'templates/en/notes.txt': 'a: [' });
    expect(faults.map((one) => [one.file, one.reason])).toEqual([
      ['hosts/x.yml', 'is not read: name it .yaml'],
    ]);
  });

  it('are told of by line', () => {
    const { faults } = read({ 'hosts/a.yaml': host('a', 'languages:\n  - en\n  - english\n') });
    expect(faults).toMatchObject([
      { file: 'hosts/a.yaml', path: 'languages[1]', line: 9, severity: 'error' },
    ]);
  });

  it('say nothing of a base that is extended', () => {
    const base = host('x').replace('id: x\n', '');
    const { faults, recipients } = read({
      '_shared/one.yaml': base,
      '_shared/two.yaml': 'extends: _shared/one\n',
      'hosts/a.yaml': 'extends: _shared/two\nid: a',
    });
    expect(faults).toEqual([]);
    expect(recipients).toHaveLength(1);
  });
});

describe('a map', () => {
  test.each<readonly [unknown, boolean]>([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    [undefined, false],
    ['x', false],
    [1, false],
  ])('is what %j is: %s', (value, is) => {
    expect(isMap(value)).toBe(is);
  });
});

describe('what a file takes over', () => {
  const files: Readonly<Record<string, unknown>> = {
    base: { a: 1, b: { c: 2, d: 3 }, list: [1] },
    middle: { extends: 'base', a: null, b: { c: 9 } },
    top: { extends: 'middle', list: [2], e: null },
    text: 'x',
    broken: { extends: 'nobody' },
    below: { extends: 'broken' },
    onText: { extends: 'text', a: 1 },
    number: { extends: 7 },
  };
  const taken = (path: string) => inherit(path, (one) => files[one]);

  test.each<readonly [string, unknown]>([
    ['base', { value: files['base'], bases: [] }],
    ['middle', { value: { b: { c: 9, d: 3 }, list: [1] }, bases: ['base'] }],
    ['top', { value: { b: { c: 9, d: 3 }, list: [2] }, bases: ['middle', 'base'] }],
    ['text', { value: 'x', bases: [] }],
    ['nobody', { value: undefined, bases: [] }],
    ['onText', { value: { a: 1 }, bases: ['text'] }],
    ['number', { fault: 'must be a path below platforms/ without .yaml' }],
    ['broken', { fault: 'there is no file nobody.yaml' }],
    ['below', { fault: 'there is no file nobody.yaml' }],
  ])('by %s', (path, expected) => {
    expect(taken(path)).toEqual(expected);
  });

  test.each<readonly [unknown, unknown, unknown]>([
    [{ a: { kind: 'x', p: 1 } }, { a: { kind: 'x', q: 2 } }, { a: { kind: 'x', p: 1, q: 2 } }],
    [{ a: { kind: 'x', p: 1 } }, { a: { q: 2 } }, { a: { kind: 'x', p: 1, q: 2 } }],
    [{ a: { p: 1 } }, { a: { kind: 'x' } }, { a: { p: 1, kind: 'x' } }],
    [{ a: { kind: 'x', scheme: 's' } }, { a: { kind: 'x', scheme: 't' } }, { a: { kind: 'x', scheme: 't' } }],
    [{ a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    [{ a: { b: 1 } }, { a: [1] }, { a: [1] }],
    [{ a: { b: 1 } }, { a: 'x' }, { a: 'x' }],
    [{ a: { b: 1 } }, {}, { a: { b: 1 } }],
    ['x', { a: 1 }, { a: 1 }],
    [{ a: 1 }, 'x', 'x'],
    [[1], [2], [2]],
  ])('is merged: %j with %j', (base, own, expected) => {
    expect(merge(base, own)).toEqual(expected);
  });
});

describe('a catalogue', () => {
  it('lists the faults of its files by name, whatever order they came in', () => {
    const files = ['c', 'a', 'b'].map((id) => ({ path: `hosts/${id}.yaml`, text: host('other') }));
    const faults = checkCatalog([...files, NOTICE]).filter((one) => one.severity === 'error');
    expect([...new Set(faults.map((one) => one.file))]).toEqual([
      'hosts/a.yaml',
      'hosts/b.yaml',
      'hosts/c.yaml',
    ]);
  });

  it('is refused with what to do, and lists errors alone', () => {
    const error = errorOf(() => loadCatalog([{ path: 'hosts/a.yaml', text: 'id: a\n' }]));
    expect(error).toMatchObject({
      code: 'catalog_invalid',
      field: 'platforms',
      cure: expect.stringContaining('redress platforms lint'),
    });
    expect(error.message).not.toContain('first line');
  });

  it('is made of files of which nothing is to be said', () => {
    const files = [{ path: 'hosts/a.yaml', text: host('a', CHANNEL) }, NOTICE];
    expect(checkCatalog(files)).toEqual([]);
    const catalog = loadCatalog(files);
    expect([...catalog.recipients.keys()]).toEqual(['a']);
    expect(catalog.templates.has('en', 'notice')).toBe(true);
  });

  it('checks conditions strictly, and renders leniently', () => {
    const text = '{% if notice.nope %}x{% endif %}y';
    expect(checkCatalog([{ ...NOTICE, text }])).toMatchObject([{ severity: 'error', file: NOTICE.path }]);
    expect(loadCatalog([NOTICE]).templates.render(text, { notice: {} })).toBe('y');
  });
});
