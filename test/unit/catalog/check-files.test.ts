import { describe, expect, it, test } from 'vitest';
import { checkCompleteness } from '../../../src/catalog/check/completeness.ts';
import { checkContent } from '../../../src/catalog/check/content.ts';
import { checkFacts } from '../../../src/catalog/check/facts.ts';
import { checkHosts } from '../../../src/catalog/check/hosts.ts';
import { checkIdentity } from '../../../src/catalog/check/identity.ts';
import { checkReferences } from '../../../src/catalog/check/references.ts';
import { checkRegime } from '../../../src/catalog/check/regimes.ts';
import { checkTemplateFiles } from '../../../src/catalog/check/template-files.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { Regime } from '../../../src/catalog/schema/regime.ts';
import { contextWith, FACT, recipientWith, said } from './checks.ts';

type Over = Partial<RecipientInput>;
const signal = (id: string) => ({ id, when: { status: [404] }, verdict: 'gone' as const, ...FACT });
const hand = { kind: 'assisted', purpose: 'ncii', title: 'X', ...FACT } as const;

describe('what a file may leave out', () => {
  const check = (over: Over) => said(checkCompleteness(recipientWith(over), contextWith()));
  const noChannel = 'warning channels: there is none: nobody can be sent a notice';
  const noLadder = 'warning ladder: there is none: a person must decide whom to ask';
  const noSignal = 'warning removal.signals: there is none: only the generic rules tell whether it is gone';
  const noRule = 'warning content: there is no rule: spellings of one URL are not recognised as the same';
  const whole: Over = {
    kind: 'platform',
    channels: { c: hand },
    ladder: [{ channels: ['c'], wait: 'P1D' }],
    removal: { signals: [signal('a')] },
  };
  const hosts = [{ domain: 'site.example', ...FACT }];

  test.each<readonly [string, Over, readonly string[]]>([
    ['a host with a channel', { channels: { c: hand } }, []],
    ['a host without one', {}, [noChannel]],
    ['a whole platform', whole, []],
    ['a platform with nothing', { kind: 'platform', hosts }, [noChannel, noLadder, noSignal, noRule]],
    ['a platform without a ladder', { ...whole, ladder: [] }, [noLadder]],
    ['a platform without signals', { ...whole, removal: {} }, [noSignal]],
    ['a platform that nobody can look at', { ...whole, removal: { method: 'none' } }, []],
    [
      'a platform that has signals, though nobody looks',
      { ...whole, removal: { ...whole.removal, method: 'none' } },
      [],
    ],
    ['a platform with hosts and no rules', { ...whole, hosts }, [noRule]],
    [
      'signals of one name',
      { ...whole, removal: { signals: [signal('a'), signal('b'), signal('a'), signal('b')] } },
      ['error removal.signals[2].id: is the id of an earlier signal'],
    ],
    [
      'signals of one name in a host, too',
      { removal: { signals: [signal('a'), signal('a')] } },
      ['error removal.signals[1].id: is the id of an earlier signal', noChannel],
    ],
  ])('is told of %s', (_, over, findings) => {
    expect(check(over)).toEqual(findings);
  });
});

