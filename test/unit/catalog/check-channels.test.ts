import { describe, expect, it, test } from 'vitest';
import { checkChannels } from '../../../src/catalog/check/channels.ts';
import { checkSubject } from '../../../src/catalog/check/subject.ts';
import { templateFault } from '../../../src/catalog/check/template-fault.ts';
import { checkTemplates, sampleGroups } from '../../../src/catalog/check/templates.ts';
import { EmailChannel } from '../../../src/catalog/schema/channel.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { contextWith, FACT, recipientWith, said } from './checks.ts';

type Channels = NonNullable<RecipientInput['channels']>;
type OneChannel = Channels[string];

const base = { purpose: 'ncii', title: 'X', ...FACT } as const;
const mail = (over: object = {}): OneChannel => ({
  ...base,
  kind: 'email',
  to: 'x@site.example',
  subject: 's',
  template: 'notice',
  ...over,
});
const hand = (over: object = {}): OneChannel => ({ ...base, kind: 'assisted', template: 'notice', ...over });
const submit = { do: 'submit', at: { label: 'Send' } } as const;
const form = (over: object = {}): OneChannel => ({
  ...base,
  kind: 'form',
  url: 'https://site.example',
  steps: [submit],
  success: { text: 'ok' },
  ...over,
});
const api = (request: object = {}, over: object = {}): OneChannel => ({
  ...base,
  kind: 'api',
  request: { url: 'https://site.example/r', ...request },
  ...over,
});
const upload = { do: 'upload', at: { label: 'Letter' }, file: 'authority_letter' } as const;
const status = (request: object) => ({ request, pointer: '/s', means: [] });
const SECRET = 'a secret goes to a fixed host only: write the host out, or use bearer with perHost';
const BODIES = 'a request has json or form, not both';
const bearer = { scheme: 'bearer', secret: 'k' } as const;
const two = { json: {}, form: {} };

