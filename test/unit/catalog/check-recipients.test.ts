import { describe, expect, test } from 'vitest';
import { checkCompleteness } from '../../../src/catalog/check/completeness.ts';
import { checkHosts } from '../../../src/catalog/check/hosts.ts';
import { checkReferences } from '../../../src/catalog/check/references.ts';
import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
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
