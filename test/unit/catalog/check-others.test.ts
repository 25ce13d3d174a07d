import { describe, expect, it, test } from 'vitest';
import { checkIdentity } from '../../../src/catalog/check/identity.ts';
import { checkRegime } from '../../../src/catalog/check/regimes.ts';
import { checkTemplateFiles } from '../../../src/catalog/check/template-files.ts';
import { Regime } from '../../../src/catalog/schema/regime.ts';
import { contextWith, FACT, recipientWith, said } from './checks.ts';

describe('the name of a file', () => {
  const SCHEMA = '# yaml-language-server: $schema=../_schema.json';
  const entry = (id: string, named = id, firstLine = SCHEMA) => ({
    id: named,
    value: { id },
    yaml: { path: `hosts/${named}.yaml`, raw: {}, firstLine, line: () => undefined },
  });
  const noSchema = 'warning : the first line does not name the schema: editors cannot help';

  test.each([
    [SCHEMA, true],
    ['# yaml-language-server: $schema=_schema.json', true],
    ['#yaml-language-server:$schema=../../_schema.json  ', true],
    ['id: x', false],
    ['', false],
    [`x ${SCHEMA}`, false],
    [`${SCHEMA}x`, false],
    ['# yaml-language-server: $schema=../schema.json', false],
    ['# $schema=../_schema.json', false],
  ])('begins with %j, which names the schema: %s', (firstLine, names) => {
    const own = entry('x', 'x', firstLine);
    expect(said(checkIdentity(own, [own]))).toEqual(names ? [] : [noSchema]);
  });

  it('is its id, and is used once', () => {
    const [own, twin] = [entry('x'), entry('x', 'y')];
    expect(said(checkIdentity(own, [own, twin]))).toEqual([]);
    expect(said(checkIdentity(twin, [own, twin]))).toEqual([
      'error id: is x, and the file is named y.yaml',
      'error id: x is the id of hosts/x.yaml too',
    ]);
    expect(said(checkIdentity(twin, [own, entry('z'), twin]))).toHaveLength(2);
  });
});

describe('a law', () => {
  const element = { id: 'a', text: 'a', fields: ['locations'] };
  const check = (over: object) =>
    said(
      checkRegime(
        Regime.parse({
          id: 'act',
          name: 'Act',
          statute: 'x',
          citation: 'x',
          jurisdictions: ['US'],
          elements: [element],
          sources: ['invented'],
          ...FACT,
          ...over,
        }),
        contextWith([recipientWith()]),
      ),
    );
  const noClock = 'warning inForceFrom: is not given: the deadline starts no clock';

  test.each<readonly [string, object, readonly string[]]>([
    ['with nothing to complain of', {}, []],
    ['with a regulator', { regulator: 'desk' }, []],
    [
      'with a regulator that has no file',
      { regulator: 'nobody' },
      ['error regulator: there is no recipient nobody'],
    ],
    [
      'with elements of one name',
      { elements: [element, { ...element, id: 'b' }, element] },
      ['error elements[2].id: is the id of an earlier element'],
    ],
    [
      'with a field that no notice has',
      { elements: [{ ...element, fields: ['hashes', 'oath'] }] },
      ['error elements[0].fields[1]: a notice has no oath'],
    ],
    [
      'that holds nowhere',
      { jurisdictions: ['US', 'us'] },
      ['error jurisdictions[1]: us is neither any, EU, EEA nor a country code of two capital letters'],
    ],
    ['with a clock', { deadline: 'PT1H', inForceFrom: '2026-01-01' }, []],
    ['with a clock that never starts', { deadline: 'PT1H' }, [noClock]],
    ['with a clock that the regulator starts', { deadline: 'PT1H', clockStarts: 'regulator_notice' }, []],
    ['without a clock', { inForceFrom: '2026-01-01' }, []],
  ])('%s', (_, over, findings) => {
    expect(check(over)).toEqual(findings);
  });
});

describe('template files', () => {
  const file = (name: string, text: string, language = 'en') => ({
    path: `templates/${language}/${name}.liquid`,
    text,
    language,
    name,
  });
  const check = (...files: ReturnType<typeof file>[]) => {
    const templates = contextWith().templates;
    const known = {
      ...templates,
      renderFile: (_l: string, name: string, scope: object) =>
        templates.render(files.find((one) => one.name === name)?.text ?? '', scope),
    };
    return checkTemplateFiles(files, contextWith([], { templates: known })).map(
      (one) => `${one.severity} ${one.file}${one.path}:${one.line}: ${one.reason}`,
    );
  };
  const missing = 'A template names what this notice does not have: undefined variable:';

  it('render, with a notice that has everything and with one that has the least', () => {
    expect(check(file('a', '{{ tag }}'), file('b', '{% if deadline %}{{ deadline }}{% endif %}'))).toEqual(
      [],
    );
    expect(check(file('a', `${'\n'.repeat(11)}{{ nope }}`))).toEqual([
      `error templates/en/a.liquid:12: ${missing} nope (line 12)`,
    ]);
    expect(check(file('a', '\n{{ nope }}'), file('b', '{{ regimes[0].name }}'))).toEqual([
      `error templates/en/a.liquid:2: ${missing} nope (line 2)`,
      `error templates/en/b.liquid:1: ${missing} regimes.0 (line 1)`,
    ]);
  });

  it.each([
    ['regimes', ['id', 'name', 'citation', 'deadlineHours']],
    ['policies', ['title', 'clause', 'url', 'readOn']],
    ['previous', ['recipient', 'sentOn', 'reference']],
    ['notice.priorReports', ['by', 'to', 'on', 'reference']],
    ['notice.hashes', ['kind', 'value']],
    ['notice.locations', ['url', 'kind']],
  ])('are read inside a loop over %s as well', (list, names) => {
    const loop = (name: string) => `{% for one in ${list} %}{{ one.${name} }}{% endfor %}`;
    expect(check(file('a', names.map(loop).join('')))).toEqual([]);
    expect(check(file('a', loop('nope')))).toEqual([
      `error templates/en/a.liquid:1: ${missing} one.nope (line 1)`,
    ]);
  });

  it('render without the name of the person shown', () => {
    expect(check(file('a', '{% if notice.subject %}{{ notice.subject.name }}{% endif %}'))).toEqual([]);
  });

  it('are parts of others when their name says so', () => {
    expect(check(file('_a', '{{ only_where_included }}'))).toEqual([]);
  });

  it('have a name each in their language', () => {
    const twin = { ...file('a', 'x'), path: 'practice/templates/en/a.liquid' };
    expect(check(file('a', 'x'), twin, file('a', 'x', 'de'))).toEqual([
      'error practice/templates/en/a.liquid:undefined: has the name of templates/en/a.liquid',
    ]);
  });
});