describe('a channel', () => {
  const check = (channel: OneChannel, over: Partial<RecipientInput> = {}) =>
    said(checkChannels(recipientWith({ channels: { c: channel }, ...over }), contextWith()));

  test.each<readonly [string, OneChannel, readonly string[]]>([
    ['of e-mail', mail(), []],
    ['by hand', hand(), []],
    ['of a form', form(), []],
    ['of an API', api(), []],
    [
      'that requires what a notice has',
      mail({ requires: [{ field: 'claimant' }, { field: 'signature.name' }] }),
      [],
    ],
    [
      'that requires a name and gives it',
      mail({ requires: [{ field: 'subject.name' }], namesSubject: true }),
      [],
    ],
    [
      'that requires a name and does not give it',
      mail({ requires: [{ field: 'claimant' }, { field: 'subject.name' }] }),
      ['error channels.c.requires[1].field: the person shown is only named with namesSubject: true'],
    ],
    ['that requires another fact of the person', mail({ requires: [{ field: 'subject.country' }] }), []],
    [
      'by hand without its template',
      hand({ template: 'other' }),
      ['error channels.c.template: there is no templates/en/other.liquid'],
    ],
    [
      'of e-mail without its template and letter',
      mail({ template: 'other', attachments: ['authority_letter'] }),
      [
        'error channels.c.template: there is no templates/en/other.liquid',
        'error channels.c.attachments: there is no templates/en/authority-letter.liquid',
      ],
    ],
    ['of e-mail with a report only', mail({ attachments: ['xarf'] }), []],
    [
      'of e-mail with a letter in a language that has one',
      mail({ language: 'fr', template: 'notice', attachments: ['authority_letter'] }),
      ['error channels.c.template: there is no templates/fr/notice.liquid'],
    ],
    ['of a form that nobody knows yet', form({ steps: [], success: undefined }), []],
    [
      'of a form without its letter',
      form({ steps: [upload, submit] }),
      ['error channels.c.steps: there is no templates/en/authority-letter.liquid'],
    ],
    [
      'of a form that never submits, nor proves anything',
      form({ steps: [{ do: 'goto', url: 'https://site.example' }], success: undefined }),
      [
        'error channels.c.steps: has 0 submit steps: it must have exactly one',
        'warning channels.c.success: nothing says how a sent report is known',
      ],
    ],
    ['of an API with a secret for a fixed host', api({ auth: bearer }), []],
    ['of an API for any host without a secret', api({ url: 'https://{{ host }}/r' }), []],
    [
      'of an API for any host, with a secret for each',
      api({ url: 'https://{{ host }}/r', auth: { ...bearer, perHost: true } }),
      [],
    ],
    [
      'of an API whose path alone is computed',
      api({ url: ' HTTPS://site.example/{{ host }}', auth: bearer }),
      [],
    ],
    [
      'of an API whose query alone is computed',
      api({ url: 'http://site.example?{{ host }}', auth: bearer }),
      [],
    ],
    [
      'of an API whose fragment alone is computed',
      api({ url: 'http://site.example#{{ host }}', auth: bearer }),
      [],
    ],
    ...[
      { url: 'https://{{ host }}/r', auth: bearer },
      { url: 'https://{{ host }}/r', auth: { ...bearer, perHost: false } },
      { url: 'https://api.{{ host }}/r', auth: { scheme: 'header', header: 'X-Key', secret: 'k' } },
      {
        url: 'https://site.example:{{ cycle }}/r',
        auth: { scheme: 'basic', userSecret: 'a', passwordSecret: 'b' },
      },
      { url: '{{ urls | first }}', auth: bearer },
      { url: 'see https://site.example/{{ host }}', auth: bearer },
    ].map((request): readonly [string, OneChannel, readonly string[]] => [
      `of an API that could send a secret anywhere: ${request.url}`,
      api(request),
      [`error channels.c.request.url: ${SECRET}`],
    ]),
    [
      'of an API with places for its URL secrets',
      api({ url: 'https://site.example/{a}/{b}', urlSecrets: { a: 'x', b: 'y' } }),
      [],
    ],
    [
      'of an API whose place is a template',
      api({ url: 'https://site.example/{{a}}/{b}', urlSecrets: { a: 'x', b: 'y', c: 'z' } }),
      [
        'error channels.c.request.urlSecrets.a: the url has no {a}',
        'error channels.c.request.urlSecrets.c: the url has no {c}',
      ],
    ],
    ['of an API with one body', api({ json: {} }), []],
    ['of an API with the other body', api({ form: {} }), []],
    ['of an API with two bodies', api(two), [`error channels.c.request.form: ${BODIES}`]],
    [
      'of an API with two bodies in a look-up and a question for its state',
      api(
        {},
        {
          lookups: [
            { name: 'a', pointer: '/a', request: { url: 'https://site.example' } },
            { name: 'b', pointer: '/b', request: { url: 'https://site.example', ...two } },
          ],
          status: status({ url: 'https://site.example', ...two }),
        },
      ),
      [
        `error channels.c.lookups[1].request.form: ${BODIES}`,
        `error channels.c.status.request.form: ${BODIES}`,
      ],
    ],
  ])('%s', (_, channel, findings) => {
    expect(check(channel)).toEqual(findings);
  });

  it('of a form finds its letter in a language of the recipient', () => {
    expect(check(form({ steps: [upload, submit] }), { languages: ['de', 'fr'] })).toEqual([]);
  });
});

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

describe('what keeps a template from being rendered', () => {
  it('is told in its own words, and a bug is not hidden', () => {
    expect(templateFault(() => 'x')).toBeUndefined();
    expect(templateFault(() => createTemplates([]).render('{{ nope }}', {}))).toContain('nope');
    expect(
      templateFault(() => {
        throw new RedressError('x', 'said');
      }),
    ).toBe('said');
    expect(() =>
      templateFault(() => {
        throw new TypeError('bug');
      }),
    ).toThrow('bug');
  });
});
