import { describe, expect, it, test } from 'vitest';
import { inherit, merge } from '../../../src/catalog/files/inherit.ts';
import { checkCatalog } from '../../../src/catalog/load.ts';
import { catalogOf, files, recipientOf } from './fixtures.ts';

const FACT = 'source: invented\n    confidence: unverified';

const BASE = `kind: platform
category: shared
languages: [en, fr]
limits: { perMinute: 6, concurrency: 1 }
channels:
  desk:
    kind: email
    purpose: ncii
    title: Desk
    to: base@chirp.example
    subject: Notice {{ takedown.id }}
    template: notice
    ${FACT}
  old:
    kind: assisted
    purpose: support
    title: Old
    template: notice
    ${FACT}
sources: [the base]
`;

const CHILD = `extends: _shared/base
id: child
name: Child
languages: [de]
limits: { perMinute: 60 }
channels:
  desk: { to: child@chirp.example }
  old: null
  extra:
    kind: assisted
    purpose: privacy
    title: Extra
    template: notice
    ${FACT}
`;

describe('extends', () => {
  it('merges maps and channels by id, replaces lists, and removes what is null', () => {
    const catalog = catalogOf({ '_shared/base.yaml': BASE, 'sites/child.yaml': CHILD });
    const child = recipientOf(catalog, 'child');
    expect(Object.keys(child.channels)).toEqual(['desk', 'extra']);
    expect(child.channels['desk']).toMatchObject({ to: 'child@chirp.example', title: 'Desk' });
    expect(child.languages).toEqual(['de']);
    expect(child.limits).toMatchObject({ perMinute: 60, concurrency: 1 });
    expect(child.sources).toEqual(['the base']);
  });

  it('makes no recipient of a base', () => {
    const catalog = catalogOf({ '_shared/base.yaml': BASE, 'sites/child.yaml': CHILD });
    expect([...catalog.recipients.keys()].sort()).toEqual(['child', 'chirp', 'fedi', 'hostco', 'seeker']);
  });

  it('goes over several files, and over recipients', () => {
    const catalog = catalogOf({
      '_shared/base.yaml': BASE,
      '_shared/middle.yaml': 'extends: _shared/base\ncategory: middle\n',
      'sites/child.yaml': CHILD.replace('_shared/base', '_shared/middle'),
      'sites/grandchild.yaml': 'extends: sites/child\nid: grandchild\nname: Grandchild\n',
    });
    expect(recipientOf(catalog, 'grandchild')).toMatchObject({ category: 'middle', languages: ['de'] });
  });

  test.each([
    ['a base that is not there', { 'sites/child.yaml': CHILD }, 'there is no file _shared/base.yaml'],
    [
      'a circle',
      {
        '_shared/base.yaml': `extends: _shared/other\n${BASE}`,
        '_shared/other.yaml': 'extends: _shared/base',
        'sites/child.yaml': CHILD,
      },
      'goes round in a circle: sites/child -> _shared/base -> _shared/other -> _shared/base',
    ],
    [
      'itself',
      { 'sites/child.yaml': CHILD.replace('_shared/base', 'sites/child') },
      'goes round in a circle: sites/child -> sites/child',
    ],
    [
      'what is no path',
      { 'sites/child.yaml': CHILD.replace('_shared/base', '[a]') },
      'must be a path below platforms/ without .yaml',
    ],
  ])('refuses %s', (_what, changes, reason) => {
    expect(checkCatalog(files(changes)).filter((fault) => fault.severity === 'error')).toEqual([
      { file: 'sites/child.yaml', path: 'extends', line: 1, reason, severity: 'error' },
    ]);
  });

  it('tells of a base that nobody extends, and of one that is no map', () => {
    const faults = checkCatalog(files({ '_shared/base.yaml': BASE, '_shared/list.yaml': '- a' }));
    expect(
      faults.filter((fault) => fault.file.startsWith('_shared/')).map((fault) => [fault.file, fault.reason]),
    ).toEqual([
      ['_shared/base.yaml', 'no file extends this one'],
      ['_shared/list.yaml', 'must be a map of keys'],
      ['_shared/list.yaml', 'no file extends this one'],
    ]);
  });
});

describe('merge', () => {
  test.each([
    [
      'an inner map of another kind replaces the whole',
      { a: { kind: 'x', p: 1 } },
      { a: { kind: 'y' } },
      { a: { kind: 'y' } },
    ],
    [
      'an inner map of another scheme too',
      { a: { scheme: 'x', p: 1 } },
      { a: { scheme: 'y' } },
      { a: { scheme: 'y' } },
    ],
    ['the kind of the file itself does not', { kind: 'x', p: 1 }, { kind: 'y' }, { kind: 'y', p: 1 }],
    ['a map replaces text', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['a list replaces a list', { a: [1, 2] }, { a: [3] }, { a: [3] }],
  ])('%s', (_why, base, own, expected) => {
    expect(merge(base, own)).toEqual(expected);
  });

  it('leaves a file without extends as it is, null included', () => {
    expect(inherit('a', () => ({ x: null }))).toEqual({ value: { x: null }, bases: [] });
  });
});
