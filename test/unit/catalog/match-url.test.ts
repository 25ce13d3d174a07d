import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { matchUrl } from '../../../src/catalog/match/match-url.ts';
import { catalogOf } from './fixtures.ts';

const catalog = catalogOf();

const STATUS = 'https://chirp.com/ann/status/12';
const CASES: [why: string, url: string, expected: [recipient: string, canonical: string] | null][] = [
  ['the plain URL', STATUS, ['chirp', STATUS]],
  ['www', 'https://www.chirp.com/ann/status/12', ['chirp', STATUS]],
  ['a mobile host', 'https://m.chirp.com/ann/status/12', ['chirp', STATUS]],
  ['a deep subdomain', 'https://a.b.c.chirp.com/ann/status/12', ['chirp', STATUS]],
  ['plain http', 'http://chirp.com/ann/status/12', ['chirp', STATUS]],
  ['an older domain', 'https://chirpold.com/ann/status/12', ['chirp', STATUS]],
  ['a host in capitals', 'https://CHIRP.COM/ann/status/12', ['chirp', STATUS]],
  ['a scheme in capitals', 'HTTPS://chirp.com/ann/status/12', ['chirp', STATUS]],
  ['a path word in capitals', 'https://chirp.com/ann/STATUS/12', ['chirp', STATUS]],
  [
    'a user in capitals stays so',
    'https://chirp.com/Ann/status/12',
    ['chirp', 'https://chirp.com/Ann/status/12'],
  ],
  ['a trailing dot', 'https://chirp.com./ann/status/12', ['chirp', STATUS]],
  ['the default port', 'https://chirp.com:443/ann/status/12', ['chirp', STATUS]],
  ['a trailing slash', 'https://chirp.com/ann/status/12/', ['chirp', STATUS]],
  ['double slashes', 'https://chirp.com//ann//status/12', ['chirp', STATUS]],
  ['a photo of the status', 'https://chirp.com/ann/status/12/photo/2', ['chirp', STATUS]],
  ['dot segments', 'https://chirp.com/x/../ann/./status/12', ['chirp', STATUS]],
  ['percent-encoded letters', 'https://chirp.com/%61nn/st%61tus/12', ['chirp', STATUS]],
  ['a percent-encoded host', 'https://%63hirp.com/ann/status/12', ['chirp', STATUS]],
  ['full-width letters', 'https://ｃｈｉｒｐ.com/ann/status/12', ['chirp', STATUS]],
  ['tracking of share links', 'https://chirp.com/ann/status/12?s=20&t=abc', ['chirp', STATUS]],
  [
    'tracking of campaigns',
    'https://chirp.com/ann/status/12?utm_source=x&fbclid=y&gclid=z',
    ['chirp', STATUS],
  ],
  ['a fragment', 'https://chirp.com/ann/status/12#reply', ['chirp', STATUS]],
  ['blanks around it', '  https://chirp.com/ann/status/12  ', ['chirp', STATUS]],
  ['backslashes', 'https:\\\\chirp.com\\ann\\status\\12', ['chirp', STATUS]],
  [
    'an id in the query',
    'https://m.chirp.com/watch?list=q&v=Ab1&si=x',
    ['chirp', 'https://chirp.com/watch?v=Ab1'],
  ],
  ['a rule for one host only', 'https://v.chirp.com/77', ['chirp', 'https://chirp.com/watch?v=77']],
  ['that rule on another host', 'https://chirp.com/77', ['chirp', 'https://chirp.com/77']],
  [
    'an id behind the fragment',
    'https://chirp.com/file/9?utm_id=1#kk',
    ['chirp', 'https://chirp.com/file/9#kk'],
  ],
  ['a query without the id', 'https://chirp.com/watch?list=q', ['chirp', 'https://chirp.com/watch?list=q']],
  [
    'a page that no rule knows',
    'https://chirp.com/ann?s=1&b=2&a=1#x',
    ['chirp', 'https://chirp.com/ann?a=1&b=2'],
  ],
  [
    'a parameter that the file keeps',
    'https://chirp.com/ann?ref=7&ref_src=x',
    ['chirp', 'https://chirp.com/ann?ref=7'],
  ],
  [
    'a port of its own: host, no content',
    'https://chirp.com:8443/ann/status/12',
    ['chirp', 'https://chirp.com:8443/ann/status/12'],
  ],
  ['a short link', 'https://ch.rp/ann/status/12', ['chirp', 'https://ch.rp/ann/status/12']],
  ['a media host', 'https://chirpimg.com/12.jpg?x=1', ['chirp', 'https://chirpimg.com/12.jpg?x=1']],
  ['a host below a private suffix', 'https://evil.workers.dev/a', ['hostco', 'https://evil.workers.dev/a']],
  [
    'a shared host where the path fits',
    'https://www.bigsite.com/search?q=a',
    ['seeker', 'https://www.bigsite.com/search?q=a'],
  ],
  ['an exact host', 'https://images.bigsite.com/x', ['seeker', 'https://images.bigsite.com/x']],
  ['a name below an exact host', 'https://a.images.bigsite.com/x', null],
  ['a shared host where the path does not fit', 'https://bigsite.com/mail', null],
  ['software that runs anywhere', 'https://one.example/@ann/5?x=1', ['fedi', 'https://one.example/@ann/5']],
  ['such software on an address', 'https://192.0.2.7/@ann/5', null],
  ['such software on a bare label', 'https://intranet/@ann/5', null],
  ['a look-alike that begins alike', 'https://chirp.com.evil.example/ann/status/12', null],
  ['a look-alike that ends alike', 'https://notchirp.com/ann/status/12', null],
  ['a look-alike with a hyphen', 'https://chirp-com.example/ann/status/12', null],
  ['the name in the path', 'https://evil.example/chirp.com/ann/status/12', null],
  ['the name in the query', 'https://evil.example/?u=https://chirp.com/ann/status/12', null],
  ['the name in the fragment', 'https://evil.example/#chirp.com', null],
  ['a Cyrillic look-alike', 'https://сhirp.com/ann/status/12', null],
  ['its punycode', 'https://xn--hirp-k7d.com/ann/status/12', null],
  ['the name as user info', 'https://chirp.com@evil.example/ann/status/12', null],
  ['user info before the name', 'https://evil@chirp.com/ann/status/12', null],
  ['the top-level domain alone', 'https://com/ann/status/12', null],
  ['an IPv4 address', 'http://192.0.2.1/ann/status/12', null],
  ['an IPv6 address', 'http://[2001:db8::1]/ann/status/12', null],
  ['an address written as a number', 'http://3221225985/ann/status/12', null],
  ['another scheme', 'ftp://chirp.com/ann/status/12', null],
  ['script', 'javascript:alert(1)//chirp.com/ann/status/12', null],
  ['no scheme', 'chirp.com/ann/status/12', null],
  ['no host', 'https:///', null],
  ['an empty label', 'https://chirp..com/ann/status/12', null],
  ['nothing', '', null],
];

