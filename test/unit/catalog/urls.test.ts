import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { groupNames, singleSlashes } from '../../../src/catalog/match/content-rule.ts';
import { domainsOf } from '../../../src/catalog/match/host-index.ts';
import { parseUrl, tryParseUrl, writeUrl } from '../../../src/catalog/match/parse-url.ts';
import { isTracking } from '../../../src/catalog/match/tracking.ts';
import type { ContentRule } from '../../../src/catalog/schema/recipient.ts';
import { anyText } from './any-text.ts';
import { errorOf } from './fixtures.ts';

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

  it.each([
    ['no url', 'The URL cannot be read', 'Give the whole address as the browser shows it'],
    ['ftp://a.example/', 'The URL is neither http nor https', 'Give the address of a web page'],
    ['https://u@a.example/', 'The URL has a user name or password', 'Remove what stands between // and @'],
  ])('is refused with words for a person: %s', (text, message, cure) => {
    const error = errorOf(() => parseUrl(text));
    expect(error.field).toBe('url');
    expect(error.message).toContain(message);
    expect(error.cure).toContain(cure);
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
