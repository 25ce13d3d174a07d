import { describe, expect, it, test } from 'vitest';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { errorOf } from './fixtures.ts';

const templates = createTemplates([{ language: 'en', name: '_part', text: '<{{ name }}>' }]);
const scope = {
  name: 'Ann',
  empty: '',
  none: null,
  list: ['a', 'b'],
  no: [],
  zero: 0,
  at: '2026-10-03T10:20:30Z',
  word: 'synthetic_image',
};

describe('the template engine', () => {
  test.each([
    ['{{ list | lines }}', 'a\nb'],
    ['{{ list | bullets }}', '- a\n- b'],
    ['{{ no | lines }}{{ none | bullets }}', ''],
    ['{{ name | lines }}', 'Ann'],
    ['{{ at | day }}', '2026-10-03'],
    ['{{ none | day }}', ''],
    ['{{ at | date }}', '3 October 2026, 10:20 UTC'],
    ['{{ word | words }}', 'synthetic image'],
    ['{% if empty %}yes{% else %}no{% endif %}', 'no'],
    ['{% if none %}yes{% else %}no{% endif %}', 'no'],
    ['{{ none }}', ''],
    ['{{ none.deeper }}', ''],
    ["{% include 'en/_part' %}", '<Ann>'],
    ['{{ missing | default: "x" }}', 'x'],
    ['{% if missing %}yes{% else %}no{% endif %}', 'no'],
  ])('%s gives %j', (template, expected) => {
    expect(templates.render(template, scope)).toBe(expected);
  });

  test.each([
    ['{{ list }}', ['a', 'b']],
    [' {{- zero -}} ', 0],
    ['{{ none }}', null],
    ['{{ list | first }}', 'a'],
    ['{{ name }} {{ zero }}', 'Ann 0'],
    ['plain', 'plain'],
    ['{{ "a}" }}', 'a}'],
  ])('evaluates %s to %j', (template, expected) => {
    expect(templates.evaluate(template, scope)).toEqual(expected);
  });

  test.each([
    ["name == 'Ann'", true],
    ["name == 'Eve'", false],
    ['list.size > 1 and zero == 0', true],
    ['zero', false],
    ['empty', false],
    ['missing', false],
  ])('finds that %s holds: %s', (expression, expected) => {
    expect(templates.holds(expression, scope)).toBe(expected);
  });

  it('reaches no prototype and no file', () => {
    expect(errorOf(() => templates.render('{{ name.constructor }}', scope)).code).toBe('field_missing');
    expect(errorOf(() => templates.render("{% include '/etc/hostname' %}", scope)).code).toBe(
      'template_failed',
    );
  });

  it('lets nothing undefined pass where it checks', () => {
    const strict = createTemplates([], { conditions: 'check' });
    expect(errorOf(() => strict.holds('missing', scope)).code).toBe('field_missing');
    expect(strict.holds('none', scope)).toBe(false);
  });
});
