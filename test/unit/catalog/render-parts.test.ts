import { describe, expect, it, test } from 'vitest';
import { authFor } from '../../../src/catalog/render/auth.ts';
import { formValues, orElse } from '../../../src/catalog/render/form-values.ts';
import { renderEntries, renderJson } from '../../../src/catalog/render/json.ts';
import { letterLanguage } from '../../../src/catalog/render/letter.ts';
import { renderRequest } from '../../../src/catalog/render/request.ts';
import { renderExpectation, renderLocator, renderStep } from '../../../src/catalog/render/step.ts';
import { oneLine, tidyText } from '../../../src/catalog/render/text.ts';
import { ApiRequest } from '../../../src/catalog/schema/api.ts';
import { FormChannel } from '../../../src/catalog/schema/channel.ts';
import { Step } from '../../../src/catalog/schema/form.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { errorOf } from './fixtures.ts';

const templates = createTemplates([]);
const upper = (template: string): string => ` ${template.toUpperCase()} `;

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

describe('a step with its templates filled in', () => {
  const button = { role: 'button', name: 'n' } as const;
  const BUTTON = { role: 'button', name: 'N' };

  test.each<readonly [object, object]>([
    [
      { do: 'goto', url: 'u' },
      { do: 'goto', url: 'U' },
    ],
    [
      { do: 'fill', at: button, value: 'v' },
      { do: 'fill', at: BUTTON, value: 'V' },
    ],
    [
      { do: 'select', at: button, option: 'o' },
      { do: 'select', at: BUTTON, option: 'O' },
    ],
    [
      { do: 'choose', at: button },
      { do: 'choose', at: BUTTON },
    ],
    [
      { do: 'press', at: button, key: 'Enter' },
      { do: 'press', at: BUTTON, key: 'Enter' },
    ],
    [
      { do: 'submit', at: button },
      { do: 'submit', at: BUTTON },
    ],
    [
      { do: 'frame', at: button },
      { do: 'frame', at: BUTTON },
    ],
    [{ do: 'frame' }, { do: 'frame' }],
    [
      { do: 'wait_for', expect: { see: button, text: 't' } },
      { do: 'wait_for', expect: { see: BUTTON, text: 't' } },
    ],
    [
      { do: 'wait_for', expect: { url: 'u' } },
      { do: 'wait_for', expect: { url: 'u' } },
    ],
  ])('%j becomes %j', (step, expected) => {
    const plain = { ifSeenWithin: 1_000, ...expected };
    expect(renderStep(Step.parse(step), upper, '')).toStrictEqual(plain);
    const asked = Step.parse({ ...step, when: 'x', ifSeen: button, timeout: 'PT3S' });
    expect(renderStep(asked, upper, '')).toStrictEqual({ ...plain, timeout: 3_000, ifSeen: BUTTON });
  });

  it('keeps a place that needs no template', () => {
    expect(renderLocator({ label: 'l' }, upper)).toStrictEqual({ label: 'l' });
    const text = { text: 't', see: undefined };
    expect(renderExpectation(text, upper)).toBe(text);
  });

  it('fits its field to the last character, and not one more', () => {
    const step = (maxLength: number) =>
      Step.parse({ do: 'fill', at: { label: 'l' }, value: 'abc', maxLength });
    expect(renderStep(step(3), upper, 'here')).toMatchObject({ value: 'ABC' });
    expect(errorOf(() => renderStep(step(2), upper, 'here'))).toMatchObject({
      code: 'field_too_long',
      field: 'here',
      cure: expect.stringContaining('Shorten'),
    });
  });
});

describe('the values of a form for a person', () => {
  const values = (...steps: object[]): string =>
    formValues(
      FormChannel.parse({
        kind: 'form',
        purpose: 'ncii',
        title: 'Form',
        url: 'https://one.example',
        steps,
        source: 'invented',
        confidence: 'unverified',
      }),
      { text: ' hello ', none: null },
      templates,
    );

  test.each<readonly [string, object, string]>([
    ['a text', { do: 'fill', at: { label: 'L' }, value: '{{ text }}' }, 'L: hello'],
    ['a text that fits', { do: 'fill', at: { label: 'L' }, value: 'abc', maxLength: 3 }, 'L: abc'],
    [
      'a text that is too long',
      { do: 'fill', at: { label: 'L' }, value: 'abcd', maxLength: 3 },
      'L (4 characters; the form takes 3): abcd',
    ],
    [
      'a text that the notice does not have',
      { do: 'fill', at: { label: 'L' }, value: '{{ nope }}' },
      'L: (see below)',
    ],
    ['an option', { do: 'select', at: { label: 'L' }, option: '{{ text }}' }, 'L: hello'],
    ['a choice', { do: 'choose', at: { role: 'radio', name: '{{ text }}' } }, '[x] hello'],
    ['a tick', { do: 'check', at: { label: 'L' } }, '[x] L'],
    ['a file', { do: 'upload', at: { label: 'L' }, file: 'authority_letter' }, 'L: the authority letter'],
    ['a click', { do: 'click', at: { label: 'L' } }, ''],
    ['a page', { do: 'goto', url: 'https://one.example' }, ''],
    ['a condition that holds', { do: 'check', at: { label: 'L' }, when: 'text' }, '[x] L'],
    ['a condition that does not hold', { do: 'check', at: { label: 'L' }, when: 'none' }, ''],
    ['a condition that cannot be decided', { do: 'check', at: { label: 'L' }, when: '!' }, '[x] L'],
    ['a placeholder', { do: 'check', at: { placeholder: 'P' } }, '[x] P'],
    ['a text on the page', { do: 'check', at: { text: 'T' } }, '[x] T'],
    ['a test id', { do: 'check', at: { testId: 'I' } }, '[x] I'],
    ['a selector', { do: 'check', at: { css: 'c' } }, '[x] c'],
    ['a role alone', { do: 'check', at: { role: 'switch' } }, '[x] switch'],
  ])('say %s as one line', (_, step, line) => {
    expect(values(step)).toBe(line);
  });

  it('stand below each other', () => {
    expect(values({ do: 'check', at: { label: 'A' } }, { do: 'check', at: { label: 'B' } })).toBe(
      '[x] A\n[x] B',
    );
  });

  it('hide no bug: only what the notice lacks is left to the person', () => {
    const broken = (error: Error) => () => {
      throw error;
    };
    expect(orElse(broken(new RedressError('x', 'x')), 'other')).toBe('other');
    expect(() => orElse(broken(new TypeError('bug')), 'other')).toThrow('bug');
  });
});
