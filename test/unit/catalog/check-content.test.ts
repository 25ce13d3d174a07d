import { describe, expect, it, test } from 'vitest';
import { checkContent } from '../../../src/catalog/check/content.ts';
import { checkFacts } from '../../../src/catalog/check/facts.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { contextWith, FACT, recipientWith, said } from './checks.ts';

type Over = Partial<RecipientInput>;

describe('the content rules of a file', () => {
  const example = (url: string, canonical = 'https://site.example/p/1') => ({ url, canonical });
  const rule = (over: object = {}) => ({
    id: 'post',
    path: '^/p/(?<id>\\d+)$',
    canonical: 'https://site.example/p/{{ id }}',
    examples: [example('https://www.site.example/p/1')],
    ...over,
  });
  const hosts = [
    { domain: 'site.example', ...FACT },
    { domain: 'short.example', shortener: true, ...FACT },
  ];
  const check = (rules: ReturnType<typeof rule>[], over: Over = { hosts }) =>
    said(checkContent(recipientWith({ content: rules, ...over }), contextWith()));
  const instances = { paths: ['^/p/'], ...FACT };

  test.each<readonly [string, ReturnType<typeof rule>[], Over, readonly string[]]>([
    ['that do what they say', [rule()], { hosts }, []],
    [
      'of software that runs anywhere',
      [
        rule({
          canonical: 'https://{{ host }}/p/{{ id }}',
          examples: [example('https://a.example/p/1', 'https://a.example/p/1')],
        }),
      ],
      { instances },
      [],
    ],
    [
      'without any host',
      [rule()],
      {},
      ['error content[0].examples[0].url: is on none of the hosts of this file'],
    ],
    [
      'of one name',
      [rule(), rule({ path: '^/q/(?<id>\\d+)$' })],
      { hosts },
      ['error content[1].id: post is the id of an earlier rule'],
    ],
    [
      'with an example that is no web address',
      [rule({ examples: [example('https://site.example/p/1'), example('mailto:x@site.example')] })],
      { hosts },
      ['error content[0].examples[1].url: is on none of the hosts of this file'],
    ],
    [
      'that do not read their example',
      [rule({ examples: [example('https://site.example/q/1')] })],
      { hosts },
      ['error content[0].examples[0].url: is read by no rule, not by post'],
    ],
    [
      'of which an earlier one reads the example',
      [rule(), rule({ id: 'late' })],
      { hosts },
      ['error content[1].examples[0].url: is read by the rule post, not by late'],
    ],
    [
      'that do not read their example on a link shortener',
      [rule({ examples: [example('https://short.example/p/1')] })],
      { hosts },
      ['error content[0].examples[0].url: is read by no rule, not by post'],
    ],
    [
      'that make another URL of their example',
      [rule({ canonical: 'https://site.example/q/{{ id }}' })],
      { hosts },
      ['error content[0].examples[0].canonical: the rule makes https://site.example/q/1 of the example'],
    ],
    [
      'whose canonical URL leads on',
      [
        rule({
          canonical: 'https://site.example/p/{{ id }}1',
          examples: [example('https://site.example/p/1', 'https://site.example/p/11')],
        }),
      ],
      { hosts },
      [
        'error content[0].examples[0].canonical: is not canonical: read again it is https://site.example/p/111',
      ],
    ],
    [
      'whose canonical URL leads away',
      [
        rule({
          canonical: 'https://else.example/p/{{ id }}',
          examples: [example('https://site.example/p/1', 'https://else.example/p/1')],
        }),
      ],
      { hosts },
      ['error content[0].examples[0].canonical: is not canonical: read again it is on no host of this file'],
    ],
    [
      'whose templates name what they do not catch',
      [
        rule({
          canonical: 'https://site.example/{{ nope }}',
          locations: [
            { kind: 'api', url: '{{ id }}' },
            { kind: 'api', url: '{{ none }}' },
          ],
        }),
      ],
      { hosts },
      [
        'error content[0].canonical: A template names what this notice does not have: undefined variable: nope (line 1)',
        'error content[0].locations[1].url: A template names what this notice does not have: undefined variable: none (line 1)',
      ],
    ],
    [
      'with a further location',
      [rule({ locations: [{ kind: 'api', url: 'https://{{ host }}/{{ id }}' }] })],
      { hosts },
      [],
    ],
    [
      'with a further location that is none',
      [
        rule({
          locations: [
            { kind: 'api', url: 'https://x.example' },
            { kind: 'api', url: '{{ id }}' },
          ],
        }),
      ],
      { hosts },
      ['error content[0].examples[0].url: gives a further location that is no URL'],
    ],
  ])('%s', (_, rules, over, findings) => {
    expect(check(rules, over)).toEqual(findings);
  });
});

describe('facts', () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ['sourced on a day', { confidence: 'sourced', checkedOn: '2026-01-01' }, []],
    ['sourced and read on a day', { confidence: 'sourced', readOn: '2026-01-01' }, []],
    [
      'sourced some day',
      { confidence: 'sourced' },
      ['error : is sourced and does not say when the source was read: add checkedOn'],
    ],
    ['unverified', { confidence: 'unverified' }, ['warning : is unverified: no source was found']],
    ['without a source', { a: 1 }, []],
    [
      'inside others',
      {
        confidence: 'unverified',
        a: [{ b: { confidence: 'sourced' } }, { confidence: 'unverified' }],
        c: { confidence: 'sourced', readOn: 'x', d: { confidence: 'sourced' } },
      },
      [
        'warning : is unverified: no source was found',
        'error a[0].b: is sourced and does not say when the source was read: add checkedOn',
        'warning a[1]: is unverified: no source was found',
        'error c.d: is sourced and does not say when the source was read: add checkedOn',
      ],
    ],
    ['in a text', 'unverified', []],
    ['in nothing', null, []],
  ])('%s', (_, value, findings) => {
    expect(said(checkFacts(value))).toEqual(findings);
  });

  it('are told with the place where they stand', () => {
    expect(said(checkFacts({ confidence: 'unverified' }, ['a', 1]))).toEqual([
      'warning a[1]: is unverified: no source was found',
    ]);
  });
});
