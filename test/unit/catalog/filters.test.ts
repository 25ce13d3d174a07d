import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { describe, expect, it, test } from 'vitest';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { errorOf } from './fixtures.ts';

const engine = () => createTemplates([{ language: 'en', name: 'broken', text: 'a\n\n{{ nope }}' }]);
const write = (template: string, scope: object = {}): string => engine().render(template, scope);

describe('the filter', () => {
  test.each<readonly [string, unknown, string]>([
    ['lines', ['a', 1, true], 'a\n1\ntrue'],
    ['lines', 5, '5'],
    ['lines', 0, '0'],
    ['lines', '', ''],
    ['lines', null, ''],
    ['lines', undefined, ''],
    ['bullets', ['a', 'b'], '- a\n- b'],
    ['bullets', 'a', '- a'],
    ['bullets', '', ''],
    ['day', '2026-10-03T10:20:30Z', '2026-10-03'],
    ['day', 20261003, ''],
    ['words', 'a_b_c', 'a b c'],
    ['words', null, ''],
    ['words', 7, '7'],
  ])('%s makes of %j: %j', (filter, value, text) => {
    expect(write(`{{ value | ${filter} }}`, { value: value === undefined ? null : value })).toBe(text);
  });
});

describe('the filter date', () => {
  const liquid = new Liquid({ locale: 'en', timezoneOffset: 0, dateFormat: '%-d %B %Y, %H:%M UTC' });
  const plain = (value: string): string => String(liquid.parseAndRenderSync('{{ value | date }}', { value }));

  it('writes every moment as the calendar of the engine does', () => {
    const moment = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    const cut = fc.constantFrom('.000Z', ':00.000Z', 'Z');
    fc.assert(
      fc.property(moment, cut, (date, end) => {
        date.setUTCMilliseconds(0);
        if (end === ':00.000Z') date.setUTCSeconds(0);
        const value = date.toISOString().replace(end === 'Z' ? '.000Z' : end, 'Z');
        expect(write('{{ value | date }}', { value })).toBe(plain(value));
      }),
    );
  });

  test.each([
    ['2026-01-04T09:00Z', '4 January 2026, 09:00 UTC'],
    ['2026-12-31T23:59:59.123Z', '31 December 2026, 23:59 UTC'],
    ['2026-10-10T00:00:00Z', '10 October 2026, 00:00 UTC'],
    ['2026-09-29T19:05:00Z', '29 September 2026, 19:05 UTC'],
    ['2026-05-30T20:15:00Z', '30 May 2026, 20:15 UTC'],
  ])('writes %s as %s', (value, text) => {
    expect(write('{{ value | date }}', { value })).toBe(text);
  });

  test.each([
    '2026-10-03',
    '2026-13-03T10:00:00Z',
    '2026-00-03T10:00:00Z',
    '2026-10-32T10:00:00Z',
    '2026-10-00T10:00:00Z',
    '2026-10-03T24:00:00Z',
    '2026-10-03T10:60:00Z',
    '2026-10-03T10:00:00+02:00',
    '2026-10-03T10:00:00Zx',
    'x2026-10-03T10:00:00Z',
    '12026-10-03T10:00:00Z',
    '2026-10-03T10:00:0Z',
    '2026-10-03T10:00:00.Z',
    '2026-10-03T10:00:00',
    'no day at all',
    '',
  ])('leaves "%s" to the engine', (value) => {
    expect(write('{{ value | date }}', { value })).toBe(plain(value));
  });

  it('takes a format, and what is no text', () => {
    expect(write("{{ value | date: '%Y' }}", { value: '2026-10-03T10:20:30Z' })).toBe('2026');
    expect(write('{{ value | date }}', { value: 0 })).toBe('1 January 1970, 00:00 UTC');
    expect(write('{{ value | date }}', { value: null })).toBe('');
  });
});