describe('matchUrl', () => {
  test.each(CASES)('%s', (_why, url, expected) => {
    const match = matchUrl(url, catalog);
    expect(match && [match.recipient.id, match.canonicalUrl]).toEqual(expected);
  });

  it('says what the content rule caught and where the content is besides', () => {
    const match = matchUrl('https://mobile.chirp.com/ann/status/12', catalog);
    expect(match).toMatchObject({
      contentRule: { id: 'status' },
      groups: { user: 'ann', id: '12' },
      host: 'mobile.chirp.com',
      serves: 'page',
      shortener: false,
      certainty: 'host',
      derivedLocations: [{ kind: 'api', url: 'https://api.chirp.com/1/statuses/12.json' }],
    });
  });

  it('marks media hosts, link shorteners and hosts that only look like an instance', () => {
    expect(matchUrl('https://chirpimg.com/1.jpg', catalog)?.serves).toBe('media');
    expect(matchUrl('https://ch.rp/x', catalog)?.shortener).toBe(true);
    expect(matchUrl('https://one.example/@ann/5', catalog)?.certainty).toBe('instance');
  });

  it('does not choose between two kinds of software that the path fits', () => {
    const other = `id: other
name: Other
kind: platform
category: federated
instances: { paths: ['^/@'], source: invented, confidence: unverified }
sources: [invented]
`;
    const both = catalogOf({ 'sites/other.yaml': other });
    expect(matchUrl('https://one.example/@ann/5', both)).toBeNull();
    expect(matchUrl('https://one.example/@ann', both)?.recipient.id).toBe('other');
  });

  it('never throws and never matches a host that no file names', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '?',
        '#',
        '.',
        '%2e',
        '%00',
        '[',
        ']',
        '443',
        '\t',
      ),
      fc.constantFrom('chirp', 'com', 'chirp.com', 'evil.example', 'с', 'workers.dev', '@ann/5', '192.0.2.1'),
      fc.string({ maxLength: 5 }),
    );
    const part = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        part,
        fc.constantFrom('', 'https://', 'https://chirp.com/', '@chirp.com'),
        (text, before) => {
          const match = matchUrl(before + text, catalog);
          if (match?.certainty !== 'host') return;
          expect(match.host).toMatch(
            /(^|\.)(chirp\.com|chirpold\.com|ch\.rp|chirpimg\.com|hostco\.dev|workers\.dev|bigsite\.com)$/,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
