import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normaliseUrl } from '../../../src/catalog/match/normalise-url.ts';
import { anyText } from './any-text.ts';
import { catalogOf, errorOf, recipientOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');

describe('normaliseUrl without a recipient', () => {
  test.each([
    ['lower-cases scheme and host only', 'HTTPS://Site.EXAMPLE/Path?Q=A', 'https://site.example/Path?Q=A'],
    ['drops default ports', 'http://site.example:80/a', 'http://site.example/a'],
    ['keeps other ports', 'http://site.example:8080/a', 'http://site.example:8080/a'],
    ['drops the trailing dot of the host', 'https://site.example./a', 'https://site.example/a'],
    ['writes IDN as punycode', 'https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['drops the fragment', 'https://site.example/a#b', 'https://site.example/a'],
    [
      'drops campaign parameters',
      'https://site.example/a?utm_medium=m&id=1&fbclid=x',
      'https://site.example/a?id=1',
    ],
    ['drops an empty query', 'https://site.example/a?', 'https://site.example/a'],
    [
      'sorts parameters, those of one name in their order',
      'https://site.example/?b=2&a=2&a=1',
      'https://site.example/?a=2&a=1&b=2',
    ],
    [
      'keeps what may be an id: ref, si, s, t',
      'https://site.example/?t=5&ref=9&si=1&s=2',
      'https://site.example/?ref=9&s=2&si=1&t=5',
    ],
    [
      'keeps a query that is no pair',
      'https://site.example/show.php?123-title',
      'https://site.example/show.php?123-title',
    ],
    ['keeps the path as it is', 'https://site.example//a//b/', 'https://site.example//a//b/'],
    [
      'decodes what needs no encoding',
      'https://site.example/%7eann/%41%2f%2F',
      'https://site.example/~ann/A%2F%2F',
    ],
    ['gives a bare host its slash', 'https://site.example', 'https://site.example/'],
  ])('%s', (_why, url, expected) => {
    expect(normaliseUrl(url, undefined)).toBe(expected);
  });

  test.each([
    ['url_malformed', 'no url at all'],
    ['url_malformed', 'https://'],
    ['url_malformed', 'https://secret-host..example/a'],
    ['url_scheme', 'ftp://secret-host.example/a'],
    ['url_scheme', 'data:text/plain,secret-host'],
    ['url_scheme', 'secret-host.example:443/a'],
    ['url_userinfo', 'https://ann:pw@secret-host.example/a'],
    ['url_userinfo', 'https://chirp.com@secret-host.example/a'],
  ])('answers %s with a cure and without the URL', (code, url) => {
    const error = errorOf(() => normaliseUrl(url, undefined));
    expect(error).toMatchObject({ code, field: 'url' });
    expect(error.cure).toBeTruthy();
    expect(`${error.message} ${error.cure}`).not.toContain('secret-host');
  });
});

describe('normaliseUrl with a recipient', () => {
  it('folds spellings into the canonical URL, with or without the engine of a catalogue', () => {
    const url = 'https://mobile.chirp.com//ann/status/12?s=20#top';
    expect(normaliseUrl(url, chirp)).toBe('https://chirp.com/ann/status/12');
    expect(normaliseUrl(url, chirp, catalog.templates)).toBe('https://chirp.com/ann/status/12');
  });

  it('drops what is tracking on known sites, but what the file keeps', () => {
    expect(normaliseUrl('https://chirp.com/ann?ref=1&si=2&ref_src=3&t=4&x=5', chirp)).toBe(
      'https://chirp.com/ann?ref=1&x=5',
    );
  });

  it('takes no content rule for a link shortener', () => {
    expect(normaliseUrl('https://ch.rp/ann/status/12', chirp)).toBe('https://ch.rp/ann/status/12');
  });
});

describe('normalising twice', () => {
  const path = fc.constantFrom('/ann/status/1', '/watch', '/file/9', '/%7e//x/', '/a%2Fb', '/', '/77');
  const query = fc.array(
    fc.tuple(fc.constantFrom('v', 'utm_x', 's', 'ref', 'a', 'a%20b', 'ö', ''), fc.string()),
  );
  const host = fc.constantFrom(
    'm.chirp.com',
    'CHIRP.com.',
    'v.chirp.com',
    'ch.rp',
    'a.example:81',
    'bücher.example',
  );
  const known = fc
    .tuple(host, path, query, fc.string())
    .map(
      ([at, where, pairs, hash]) =>
        `https://${at}${where}?${pairs.map((pair) => pair.join('=')).join('&')}#${hash}`,
    );
  const url = fc.oneof(
    known,
    fc.tuple(host, anyText).map(([at, rest]) => `http://${at}/${rest}`),
  );

  it('changes nothing', () => {
    fc.assert(
      fc.property(url, fc.boolean(), (text, known) => {
        const recipient = known ? chirp : undefined;
        const once = normaliseUrl(text, recipient, catalog.templates);
        expect(normaliseUrl(once, recipient, catalog.templates)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
