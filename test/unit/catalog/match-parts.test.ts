import { describe, expect, it, test } from 'vitest';
import { missingElements } from '../../../src/catalog/law/missing-elements.ts';
import { missingFields } from '../../../src/catalog/law/missing-fields.ts';
import { fitContent } from '../../../src/catalog/match/content-rule.ts';
import { findHost, indexHosts } from '../../../src/catalog/match/host-index.ts';
import { matchUrl } from '../../../src/catalog/match/match-url.ts';
import { canonicalOf, normaliseUrl, urlByRule } from '../../../src/catalog/match/normalise-url.ts';
import { parseUrl } from '../../../src/catalog/match/parse-url.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { FACT, recipientWith } from './checks.ts';
import { noticeOf } from './fixtures.ts';

const host = (domain: string, over: object = {}) => ({ domain, ...FACT, ...over });
const rule = (over: object = {}) => ({
  id: 'post',
  path: '^/p/(?<id>\\d+)(/(?<part>\\d+))?$',
  canonical: 'https://site.example/p/{{ id }}',
  examples: [{ url: 'https://site.example/p/1', canonical: 'https://site.example/p/1' }],
  ...over,
});
const templates = createTemplates([]);

describe('the rule for a host', () => {
  const recipients = [
    recipientWith({ id: 'plain', hosts: [host('site.example')] }),
    recipientWith({ id: 'exact', hosts: [host('site.example', { exact: true })] }),
    recipientWith({ id: 'path', hosts: [host('site.example', { path: '^/a/' })] }),
    recipientWith({ id: 'both', hosts: [host('site.example', { exact: true, path: '^/a/b' })] }),
    recipientWith({ id: 'below', hosts: [host('img.site.example')] }),
    recipientWith({ id: 'part', hosts: [host('shared.example', { path: '^/x' })] }),
  ];
  const whose = (url: string, known = indexHosts(recipients)) => findHost(parseUrl(url), known)?.recipient.id;

  test.each([
    ['https://site.example/', 'exact'],
    ['https://www.site.example/', 'plain'],
    ['https://site.example/a/x', 'path'],
    ['https://site.example/A/x', 'path'],
    ['https://site.example//a//x', 'path'],
    ['https://www.site.example/a/b', 'path'],
    ['https://site.example/a/b', 'both'],
    ['https://img.site.example/a/b', 'below'],
    ['https://x.img.site.example/', 'below'],
    ['https://shared.example/x', 'part'],
    ['https://shared.example/y', undefined],
    ['https://other.example/', undefined],
    ['https://192.0.2.1/', undefined],
  ])('of %s is the most particular one: %s', (url, id) => {
    expect(whose(url)).toBe(id);
    expect(whose(url, indexHosts(recipients.toReversed()))).toBe(id);
  });

  it('of a name above it counts when none of its own fits', () => {
    const known = indexHosts([
      recipientWith({ id: 'above', hosts: [host('site.example')] }),
      recipientWith({ id: 'own', hosts: [host('m.site.example', { path: '^/only' })] }),
    ]);
    expect([whose('https://m.site.example/only', known), whose('https://m.site.example/x', known)]).toEqual([
      'own',
      'above',
    ]);
  });
});

describe('a content rule', () => {
  const groupsOf = (url: string, over: object = {}, shortener = false) =>
    fitContent(parseUrl(url), recipientWith({ content: [rule(over)] }), shortener)?.groups;

  test.each<readonly [string, object, Record<string, string> | undefined]>([
    ['https://site.example/p/12', {}, { id: '12', part: '' }],
    ['https://site.example/P/12/3', {}, { id: '12', part: '3' }],
    ['https://site.example//p//12', {}, { id: '12', part: '' }],
    ['https://site.example/q/12', {}, undefined],
    ['https://site.example:81/p/12', {}, undefined],
    ['https://a.site.example/p/1', { host: '^(?<sub>\\w+)\\.site' }, { sub: 'a', id: '1', part: '' }],
    ['https://site.example/p/1', { host: '^(?<sub>\\w+)\\.site' }, undefined],
    ['https://site.example/p/1#k', { fragment: '^(?<key>.+)$' }, { id: '1', part: '', key: 'k' }],
    ['https://site.example/p/1', { fragment: '^(?<key>.+)$' }, undefined],
    ['https://site.example/p/1?v=a&v=b&w', { query: { video: 'v' } }, { id: '1', part: '', video: 'a' }],
    ['https://site.example/p/1?v=', { query: { video: 'v' } }, undefined],
    ['https://site.example/p/1?w=1', { query: { video: 'v' } }, undefined],
  ])('reads %s by %j: %j', (url, over, groups) => {
    expect(groupsOf(url, over)).toEqual(groups);
  });

  it('says nothing about a link shortener unless it names its host', () => {
    expect(groupsOf('https://s.example/p/1', {}, true)).toBeUndefined();
    expect(groupsOf('https://s.example/p/1', { host: '^s\\.example$' }, true)).toMatchObject({ id: '1' });
    const both = recipientWith({ content: [rule(), rule({ id: 'short', host: '^s\\.example$' })] });
    expect(fitContent(parseUrl('https://s.example/p/1'), both, true)?.rule.id).toBe('short');
    expect(fitContent(parseUrl('https://s.example/p/1'), both, false)?.rule.id).toBe('post');
  });
});

