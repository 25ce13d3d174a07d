import { describe, expect, it, test } from 'vitest';
import { renderForm } from '../../../src/catalog/render/form.ts';
import { formValues, orElse } from '../../../src/catalog/render/form-values.ts';
import { renderExpectation, renderLocator, renderStep } from '../../../src/catalog/render/step.ts';
import { FormChannel } from '../../../src/catalog/schema/channel.ts';
import { Step } from '../../../src/catalog/schema/form.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { errorOf, viewOf } from './fixtures.ts';

const templates = createTemplates([]);
const upper = (template: string): string => ` ${template.toUpperCase()} `;

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

describe('what a form shows', () => {
  it('has every place filled in', () => {
    const at = { role: 'button', name: '{{ recipient.name }}' } as const;
    const channel = FormChannel.parse({
      kind: 'form',
      purpose: 'ncii',
      title: 'Form',
      url: ' https://one.example ',
      success: { see: at },
      failures: [{ see: at, means: 'failed' }],
      fieldErrors: at,
      challenges: [at],
      logins: [at, { css: 'x' }],
      reference: { at, pattern: 'x' },
      source: 'invented',
      confidence: 'unverified',
    });
    const AT = { role: 'button', name: 'Chirp' };
    const { spec, url, steps, letter } = renderForm(channel, ['en'], viewOf(), templates);
    expect([url, steps, letter]).toEqual(['https://one.example', [], undefined]);
    expect(spec).toEqual({
      success: { see: AT },
      failures: [{ see: AT, means: 'failed' }],
      fieldErrors: AT,
      challenges: [AT],
      logins: [AT, { css: 'x' }],
      reference: { at: AT, pattern: 'x' },
      stepTimeout: 15_000,
      totalTimeout: 120_000,
    });
  });

  it('may be nothing', () => {
    const channel = FormChannel.parse({
      kind: 'form',
      purpose: 'ncii',
      title: 'Form',
      url: 'https://one.example',
      reference: { pattern: 'x' },
      source: 'invented',
      confidence: 'unverified',
    });
    expect(renderForm(channel, ['en'], viewOf(), templates).spec).toMatchObject({
      failures: [],
      challenges: [],
      logins: [],
      reference: { pattern: 'x', at: undefined },
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
