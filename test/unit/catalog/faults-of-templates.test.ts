import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { chirp, type FaultCase, hostco } from './edits.ts';
import { errorOf, files } from './fixtures.ts';

const ONLY = 'a subject may name recipient, takedown.id, helpline.name, helpline.organisation, tag only';

const CASES: FaultCase[] = [
  [
    'a misspelt variable in a step',
    chirp('"{{ urls | lines }}"', '"{{ url | lines }}"'),
    [
      'sites/chirp.yaml: channels.form.steps[1]: A template names what this notice does not have: undefined variable: url (line 1)',
    ],
  ],
  [
    'a misspelt variable in a condition',
    chirp('when: notice.subject.name', 'when: notice.subjct.name'),
    [
      'sites/chirp.yaml: channels.form.steps[3].when: A template names what this notice does not have: undefined variable: notice.subjct (line 1)',
    ],
  ],
  [
    'a condition that is none',
    chirp('when: notice.subject.name', 'when: "!tag"'),
    [
      'sites/chirp.yaml: channels.form.steps[3].when: A template cannot be rendered: invalid value expression: "!tag" (line 1)',
    ],
  ],
  [
    'a lookup that does not exist',
    chirp('{{ found.account }}', '{{ found.accunt }}'),
    [
      'sites/chirp.yaml: channels.api.request: A template names what this notice does not have: undefined variable: found.accunt (line 1)',
    ],
  ],
  [
    'a lookup that comes later',
    chirp('accounts/{{ content.user }}', 'accounts/{{ found.account }}'),
    [
      'sites/chirp.yaml: channels.api.lookups[0].request: A template names what this notice does not have: undefined variable: found.account (line 1)',
    ],
  ],
  [
    'a group that no content rule has',
    chirp('accounts/{{ content.user }}', 'accounts/{{ content.nick }}'),
    [
      'sites/chirp.yaml: channels.api.lookups[0].request: A template names what this notice does not have: undefined variable: content.nick (line 1)',
    ],
  ],
  [
    'a filter that does not exist',
    chirp('"{{ urls | lines }}"', '"{{ urls | rows }}"'),
    [
      'sites/chirp.yaml: channels.form.steps[1]: A template cannot be rendered: undefined filter: rows (line 1)',
    ],
  ],
  [
    'a misspelt variable in a template file',
    { 'templates/en/other.liquid': '\n{% if notice.statments %}x{% endif %}' },
    [
      'templates/en/other.liquid: line 2: A template names what this notice does not have: undefined variable: notice.statments (line 2)',
    ],
  ],
  [
    'an unclosed tag in a template file',
    { 'templates/en/other.liquid': '{% if tag %}' },
    [
      'templates/en/other.liquid: line 1: A template cannot be rendered: tag {% if tag %} not closed (line 1)',
    ],
  ],
  [
    'a part that is not there',
    { 'templates/en/other.liquid': "{% include 'en/_none' %}" },
    ['templates/en/other.liquid: line 1: A template cannot be rendered: a filter or tag failed (line 1)'],
  ],
  [
    'a template in no language',
    { 'templates/notice.liquid': 'x' },
    ['templates/notice.liquid: is not read: templates stand in templates/<language>/'],
  ],
  [
    'two templates of one name',
    { 'practice/templates/en/notice.liquid': 'x' },
    ['practice/templates/en/notice.liquid: has the name of templates/en/notice.liquid'],
  ],
  ...(
    [
      ['{{ urls | first }}', 'urls'],
      ['{{ notice.subject.name }}', 'notice.subject.name'],
      ['{{ host }}', 'host'],
      ['{{ content.id }}', 'content.id'],
      ['{{ takedown.caseReference }}', 'takedown.caseReference'],
      ['{{ helpline.email }}', 'helpline.email'],
      ['{{ helpline["signer"] }}', 'helpline.signer'],
      ['{% for url in urls %}{{ url }}{% endfor %}', 'urls'],
      ['{% assign x = notice.claimant.name %}{{ x }}', 'notice.claimant.name'],
      ['{% if notice.hashes.size > 0 %}hash{% endif %}', 'notice.hashes.size'],
    ] as const
  ).map(
    ([template, named]): FaultCase => [
      `a subject that names ${named}`,
      hostco('"{{ recipient.name }}: {{ takedown.id }}"', `'${template}'`),
      [`hosts/hostco.yaml: channels.abuse.subject: names ${named}, which may be red data: ${ONLY}`],
    ],
  ),
];

describe('templates and subjects', () => {
  test.each(CASES)('%s is refused', (_what, changes, faults) => {
    const error = errorOf(() => loadCatalog(files(changes)));
    expect(error.code).toBe('catalog_invalid');
    expect(error.message.split('\n').slice(1)).toEqual(faults);
  });
});