describe('the URL that a rule makes', () => {
  const own = (canonical: string) =>
    recipientWith({ hosts: [host('site.example')], content: [rule({ canonical })] });
  const made = (canonical: string) => {
    const url = parseUrl('https://www.site.example/p/7?b=2&a=1&fbclid=x#y');
    const recipient = own(canonical);
    const fit = fitContent(url, recipient, false);
    return canonicalOf(url, recipient, fit, templates);
  };

  test.each([
    ['https://site.example/p/{{ id }}', 'https://site.example/p/7'],
    ['https://{{ host }}/{{ id }}?z=1&a=2#f', 'https://www.site.example/7?z=1&a=2#f'],
    ['{{ id }}', 'https://www.site.example/p/7?a=1&b=2'],
  ])('by %s is %s', (canonical, url) => {
    expect(made(canonical)).toBe(url);
  });

  it('is none where the template gives no URL', () => {
    const url = parseUrl('https://site.example/p/7');
    const fit = fitContent(url, own('x'), false);
    expect(fit && urlByRule('{{ id }}', url, fit, templates)).toBeUndefined();
  });

  it('does not come of a rule on a shortener, nor without a recipient', () => {
    const short = recipientWith({
      hosts: [host('s.example', { shortener: true }), host('site.example')],
      content: [rule()],
    });
    expect(normaliseUrl('https://s.example/p/1?a=1', short)).toBe('https://s.example/p/1?a=1');
    expect(normaliseUrl('https://site.example/p/1?a=1', short)).toBe('https://site.example/p/1');
    expect(normaliseUrl('https://other.example/p/1?a=1', short)).toBe('https://site.example/p/1');
    expect(normaliseUrl('https://site.example/p/1?ref=1', undefined)).toBe('https://site.example/p/1?ref=1');
  });

  it('is left out as a further place where it is none', () => {
    const places = [
      { kind: 'api', url: 'https://site.example:{{ id }}/' },
      { kind: 'cache', url: 'https://cache.example/{{ id }}' },
    ] as const;
    const recipient = recipientWith({
      hosts: [host('site.example')],
      content: [rule({ locations: places })],
    });
    const catalog = {
      recipients: new Map([[recipient.id, recipient]]),
      regimes: new Map(),
      templates,
      hosts: indexHosts([recipient]),
    };
    expect(matchUrl('https://site.example/p/99999', catalog)?.derivedLocations).toEqual([
      { kind: 'cache', url: 'https://cache.example/99999' },
    ]);
    expect(matchUrl('https://site.example/q', catalog)).toMatchObject({ groups: {}, derivedLocations: [] });
    expect(matchUrl('https://site.example/q', catalog)?.contentRule).toBeUndefined();
  });
});

describe('what a channel cannot do without', () => {
  const channel = (field: string, maxLength?: number) => ({
    title: 'Desk',
    requires: [{ field, maxLength }],
  });
  const codes = (field: string, maxLength?: number) =>
    missingFields(noticeOf(), channel(field, maxLength)).map((one) => one.code);

  test.each<readonly [string, number | undefined, readonly string[]]>([
    ['claimant.name', undefined, []],
    ['claimant.name', 10, []],
    ['claimant.name', 9, ['field_too_long']],
    ['locations', 2, []],
    ['locations', 1, ['field_too_long']],
    ['claimant', 1, []],
    ['statements.goodFaith', 1, []],
    ['claimant.phone', 1, ['field_missing']],
  ])('%s, at most %s: %j', (field, maxLength, expected) => {
    expect(codes(field, maxLength)).toEqual(expected);
  });

  it('is told with what to give', () => {
    expect(missingFields(noticeOf(), channel('claimant.phone'))).toEqual([
      {
        code: 'field_missing',
        message: '"Desk" needs claimant.phone',
        field: 'claimant.phone',
        cure: 'Give a telephone number at which the recipient can answer',
      },
    ]);
    expect(missingElements(noticeOf(), [])).toEqual([]);
  });
});