describe('a template that cannot be rendered', () => {
  test.each([
    [
      '{{ nope }}',
      'field_missing',
      'A template names what this notice does not have: undefined variable: nope (line 1)',
    ],
    [
      '\n\n{{ a.nope }}',
      'field_missing',
      'A template names what this notice does not have: undefined variable: a.nope (line 3)',
    ],
    ['{{ a | nope }}', 'template_failed', 'A template cannot be rendered: undefined filter: nope (line 1)'],
    ['{% if a %}', 'template_failed', 'A template cannot be rendered: tag {% if a %} not closed (line 1)'],
    [
      "\n{% include 'en/_none' %}",
      'template_failed',
      'A template cannot be rendered: a filter or tag failed (line 2)',
    ],
  ])('as %j says %s: %s', (template, code, message) => {
    expect(errorOf(() => write(template, { a: {} }))).toMatchObject({ code, message });
  });

  it('says what a person can do about what is missing', () => {
    expect(errorOf(() => write('{{ nope }}')).cure).toBe(
      'A person can send it by hand, or the platform file can leave the part out with {% if %}',
    );
    expect(errorOf(() => write('{{ a | nope }}')).cure).toBeUndefined();
  });

  it('says so by all ways of using it', () => {
    for (const use of [
      () => engine().evaluate('{{ nope }}', {}),
      () => engine().evaluate('x {{ nope }}', {}),
      () => engine().renderFile('en', 'broken', {}),
    ])
      expect(errorOf(use).code).toBe('field_missing');
    expect(errorOf(() => engine().renderFile('en', 'broken', {})).message).toContain('(line 3)');
    expect(errorOf(() => engine().variables('{% if %}')).code).toBe('template_failed');
  });

  it('is a bug when it was never there', () => {
    expect(() => engine().renderFile('en', 'none', {})).toThrow(
      'no template en/none: the catalogue was not checked',
    );
    expect([engine().has('en', 'broken'), engine().has('de', 'broken'), engine().has('en', 'none')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a template that is one expression', () => {
  const scope = { list: ['a'], text: ' x ', no: undefined, map: { k: 1 } };
  test.each<readonly [string, unknown]>([
    ['{{ list }}', ['a']],
    ['{{list}}', ['a']],
    ['\n {{- list -}} \n', ['a']],
    ['{{ list\n}}', ['a']],
    ['{{ map }}', { k: 1 }],
    ['{{ text }}', ' x '],
    ['{{ list.size }}', 1],
    ['{{ list.first }}{{ map.k }}', 'a1'],
    [' - {{ text }} ', '-  x'],
    ['x{{ list }}', 'xa'],
    ['{{ list }}x', 'ax'],
    ['{% if text %}{{ map.k }}{% endif %}', '1'],
    ['', ''],
  ])('%j gives the value itself, any other text: %j', (template, value) => {
    expect(engine().evaluate(template, scope)).toEqual(value);
  });

  it('reaches own members only', () => {
    for (const name of ['constructor', 'toString', 'inherited']) {
      const map = Object.assign(Object.create({ inherited: 1 }), { k: 1 });
      expect(errorOf(() => engine().evaluate(`{{ map.${name} }}`, { map })).code).toBe('field_missing');
    }
  });

  it('gives the same the second time', () => {
    const templates = engine();
    expect(templates.evaluate('{{ text | upcase }}', { text: 'a' })).toBe('A');
    expect(templates.evaluate('{{ text | upcase }}', { text: 'b' })).toBe('B');
    expect([
      templates.render('{{ text }}', { text: 'a' }),
      templates.render('{{ text }}', { text: 'b' }),
    ]).toEqual(['a', 'b']);
  });
});

describe('the variables of a template', () => {
  test.each([
    ['{{ a.b }} {{ c }}', [['a', 'b'], ['c']]],
    ['{{ a[b].c }}', [['a', '*', 'c'], ['b']]],
    ['{% assign x = a.b %}{{ x }}', [['a', 'b']]],
    ['plain', []],
  ])('%s are %j', (template, names) => {
    expect(engine().variables(template)).toEqual(names);
  });
});
