import { describe, expect, it } from 'vitest';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { plainTemplate, renderPlain } from '../../../src/catalog/template/plain.ts';

const SCOPE = { host: 'site.example', post: 'a&b <c>', user: '', count: 7, none: undefined };

describe('a template of text and variables alone', () => {
  it.each([
    ['https://{{ host }}/p/{{ post }}', 'https://site.example/p/a&b <c>'],
    ['{{host}}{{  post }}', 'site.examplea&b <c>'],
    ['no variable', 'no variable'],
    ['', ''],
    ['{{ user }}', ''],
    ['} {{ host }} {', '} site.example {'],
  ])('%j is rendered as Liquid does it', (template, text) => {
    const parts = plainTemplate(template);
    expect(parts === undefined ? undefined : renderPlain(parts, SCOPE)).toBe(text);
    // With a tag beside it Liquid renders it itself.
    expect(createTemplates([]).render(`{% comment %}{% endcomment %}${template}`, SCOPE)).toBe(text);
  });

  it.each([
    '{{ host | upcase }}',
    '{{ notice.url }}',
    '{{- host -}}',
    "{{ 'x' }}",
    '{% if host %}x{% endif %}',
    '{{ true }}',
    '{{ nil }}',
    '{{ host',
    '{{ {{ host }}',
  ])('%j is not one', (template) => {
    expect(plainTemplate(template)).toBeUndefined();
  });

  it.each(['{{ absent }}', '{{ none }}', '{{ constructor }}', '{{ toString }}'])(
    'leaves it to Liquid to refuse what is not there: %s',
    (template) => {
      expect(renderPlain(plainTemplate(template) ?? [], SCOPE)).toBeUndefined();
      expect(() => createTemplates([]).render(template, SCOPE)).toThrow('what this notice does not have');
    },
  );

  it('leaves numbers to Liquid', () => {
    expect(renderPlain(plainTemplate('{{ count }}') ?? [], SCOPE)).toBeUndefined();
    expect(createTemplates([]).render('{{ count }}', SCOPE)).toBe('7');
  });
});
