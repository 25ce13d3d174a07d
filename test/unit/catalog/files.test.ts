import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { faultText, pathText } from '../../../src/catalog/files/fault.ts';
import { isMap } from '../../../src/catalog/files/inherit.ts';
import { belowPlatforms, placeOf } from '../../../src/catalog/files/source-file.ts';
import { parseYaml } from '../../../src/catalog/files/yaml-file.ts';
import { channelFingerprint } from '../../../src/catalog/fingerprint.ts';
import { Channel } from '../../../src/catalog/schema/channel.ts';

describe('a place inside a file', () => {
  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b-c'], 'a.b-c'],
    [['a', 0, 'b', 2, 3], 'a[0].b[2][3]'],
    [[1, 'a'], '[1].a'],
  ])('%j is written %s', (path, text) => {
    expect(pathText(path)).toBe(text);
  });

  test.each([
    [{ path: 'a.b', line: 3 }, 'f.yaml: a.b: is wrong'],
    [{ path: '', line: 3 }, 'f.yaml: line 3: is wrong'],
    [{ path: '' }, 'f.yaml: is wrong'],
  ])('%j is told as %s', (where, text) => {
    expect(faultText({ file: 'f.yaml', reason: 'is wrong', severity: 'error', ...where })).toBe(text);
  });
});

describe('what a file is', () => {
  test.each<readonly [string, object]>([
    ['sites/x.yaml', { is: 'recipient', id: 'x' }],
    ['x.yaml', { is: 'recipient', id: 'x' }],
    ['practice/x.yaml', { is: 'recipient', id: 'x' }],
    ['a.yaml.yaml', { is: 'recipient', id: 'a.yaml' }],
    ['regimes/x.yaml', { is: 'regime', id: 'x' }],
    ['practice/regimes/x.yaml', { is: 'regime', id: 'x' }],
    ['_shared/x.yaml', { is: 'base' }],
    ['_shared/regimes/x.yaml', { is: 'base' }],
    ['templates/en/x.liquid', { is: 'template', language: 'en', name: 'x' }],
    ['templates/en/_x-2.liquid', { is: 'template', language: 'en', name: '_x-2' }],
    ['practice/templates/de/x.liquid', { is: 'template', language: 'de', name: 'x' }],
    ['_schema.json', { is: 'other' }],
    ['README.md', { is: 'other' }],
    ['sites/x.yamlx', { is: 'other' }],
    ['templates/en/README.md', { is: 'other' }],
    ['templates/x.yaml', { is: 'other' }],
    ['sites/x.yml', { is: 'misnamed', reason: 'is not read: name it .yaml' }],
    ...[
      'templates/x.liquid',
      'templates/eng/x.liquid',
      'templates/EN/x.liquid',
      'templates/en/a/x.liquid',
      'templates/e/x.liquid',
    ].map(
      (path) =>
        [path, { is: 'misnamed', reason: 'is not read: templates stand in templates/<language>/' }] as const,
    ),
    ...['X', '__x', 'x y', '_', 'ä', 'x.y', '-x_'].map(
      (name) =>
        [
          `templates/en/${name}.liquid`,
          {
            is: 'misnamed',
            reason: 'is not read: a template is named by lower-case words joined by hyphens',
          },
        ] as const,
    ),
  ])('at %s', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  test.each([
    ['platforms/sites/x.yaml', 'sites/x.yaml'],
    ['./platforms/sites/x.yaml', 'sites/x.yaml'],
    ['sites/platforms/x.yaml', 'sites/platforms/x.yaml'],
    ['x/./platforms/x.yaml', 'x/./platforms/x.yaml'],
    ['a/platforms/x.yaml', 'a/platforms/x.yaml'],
  ])('does not depend on platforms/ in front: %s', (path, below) => {
    expect(belowPlatforms(path)).toBe(below);
  });
});

describe('the line of a YAML file', () => {
  const read = () =>
    parseYaml({
      path: 'x.yaml',
      text: 'first: 1\nmap:\n  list:\n    - a\n    - { deep: 2,\n        deeper: 3 }\nlast: x\n',
    });

  test.each([
    [['first'], 1],
    [['map', 'list', 0], 4],
    [['map', 'list', 1, 'deeper'], 6],
    [['map', 'list', 7], 4],
    [['map', 'nothing', 'there'], 3],
    [['last', 'nothing'], 7],
    [['nothing'], undefined],
    [[], undefined],
  ])('at %j is %s', (path, line) => {
    expect(read().yaml?.line(path)).toBe(line);
  });

  it('is read as YAML 1.2: dates and `no` stay text', () => {
    expect(read().faults).toEqual([]);
    expect(read().yaml).toMatchObject({ path: 'x.yaml', firstLine: 'first: 1' });
    expect(parseYaml({ path: 'y', text: 'a: 2026-01-01\nb: no\nc: 0o7\n' }).yaml?.raw).toEqual({
      a: '2026-01-01',
      b: 'no',
      c: 7,
    });
    expect(parseYaml({ path: 'y', text: '' }).yaml).toMatchObject({ raw: null, firstLine: '' });
  });

  it('is told of the first thing that cannot be read', () => {
    const broken = parseYaml({ path: 'y', text: 'a: 1\na: 2\na: 3\nb: "x\n' });
    expect(broken.yaml).toBeUndefined();
    expect(broken.faults).toHaveLength(1);
    expect(broken.faults[0]).toMatchObject({ file: 'y', path: '', severity: 'error' });
  });

  it('is told of a warning, too', () => {
    expect(parseYaml({ path: 'y', text: 'a: !unheard-of 1\n' }).faults).toMatchObject([{ line: 1 }]);
  });
});

describe('the fingerprint of a channel', () => {
  const mail = {
    kind: 'email',
    purpose: 'ncii',
    title: 'Desk',
    to: 'desk@site.example',
    subject: 's',
    template: 'notice',
    source: 'invented',
    confidence: 'unverified',
  };

  it('is SHA-256 of its JSON with sorted keys, without where its facts come from', () => {
    const {
      source: _,
      confidence: __,
      ...acts
    } = Channel.parse({ ...mail, note: 'x', checkedOn: '2026-01-01' });
    const { note: ___, checkedOn: ____, ...rest } = acts;
    const sorted = JSON.stringify(rest, (_key, value: unknown) =>
      isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
    );
    expect(sorted).toContain('"retry":{"first":60000,"max":3600000,"tries":5}');
    expect(channelFingerprint(Channel.parse(mail))).toBe(createHash('sha256').update(sorted).digest('hex'));
  });

  it('tells apart lists by their order, and texts from numbers', () => {
    const print = (attachments: string[]) => channelFingerprint(Channel.parse({ ...mail, attachments }));
    expect(print(['xarf', 'authority_letter'])).not.toBe(print(['authority_letter', 'xarf']));
    expect(print(['xarf'])).not.toBe(print([]));
  });

  it('does not change by what is not given', () => {
    const channel = Channel.parse(mail);
    expect(channelFingerprint({ ...channel, needsStatus: undefined })).toBe(channelFingerprint(channel));
  });
});
