import { describe, expect, it, test } from 'vitest';
import { checkSubject } from '../../../src/catalog/check/subject.ts';
import { checkTemplates, sampleGroups } from '../../../src/catalog/check/templates.ts';
import { EmailChannel } from '../../../src/catalog/schema/channel.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { api, base, form, hand, mail, type OneChannel, submit } from './channels.ts';
import { contextWith, recipientWith, said } from './checks.ts';

const status = (request: object) => ({ request, pointer: '/s', means: [] });

describe('the templates of a channel', () => {
  const check = (channel: OneChannel, over: Partial<RecipientInput> = {}, others = [recipientWith()]) =>
    said(checkTemplates(recipientWith({ channels: { c: channel }, ...over }), contextWith(others)));
  const missing = (name: string): string =>
    `A template names what this notice does not have: undefined variable: ${name} (line 1)`;
  const nope = '{{ nope }}';
  const at = { role: 'button', name: nope };

  test.each<readonly [string, OneChannel, string | undefined]>([
    ['whole e-mail', mail({ subject: '{{ recipient.name }}' }), undefined],
    ['subject', mail({ subject: nope }), 'subject'],
    ['link', hand({ link: nope }), 'link'],
    ['no link', hand(), undefined],
    ['url of a form', form({ url: nope }), 'url'],
    [
      'value of a step',
      form({ steps: [submit, { do: 'fill', at: { label: 'L' }, value: nope }] }),
      'steps[1]',
    ],
    ['place of a step', form({ steps: [{ do: 'check', at }] }), 'steps[0]'],
    ['condition of a step', form({ steps: [{ ...submit, when: 'nope' }] }), 'steps[0].when'],
    ['place of the field errors', form({ fieldErrors: at }), ''],
    ['place of the success', form({ success: { see: at } }), ''],
    [
      'place of a failure',
      form({
        failures: [
          { text: 'x', means: 'failed' },
          { see: at, means: 'failed' },
        ],
      }),
      '',
    ],
    ['place of a challenge', form({ challenges: [at] }), ''],
    ['place of a login', form({ logins: [at] }), ''],
    ['place of the reference', form({ reference: { at, pattern: 'x' } }), ''],
    ['reference without a place', form({ reference: { pattern: 'x' } }), undefined],
    ['request', api({ json: nope }), 'request'],
    [
      'question for its state',
      api({}, { status: status({ url: `https://site.example/${nope}` }) }),
      'status.request',
    ],
    [
      'the reference in that question',
      api({}, { status: status({ url: 'https://site.example/{{ reference }}' }) }),
      undefined,
    ],
  ])('are rendered: %s', (_, channel, where) => {
    const path = where === undefined || where === '' ? 'channels.c' : `channels.c.${where}`;
    const findings = check(channel).filter((one) => !one.includes('red data'));
    expect(findings).toEqual(where === undefined ? [] : [`error ${path}: ${missing('nope')}`]);
  });

  it('know the reference in the question for its state only', () => {
    expect(check(api({ json: '{{ reference }}' }))).toEqual([
      `error channels.c.request: ${missing('reference')}`,
    ]);
  });

  it('know a look-up after it was made, and not in the question for its state', () => {
    const lookup = (name: string, path: string) => ({
      name,
      pointer: '/x',
      request: { url: `https://site.example/${path}` },
    });
    const lookups = [
      lookup('one', ''),
      lookup('two', '{{ found.one }}'),
      lookup('three', '{{ found.three }}'),
    ];
    expect(check(api({ json: '{{ found.one }}{{ found.three }}' }, { lookups }))).toEqual([
      `error channels.c.lookups[2].request: ${missing('found.three')}`,
    ]);
    const asks = status({ url: 'https://site.example/{{ found.one }}' });
    expect(check(api({}, { lookups: lookups.slice(0, 2), status: asks }))).toEqual([
      `error channels.c.status.request: ${missing('found')}`,
    ]);
  });

  it('must do with the least that a notice can be', () => {
    expect(check(mail({ subject: '{{ regimes[0].name }}' }))[0]).toContain('undefined variable: regimes.0');
    const bound = { do: 'fill', at: { label: 'L' }, value: '{{ urls | lines }}', maxLength: 1 };
    expect(check(form({ steps: [bound, submit] }))).toEqual([]);
  });

  it('may not name the person shown in a channel that does not', () => {
    const step = {
      do: 'fill',
      at: { label: 'L' },
      value: '{% if notice.subject %}{{ notice.subject.name }}{% endif %}x',
    };
    expect(check(form({ steps: [step, submit] }))).toEqual([]);
  });

  it('know the groups of their own rules, or else of all', () => {
    const rule = (id: string, path: string) => ({
      id,
      path,
      canonical: 'https://site.example/',
      examples: [{ url: 'https://site.example/', canonical: 'https://site.example/' }],
    });
    const own = recipientWith({ content: [rule('a', '^/(?<mine>x)$')] });
    const other = recipientWith({
      id: 'other',
      content: [rule('b', '^/(?<theirs>x)$'), rule('c', '^/(?<more>x)$')],
    });
    const context = contextWith([own, other]);
    expect(sampleGroups(own, context)).toEqual({ mine: '1' });
    expect(sampleGroups(other, context)).toEqual({ theirs: '1', more: '1' });
    expect(sampleGroups(recipientWith(), context)).toEqual({ mine: '1', theirs: '1', more: '1' });
    expect(sampleGroups(undefined, context)).toEqual({ mine: '1', theirs: '1', more: '1' });
  });
});

describe('a subject', () => {
  const check = (subject: string) =>
    said(
      checkSubject(
        EmailChannel.parse({ ...base, kind: 'email', to: 'x@site.example', subject, template: 'notice' }),
        ['c'],
        contextWith(),
      ),
    );

  test.each([
    'plain',
    '{{ recipient.name }} {{ recipient }}',
    '{{ takedown.id }} {{ tag }}',
    '{{ helpline.name }}, {{ helpline.organisation }}',
    '{{ broken',
  ])('may be %s', (subject) => {
    expect(check(subject)).toEqual([]);
  });

  test.each([
    ['{{ recipientX }}', 'recipientX'],
    ['{{ takedown }}', 'takedown'],
    ['{{ helpline.nameX }}', 'helpline.nameX'],
    ['{{ tags }}', 'tags'],
    ['{{ x.tag }}', 'x.tag'],
  ])('may not be %s', (subject, name) => {
    expect(check(subject)).toEqual([
      `error c.subject: names ${name}, which may be red data: a subject may name recipient, takedown.id, helpline.name, helpline.organisation, tag only`,
    ]);
  });

  it('is told of each name once', () => {
    expect(check('{{ host }} {{ urls }} {{ host }}')).toHaveLength(2);
  });
});