describe('the content rules of a file', () => {
  const example = (url: string, canonical = 'https://site.example/p/1') => ({ url, canonical });
  const rule = (over: object = {}) => ({
    id: 'post',
    path: '^/p/(?<id>\\d+)$',
    canonical: 'https://site.example/p/{{ id }}',
    examples: [example('https://www.site.example/p/1')],
    ...over,
  });
  const hosts = [
    { domain: 'site.example', ...FACT },
    { domain: 'short.example', shortener: true, ...FACT },
  ];
  const check = (rules: ReturnType<typeof rule>[], over: Over = { hosts }) =>
    said(checkContent(recipientWith({ content: rules, ...over }), contextWith()));
  const instances = { paths: ['^/p/'], ...FACT };

  test.each<readonly [string, ReturnType<typeof rule>[], Over, readonly string[]]>([
    ['that do what they say', [rule()], { hosts }, []],
    [
      'of software that runs anywhere',
      [
        rule({
          canonical: 'https://{{ host }}/p/{{ id }}',
          examples: [example('https://a.example/p/1', 'https://a.example/p/1')],
        }),
      ],
      { instances },
      [],
    ],
    [
      'without any host',
      [rule()],
      {},
      ['error content[0].examples[0].url: is on none of the hosts of this file'],
    ],
    [
      'of one name',
      [rule(), rule({ path: '^/q/(?<id>\\d+)$' })],
      { hosts },
      ['error content[1].id: post is the id of an earlier rule'],
    ],
    [
      'with an example that is no web address',
      [rule({ examples: [example('https://site.example/p/1'), example('mailto:x@site.example')] })],
      { hosts },
      ['error content[0].examples[1].url: is on none of the hosts of this file'],
    ],
    [
      'that do not read their example',
      [rule({ examples: [example('https://site.example/q/1')] })],
      { hosts },
      ['error content[0].examples[0].url: is read by no rule, not by post'],
    ],
    [
      'of which an earlier one reads the example',
      [rule(), rule({ id: 'late' })],
      { hosts },
      ['error content[1].examples[0].url: is read by the rule post, not by late'],
    ],
    [
      'that do not read their example on a link shortener',
      [rule({ examples: [example('https://short.example/p/1')] })],
      { hosts },
      ['error content[0].examples[0].url: is read by no rule, not by post'],
    ],
    [
      'that make another URL of their example',
      [rule({ canonical: 'https://site.example/q/{{ id }}' })],
      { hosts },
      ['error content[0].examples[0].canonical: the rule makes https://site.example/q/1 of the example'],
    ],
    [
      'whose canonical URL leads on',
      [
        rule({
          canonical: 'https://site.example/p/{{ id }}1',
          examples: [example('https://site.example/p/1', 'https://site.example/p/11')],
        }),
      ],
      { hosts },
      [
        'error content[0].examples[0].canonical: is not canonical: read again it is https://site.example/p/111',
      ],
    ],
    [
      'whose canonical URL leads away',
      [
        rule({
          canonical: 'https://else.example/p/{{ id }}',
          examples: [example('https://site.example/p/1', 'https://else.example/p/1')],
        }),
      ],
      { hosts },
      ['error content[0].examples[0].canonical: is not canonical: read again it is on no host of this file'],
    ],
    [
      'whose templates name what they do not catch',
      [
        rule({
          canonical: 'https://site.example/{{ nope }}',
          locations: [
            { kind: 'api', url: '{{ id }}' },
            { kind: 'api', url: '{{ none }}' },
          ],
        }),
      ],
      { hosts },
      [
        'error content[0].canonical: A template names what this notice does not have: undefined variable: nope (line 1)',
        'error content[0].locations[1].url: A template names what this notice does not have: undefined variable: none (line 1)',
      ],
    ],
    [
      'with a further location',
      [rule({ locations: [{ kind: 'api', url: 'https://{{ host }}/{{ id }}' }] })],
      { hosts },
      [],
    ],
    [
      'with a further location that is none',
      [
        rule({
          locations: [
            { kind: 'api', url: 'https://x.example' },
            { kind: 'api', url: '{{ id }}' },
          ],
        }),
      ],
      { hosts },
      ['error content[0].examples[0].url: gives a further location that is no URL'],
    ],
  ])('%s', (_, rules, over, findings) => {
    expect(check(rules, over)).toEqual(findings);
  });
});

describe('facts', () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    ['sourced on a day', { confidence: 'sourced', checkedOn: '2026-01-01' }, []],
    ['sourced and read on a day', { confidence: 'sourced', readOn: '2026-01-01' }, []],
    [
      'sourced some day',
      { confidence: 'sourced' },
      ['error : is sourced and does not say when the source was read: add checkedOn'],
    ],
    ['unverified', { confidence: 'unverified' }, ['warning : is unverified: no source was found']],
    ['without a source', { a: 1 }, []],
    [
      'inside others',
      {
        confidence: 'unverified',
        a: [{ b: { confidence: 'sourced' } }, { confidence: 'unverified' }],
        c: { confidence: 'sourced', readOn: 'x', d: { confidence: 'sourced' } },
      },
      [
        'warning : is unverified: no source was found',
        'error a[0].b: is sourced and does not say when the source was read: add checkedOn',
        'warning a[1]: is unverified: no source was found',
        'error c.d: is sourced and does not say when the source was read: add checkedOn',
      ],
    ],
    ['in a text', 'unverified', []],
    ['in nothing', null, []],
  ])('%s', (_, value, findings) => {
    expect(said(checkFacts(value))).toEqual(findings);
  });

  it('are told with the place where they stand', () => {
    expect(said(checkFacts({ confidence: 'unverified' }, ['a', 1]))).toEqual([
      'warning a[1]: is unverified: no source was found',
    ]);
  });
});

