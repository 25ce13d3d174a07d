import { describe, expect, it, test } from 'vitest';
import { authFor } from '../../../src/catalog/render/auth.ts';
import { renderEntries, renderJson } from '../../../src/catalog/render/json.ts';
import { letterLanguage } from '../../../src/catalog/render/letter.ts';
import { renderRequest } from '../../../src/catalog/render/request.ts';
import { oneLine, tidyText } from '../../../src/catalog/render/text.ts';
import { ApiRequest } from '../../../src/catalog/schema/api.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { scopeOf } from '../../../src/catalog/template/scope.ts';
import { noticeOf, viewOf } from './fixtures.ts';

const templates = createTemplates([]);

describe('tidy text', () => {
  test.each([
    ['a', 'a\n'],
    ['a \t\nb\t', 'a\nb\n'],
    ['a\r\nb\rc', 'a\nb\nc\n'],
    ['a\n\nb', 'a\n\nb\n'],
    ['a\n\n\nb', 'a\n\nb\n'],
    ['a\n \n\t\n\n\nb', 'a\n\nb\n'],
    ['\n\n  a\n\n', 'a\n'],
    ['a  b', 'a  b\n'],
    ['', '\n'],
  ])('makes %j to %j', (text, tidy) => {
    expect(tidyText(text)).toBe(tidy);
  });
});

describe('one line', () => {
  test.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    ['a\u0000\u001f\u007fb', 'a b'],
    ['  a \t b  ', 'a b'],
    ['a\u2028b\u00a0c', 'a b c'],
    ['a-b', 'a-b'],
  ])('is made of %j: %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});

describe('a JSON value with templates', () => {
  const evaluate = (template: string): unknown => (template === 'nothing' ? null : template.toUpperCase());

  test.each<readonly [unknown, unknown]>([
    ['a', 'A'],
    [
      ['a', 1, ['b']],
      ['A', 1, ['B']],
    ],
    [
      { a: 'b', c: { d: 'e' } },
      { a: 'B', c: { d: 'E' } },
    ],
    [
      { a: 1, b: true, c: null },
      { a: 1, b: true, c: null },
    ],
    [
      { a: 'nothing', b: '', c: [], d: {} },
      { a: null, b: '', c: [], d: {} },
    ],
    [{ 'a?': 'nothing', 'b?': '', 'c?': [], 'd?': {}, 'e?': null }, {}],
    [
      { 'a?': 'x', 'b?': 0, 'c?': false, 'd?': [0], 'e?': { f: 0 } },
      { a: 'X', b: 0, c: false, d: [0], e: { f: 0 } },
    ],
    [{ 'a?': { 'b?': 'nothing' }, 'c?': [''] }, { c: [''] }],
    [{ 'a?b': 'x' }, { 'a?b': 'X' }],
  ])('%j comes to %j', (template, value) => {
    expect(renderJson(template, evaluate)).toEqual(value);
  });

  it('leaves out what is not there at all', () => {
    expect(renderEntries({ 'a?': 'x', b: 'x' }, () => undefined)).toEqual([['b', undefined]]);
  });
});

describe('the credentials of a request', () => {
  const host = () => 'a-b.one.example';

  test.each<readonly [ApiRequest['auth'], unknown]>([
    [{ scheme: 'none' }, { scheme: 'none' }],
    [
      { scheme: 'bearer', secret: 'x' },
      { scheme: 'bearer', secret: 'x' },
    ],
    [
      { scheme: 'bearer', secret: 'x', perHost: false },
      { scheme: 'bearer', secret: 'x', perHost: false },
    ],
    [
      { scheme: 'bearer', secret: 'x', perHost: true },
      { scheme: 'bearer', secret: 'x-a--b-one-example' },
    ],
  ])('by %j are %j', (auth, expected) => {
    expect(authFor(auth, host)).toEqual(expected);
  });

  it('never mix up two hosts', () => {
    const auth = { scheme: 'bearer', secret: 'x', perHost: true } as const;
    expect(authFor(auth, () => 'a-b.example')).not.toEqual(authFor(auth, () => 'a.b.example'));
  });
});

describe('a request', () => {
  const scope = { host: 'one.example', words: ['a', ['b', 'c']], none: null, text: ' x\ny ' };
  const made = (more: object) =>
    renderRequest(ApiRequest.parse({ url: 'https://one.example/r', ...more }), scope, templates);

  test.each([
    [{}, 'https://one.example/r'],
    [{ query: { a: 'b c', d: '{{ text }}' } }, 'https://one.example/r?a=b+c&d=x%0Ay'],
    [{ url: 'https://one.example/r?z=1', query: { a: 'b' } }, 'https://one.example/r?z=1&a=b'],
    [{ query: { 'a?': '{{ none }}' } }, 'https://one.example/r'],
    [{ url: ' https://{{ host }}/{key} \n', urlSecrets: { key: 'k' } }, 'https://one.example/{key}'],
  ])('with %j goes to %s', (more, url) => {
    expect(made(more).url).toBe(url);
  });

  it('has headers of one line each, and its host in the name of a secret', () => {
    const { headers, auth } = made({
      headers: { 'X-A': '{{ text }}', 'X-B?': '{{ none }}' },
      auth: { scheme: 'bearer', secret: 'token', perHost: true },
    });
    expect(headers).toEqual({ 'X-A': 'x y' });
    expect(auth).toEqual({ scheme: 'bearer', secret: 'token-one-example' });
  });

  it('writes a form with an empty value for what is not there, and flat lists', () => {
    expect(
      made({ method: 'POST', form: { a: '{{ none }}', b: '{{ words }}', c: ['1', '{{ none }}'] } }).body,
    ).toEqual({
      type: 'form',
      pairs: [
        ['a', ''],
        ['b', 'a'],
        ['b', 'b'],
        ['b', 'c'],
        ['c', '1'],
        ['c', ''],
      ],
    });
  });
});

describe('the language of the authority letter', () => {
  const known = createTemplates([
    { language: 'fr', name: 'authority-letter', text: 'x' },
    { language: 'de', name: 'notice', text: 'x' },
  ]);

  test.each([
    [['de', 'fr'], 'fr'],
    [['de'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (languages, expected) => {
    expect(letterLanguage(languages, known)).toBe(expected);
  });
});

describe('what a template may name', () => {
  const scope = (changes: Parameters<typeof noticeOf>[0], namesSubject: boolean) =>
    scopeOf(viewOf({ notice: noticeOf(changes) }), { namesSubject });

  it('is the person shown only where that is needed', () => {
    expect(scope({}, true)).toMatchObject({ notice: { subject: { name: 'Secret Subject', country: 'US' } } });
    expect(scope({}, false)).toMatchObject({ notice: { subject: { name: null, country: 'US' } } });
    for (const named of [true, false])
      expect(scope({ subject: undefined }, named)).toMatchObject({ notice: { subject: null } });
  });

  it('is null where the notice says nothing, in lists too', () => {
    const priorReports = [{ by: 'a', to: 'b', on: '2026-01-01' }];
    expect(scope({ statements: {}, authority: undefined, priorReports }, false)).toMatchObject({
      host: 'chirp.com',
      notice: {
        authority: null,
        statements: { nonConsent: null, goodFaith: null, accuracy: null, illegality: null },
        priorReports: [{ ...priorReports[0], reference: null }],
        claimant: { phone: null, name: 'Robin Reed' },
      },
    });
  });
});
