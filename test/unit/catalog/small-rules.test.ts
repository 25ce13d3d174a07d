import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { faultText, pathText } from '../../../src/catalog/files/fault.ts';
import { isMap } from '../../../src/catalog/files/inherit.ts';
import { belowPlatforms, placeOf } from '../../../src/catalog/files/source-file.ts';
import { parseYaml } from '../../../src/catalog/files/yaml-file.ts';
import { channelFingerprint } from '../../../src/catalog/fingerprint.ts';
import { placeFault } from '../../../src/catalog/law/jurisdiction.ts';
import { cureFor, hasPath, noticePaths, valueAt } from '../../../src/catalog/law/notice-path.ts';
import { groupNames, singleSlashes } from '../../../src/catalog/match/content-rule.ts';
import { domainsOf } from '../../../src/catalog/match/host-index.ts';
import { parseUrl, tryParseUrl, writeUrl } from '../../../src/catalog/match/parse-url.ts';
import { isTracking } from '../../../src/catalog/match/tracking.ts';
import { Channel } from '../../../src/catalog/schema/channel.ts';
import type { ContentRule } from '../../../src/catalog/schema/recipient.ts';
import { anyText } from './any-text.ts';
import { noticeOf } from './fixtures.ts';

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
  const { yaml, faults } = parseYaml({
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
    expect(yaml?.line(path)).toBe(line);
  });

  it('is read as YAML 1.2: dates and `no` stay text', () => {
    expect(faults).toEqual([]);
    expect(yaml).toMatchObject({ path: 'x.yaml', firstLine: 'first: 1' });
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

describe('a word for a country', () => {
  test.each(['any', 'EU', 'EEA', 'US', 'GB'])('%s may stand in a list', (place) => {
    expect(placeFault(place)).toBeUndefined();
  });

  test.each([
    ['UK', 'UK is no ISO 3166 code: the United Kingdom is GB'],
    ['us', 'us is neither any, EU, EEA nor a country code of two capital letters'],
    ['USA', 'USA is neither any, EU, EEA nor a country code of two capital letters'],
    ['xUS', 'xUS is neither any, EU, EEA nor a country code of two capital letters'],
    ['', ' is neither any, EU, EEA nor a country code of two capital letters'],
  ])('%j may not: %s', (place, fault) => {
    expect(placeFault(place)).toBe(fault);
  });
});

describe('a path into a notice', () => {
  test.each<readonly [string, unknown]>([
    ['claimant.name', 'Robin Reed'],
    ['claimant', noticeOf().claimant],
    ['claimant.name.first', undefined],
    ['nobody', undefined],
    ['nobody.at.all', undefined],
    ['locations.url', undefined],
  ])('%s names %j', (path, value) => {
    expect(valueAt(noticeOf(), path)).toEqual(value);
  });

  it('has nothing where there are blanks only, or a statement that was not made', () => {
    const notice = { ...noticeOf(), statements: { nonConsent: ' ', goodFaith: false } };
    expect(hasPath(notice, 'statements.nonConsent')).toBe(false);
    expect(hasPath(notice, 'statements.goodFaith')).toBe(false);
    expect(hasPath(notice, 'statements')).toBe(false);
  });

  it('needs no authority of the person shown, and of nobody else', () => {
    const claimant = { ...noticeOf().claimant, role: 'subject' } as const;
    const notice = { ...noticeOf(), claimant, authority: undefined };
    expect(
      ['authority', 'authority.basis', 'authorityX', 'the.authority'].map((path) => hasPath(notice, path)),
    ).toEqual([true, true, false, false]);
  });

  it('is one of those that the schema has', () => {
    const paths = noticePaths();
    for (const path of [
      'locations',
      'claimant',
      'claimant.email',
      'authority.consentedOn',
      'statements.accuracy',
    ])
      expect(paths).toContain(path);
    for (const path of ['', 'locations.url', 'email', 'claimant.']) expect(paths).not.toContain(path);
    expect([...paths].filter((path) => path.startsWith('signature'))).toEqual([
      'signature',
      'signature.name',
      'signature.signedOn',
    ]);
  });

  it('comes with words for what to give', () => {
    expect(cureFor('signature.name')).toBe('Sign: give the name of the person who signs');
    expect(cureFor('priorReports')).toBe('Give priorReports in the notice');
  });
});

describe('the groups of a content rule', () => {
  const rule = (more: Partial<ContentRule>) =>
    groupNames({ id: 'x', path: '^/', query: {}, canonical: '', locations: [], examples: [], ...more });

  test.each<readonly [Partial<ContentRule>, readonly string[]]>([
    [{}, []],
    [{ path: '^/(?<a>x)|/(?<b>y)$' }, ['a', 'b']],
    [
      { host: '^(?<h>x)$', path: '^/(?<a>x)$', fragment: '^(?<f>x)$', query: { q: 'v' } },
      ['h', 'a', 'f', 'q'],
    ],
    [{ path: '^/(?<a>x)$', query: { a: 'v' } }, ['a']],
  ])('of %j are %j', (more, names) => {
    expect(rule(more)).toEqual(names);
  });
});

describe('the names of a host', () => {
  test.each([
    ['a.b.site.co.uk', ['a.b.site.co.uk', 'b.site.co.uk', 'site.co.uk']],
    ['site.example', ['site.example']],
    ['a.workers.dev', ['a.workers.dev', 'workers.dev']],
    ['co.uk', []],
    ['localhost', []],
    ['192.0.2.1', []],
    ['[2001:db8::1]', []],
  ])('%s are %j', (host, names) => {
    expect(domainsOf(host)).toEqual(names);
  });

  it('has its slashes once', () => {
    expect(singleSlashes('//a///b/c//')).toBe('/a/b/c/');
  });
});

describe('a URL taken apart', () => {
  it('has each part in its one spelling', () => {
    expect(parseUrl('HTTPS://Site.Example.:8080/%7eA%2f?a=%62&c&=d&&e=f=g&h+i=%zz&%ff=1#x%41')).toEqual({
      scheme: 'https',
      host: 'site.example',
      port: '8080',
      path: '/~A%2F',
      query: [
        { name: 'a', value: 'b', raw: 'a=b' },
        { name: 'c', value: '', raw: 'c' },
        { name: '', value: 'd', raw: '=d' },
        { name: 'e', value: 'f=g', raw: 'e=f=g' },
        { name: 'h i', value: '%zz', raw: 'h+i=%zz' },
        { name: '%FF', value: '1', raw: '%FF=1' },
      ],
      fragment: 'x%41',
    });
  });

  test.each(['a', 'Z', '0', '.', '_', '~', '-'])('never encodes %s', (char) => {
    const code = `%${char.charCodeAt(0).toString(16)}`;
    expect(parseUrl(`https://site.example/${code}x`).path).toBe(`/${char}x`);
  });

  test.each(['%20', '%2F', '%3F', '%40', '%C3%A9', '%5B'])('keeps the encoding %s', (code) => {
    expect(parseUrl(`https://site.example/${code.toLowerCase()}x`).path).toBe(`/${code}x`);
  });

  it('is put together as it was', () => {
    const url = parseUrl('http://site.example:81/a?b#c');
    expect(writeUrl(url, ['b', 'c=d'], 'e')).toBe('http://site.example:81/a?b&c=d#e');
    expect(writeUrl(parseUrl('https://site.example:443/a?b#c'), [], '')).toBe('https://site.example/a');
  });

  test.each([
    ['https://a..example/', 'url_malformed'],
    ['https://./', 'url_malformed'],
    ['ftp://a.example/', 'url_scheme'],
    ['httpx://a.example/', 'url_scheme'],
    ['https://u@a.example/', 'url_userinfo'],
    ['https://:p@a.example/', 'url_userinfo'],
  ])('is not made of %s: %s', (text, code) => {
    expect(tryParseUrl(text)).toBeUndefined();
    expect(() => parseUrl(text)).toThrow(expect.objectContaining({ code }));
  });

  it('is read again as itself, whatever stands in it', () => {
    fc.assert(
      fc.property(anyText, (rest) => {
        const url = parseUrl(`https://site.example/${rest}`);
        const again = writeUrl(
          url,
          url.query.map((one) => one.raw),
          url.fragment,
        );
        expect(parseUrl(again)).toEqual(url);
      }),
    );
  });
});

describe('a query parameter', () => {
  const site = { keepQuery: ['ref', 'utm_kept'], dropQuery: ['own'] };

  test.each([
    ['utm_source', true, true],
    ['UTM_SOURCE', true, true],
    ['fbclid', true, true],
    ['__cft__[0]', true, true],
    ['__xts__', true, true],
    ['utm_', false, false],
    ['xutm_a', false, false],
    ['gclidx', false, false],
    ['xgclid', false, false],
    ['si', false, true],
    ['SI', false, true],
    ['six', false, false],
    ['xsi', false, false],
    ['feature', false, true],
    ['ref', false, false],
    ['utm_kept', true, false],
    ['own', false, true],
    ['OWN', false, false],
    ['id', false, false],
  ])(
    '%s is tracking on an unknown site: %s, on one that keeps ref and drops own: %s',
    (name, unknown, known) => {
      expect(isTracking(name, undefined)).toBe(unknown);
      expect(isTracking(name, site)).toBe(known);
    },
  );
});