describe('the hosts of a file', () => {
  const host = (domain: string, over: object = {}) => ({ domain, ...FACT, ...over });
  const other = recipientWith({
    id: 'other',
    hosts: [host('taken.example'), host('part.example', { path: '^/a' })],
  });
  const third = recipientWith({ id: 'third', hosts: [host('taken.example')] });
  const check = (...hosts: ReturnType<typeof host>[]) => {
    const own = recipientWith({ hosts });
    return said(checkHosts(own, contextWith([own, other, third])));
  };

  test.each<readonly [string, ReturnType<typeof host>[], readonly string[]]>([
    ['that are its own', [host('a.example'), host('b.a.example')], []],
    [
      'in two roles',
      [host('a.example'), host('a.example', { exact: true }), host('a.example', { path: '^/x' })],
      [],
    ],
    [
      'that no URL has',
      [host('a..example'.replace('..', '.-')), host('xn--a.example')],
      ['error hosts[1].domain: is written otherwise in a URL'],
    ],
    [
      'that are no domain',
      [host('co.uk')],
      ['error hosts[0].domain: is a public suffix or an address, not a domain'],
    ],
    [
      'claimed twice',
      [host('a.example'), host('b.example'), host('a.example')],
      ['error hosts[2].domain: a.example is claimed twice in this file'],
    ],
    [
      'claimed twice as a whole',
      [host('a.example', { exact: true, path: '^/x' }), host('a.example', { exact: true, path: '^/x' })],
      ['error hosts[1].domain: exactly a.example ^/x is claimed twice in this file'],
    ],
    [
      'claimed by others',
      [host('taken.example')],
      [
        'error hosts[0].domain: taken.example is claimed by other too',
        'error hosts[0].domain: taken.example is claimed by third too',
      ],
    ],
    ['of which another claims a part', [host('part.example')], []],
    [
      'of which another claims the same part',
      [host('part.example', { path: '^/a' })],
      ['error hosts[0].domain: part.example ^/a is claimed by other too'],
    ],
  ])('%s', (_, hosts, findings) => {
    expect(check(...hosts)).toEqual(findings);
  });
});

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

describe('what a file says of others', () => {
  const near = recipientWith({ id: 'near', channels: { desk: hand } });
  const check = (over: Over) => {
    const own = recipientWith({ channels: { c: hand }, ...over });
    const context = contextWith([own, near]);
    const named = { ...context.named, recipients: new Set([...context.named.recipients, 'broken']) };
    return said(checkReferences(own, { ...context, named }));
  };
  const rung = (over: object): Over => ({ ladder: [{ channels: ['c'], wait: 'P1D', ...over }] });

  test.each<readonly [string, Over, readonly string[]]>([
    ['nothing', {}, []],
    ['a law that is there', { regimes: ['act'] }, []],
    [
      'laws that are not',
      { regimes: ['x', 'act', 'y'] },
      ['error regimes[0]: there is no regime x', 'error regimes[2]: there is no regime y'],
    ],
    ['its own channel', rung({}), []],
    [
      'a channel of its own that is not there',
      rung({ channels: ['c', 'd'] }),
      ['error ladder[0].channels[1]: desk has no channel d'],
    ],
    [
      'a channel by the name of a thing of the language',
      rung({ channels: ['constructor'] }),
      ['error ladder[0].channels[0]: desk has no channel constructor'],
    ],
    ["another's channel", rung({ to: 'near', channels: ['desk'] }), []],
    [
      "another's channel that is not there",
      rung({ to: 'near' }),
      ['error ladder[0].channels[0]: near has no channel c'],
    ],
    ['itself by name', rung({ to: 'desk' }), []],
    ['a file that is broken', rung({ to: 'broken', channels: ['any'] }), []],
    [
      'nobody, under no law',
      rung({ to: 'nobody', regimes: ['act', 'x'] }),
      [
        'error ladder[0].regimes[1]: there is no regime x',
        'error ladder[0].to: there is no recipient nobody',
      ],
    ],
    ['a rung under no law', rung({ regimes: ['x'] }), ['error ladder[0].regimes[0]: there is no regime x']],
    [
      'regions',
      { channels: { c: { ...hand, regions: ['any', 'EU', 'UK'] } } },
      ['error channels.c.regions[2]: UK is no ISO 3166 code: the United Kingdom is GB'],
    ],
  ])('is checked: %s', (_, over, findings) => {
    expect(check(over)).toEqual(findings);
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
    expect(check(file('a', '\n{{ nope }}'), file('b', '{{ regimes[0].name }}'))).toEqual([
      `error templates/en/a.liquid:2: ${missing} nope (line 2)`,
      `error templates/en/b.liquid:1: ${missing} regimes.0 (line 1)`,
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
