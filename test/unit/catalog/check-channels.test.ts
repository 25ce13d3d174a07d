import { describe, expect, it, test } from 'vitest';
import { checkChannels } from '../../../src/catalog/check/channels.ts';
import { templateFault } from '../../../src/catalog/check/template-fault.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { createTemplates } from '../../../src/catalog/template/engine.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { api, form, hand, mail, type OneChannel, submit } from './channels.ts';
import { contextWith, recipientWith, said } from './checks.ts';

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
