import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { act, chirp, type FaultCase, fedi, hostco } from './edits.ts';
import { errorOf, files } from './fixtures.ts';

const SUBMIT = '      - { do: submit, at: { role: button, name: Send } }\n';

const CASES: FaultCase[] = [
  [
    'a template that is not there',
    hostco('template: notice', 'template: other'),
    ['hosts/hostco.yaml: channels.abuse.template: there is no templates/en/other.liquid'],
  ],
  [
    'a template that is not there in the language',
    hostco('template: notice', 'template: notice\n    language: fr'),
    ['hosts/hostco.yaml: channels.abuse.template: there is no templates/fr/notice.liquid'],
  ],
  [
    'no authority letter',
    { 'templates/en/authority-letter.liquid': null },
    [
      'sites/chirp.yaml: channels.desk.attachments: there is no templates/en/authority-letter.liquid',
      'sites/chirp.yaml: channels.form.steps: there is no templates/en/authority-letter.liquid',
    ],
  ],
  [
    'a form without submit',
    chirp(SUBMIT, ''),
    ['sites/chirp.yaml: channels.form.steps: has 0 submit steps: it must have exactly one'],
  ],
  [
    'a form with two',
    chirp(SUBMIT, SUBMIT + SUBMIT),
    ['sites/chirp.yaml: channels.form.steps: has 2 submit steps: it must have exactly one'],
  ],
  [
    'a required field that no notice has',
    chirp('field: signature.name', 'field: signature.nam'),
    ['sites/chirp.yaml: channels.desk.requires[1].field: a notice has no signature.nam'],
  ],
  [
    'a required name that may not be given',
    chirp('field: signature.name', 'field: subject.name'),
    [
      'sites/chirp.yaml: channels.desk.requires[1].field: the person shown is only named with namesSubject: true',
    ],
  ],
  [
    'a secret for any host',
    fedi(', perHost: true', ''),
    [
      'sites/fedi.yaml: channels.report.request.url: a secret goes to a fixed host only: write the host out, or use bearer with perHost',
    ],
  ],
  [
    'a URL secret without its place',
    chirp('{account_id}/reports', 'reports'),
    ['sites/chirp.yaml: channels.api.request.urlSecrets.account_id: the url has no {account_id}'],
  ],
  [
    'two bodies',
    chirp('      form:\n', '      json: {}\n      form:\n'),
    ['sites/chirp.yaml: channels.form-body.request.form: a request has json or form, not both'],
  ],
  [
    'a sourced fact without a day',
    hostco(
      '    source: invented\n    confidence: unverified',
      '    source: https://a.example\n    confidence: sourced',
    ),
    [
      'hosts/hostco.yaml: channels.abuse: is sourced and does not say when the source was read: add checkedOn',
    ],
  ],
  [
    'a signal id used twice',
    chirp(
      '  signals:\n',
      '  signals:\n    - { id: removed, when: { status: [410] }, verdict: gone, source: invented, confidence: unverified }\n',
    ),
    ['sites/chirp.yaml: removal.signals[1].id: is the id of an earlier signal'],
  ],
  [
    'an element that no notice has',
    act('fields: [statements.goodFaith]', 'fields: [statements.goodFaith, oath]'),
    ['regimes/act-48.yaml: elements[3].fields[1]: a notice has no oath'],
  ],
  [
    'an element id used twice',
    act('id: signature,', 'id: non-consent,'),
    ['regimes/act-48.yaml: elements[1].id: is the id of an earlier element'],
  ],
  [
    'a jurisdiction that is no code',
    act('jurisdictions: [US]', 'jurisdictions: [UK]'),
    ['regimes/act-48.yaml: jurisdictions[0]: UK is no ISO 3166 code: the United Kingdom is GB'],
  ],
  [
    'a regulator without a file',
    act('deadline: PT48H', 'deadline: PT48H\nregulator: nobody'),
    ['regimes/act-48.yaml: regulator: there is no recipient nobody'],
  ],
];

describe('channels, facts and regimes', () => {
  test.each(CASES)('%s is refused', (_what, changes, faults) => {
    const error = errorOf(() => loadCatalog(files(changes)));
    expect(error.code).toBe('catalog_invalid');
    expect(error.message.split('\n').slice(1)).toEqual(faults);
  });
});
