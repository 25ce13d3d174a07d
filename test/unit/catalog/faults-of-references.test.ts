import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { change, chirp, type FaultCase, hostco } from './edits.ts';
import { FEDI } from './fixture-files.ts';
import { errorOf, files } from './fixtures.ts';

const CASES: FaultCase[] = [
  [
    'a ladder to nobody',
    chirp('to: hostco', 'to: nobody'),
    ['sites/chirp.yaml: ladder[1].to: there is no recipient nobody'],
  ],
  [
    'a ladder to a channel that is not there',
    chirp('channels: [desk, form]', 'channels: [desk, fax]'),
    ['sites/chirp.yaml: ladder[0].channels[1]: chirp has no channel fax'],
  ],
  [
    "a ladder to another's channel that is not there",
    chirp('channels: [abuse]', 'channels: [desk]'),
    ['sites/chirp.yaml: ladder[1].channels[0]: hostco has no channel desk'],
  ],
  [
    'a ladder under a regime that is not there',
    chirp('regimes: [act-48] }', 'regimes: [act-9] }'),
    ['sites/chirp.yaml: ladder[1].regimes[0]: there is no regime act-9'],
  ],
  [
    'a regime that is not there',
    chirp('regimes: [act-48, act-eu]', 'regimes: [act-48, act-x]'),
    ['sites/chirp.yaml: regimes[1]: there is no regime act-x'],
  ],
  [
    'a region that is no code',
    hostco('    purpose: abuse\n', '    purpose: abuse\n    regions: [UK, europe]\n'),
    [
      'hosts/hostco.yaml: channels.abuse.regions[0]: UK is no ISO 3166 code: the United Kingdom is GB',
      'hosts/hostco.yaml: channels.abuse.regions[1]: europe is neither any, EU, EEA nor a country code of two capital letters',
    ],
  ],
  [
    'a broken file is one fault, not one at each mention',
    hostco('kind: host\n', ''),
    ['hosts/hostco.yaml: kind: is missing'],
  ],
  [
    'a host that two recipients claim',
    hostco('domain: hostco.dev', 'domain: chirp.com'),
    [
      'hosts/hostco.yaml: hosts[0].domain: chirp.com is claimed by chirp too',
      'sites/chirp.yaml: hosts[0].domain: chirp.com is claimed by hostco too',
    ],
  ],
  [
    'a host and path that two recipients claim',
    hostco('domain: hostco.dev', 'domain: bigsite.com, path: "^/search"'),
    [
      'hosts/hostco.yaml: hosts[0].domain: bigsite.com ^/search is claimed by seeker too',
      'search/seeker.yaml: hosts[0].domain: bigsite.com ^/search is claimed by hostco too',
    ],
  ],
  [
    'a host claimed twice in a file',
    hostco('domain: workers.dev', 'domain: hostco.dev'),
    ['hosts/hostco.yaml: hosts[1].domain: hostco.dev is claimed twice in this file'],
  ],
  [
    'a public suffix as a host',
    hostco('domain: hostco.dev', 'domain: co.uk'),
    ['hosts/hostco.yaml: hosts[0].domain: is a public suffix or an address, not a domain'],
  ],
  [
    'an address as a host',
    hostco('domain: hostco.dev', 'domain: 192.0.2.1'),
    ['hosts/hostco.yaml: hosts[0].domain: is a public suffix or an address, not a domain'],
  ],
  [
    'an example that becomes another URL',
    chirp('canonical: "https://chirp.com/watch?v=Ab1"', 'canonical: "https://chirp.com/watch?v=ab1"'),
    [
      'sites/chirp.yaml: content[2].examples[0].canonical: the rule makes https://chirp.com/watch?v=Ab1 of the example',
    ],
  ],
  [
    'an example that another rule reads',
    chirp('url: "https://chirp.com/watch?list=a&v=Ab1"', 'url: "https://chirp.com/a/status/1"'),
    ['sites/chirp.yaml: content[2].examples[0].url: is read by the rule status, not by video'],
  ],
  [
    'an example that no rule reads',
    chirp('url: "https://chirp.com/watch?list=a&v=Ab1"', 'url: "https://chirp.com/watch?list=a"'),
    ['sites/chirp.yaml: content[2].examples[0].url: is read by no rule, not by video'],
  ],
  [
    'an example on a foreign host',
    chirp('url: "https://chirp.com/watch?list=a&v=Ab1"', 'url: "https://other.example/watch?v=Ab1"'),
    ['sites/chirp.yaml: content[2].examples[0].url: is on none of the hosts of this file'],
  ],
  [
    'a canonical URL that is not canonical',
    {
      'sites/fedi.yaml': change(
        change(FEDI, '/{{ id }}\n', '/{{ id }}0\n'),
        'canonical: "https://one.example/@ann/1"',
        'canonical: "https://one.example/@ann/10"',
      ),
    },
    [
      'sites/fedi.yaml: content[0].examples[0].canonical: is not canonical: read again it is https://one.example/@ann/100',
    ],
  ],
  [
    'a canonical URL that names no group',
    chirp(
      'canonical: https://chirp.com/{{ user }}/status/{{ id }}',
      'canonical: https://chirp.com/{{ usr }}/status/{{ id }}',
    ),
    [
      'sites/chirp.yaml: content[1].canonical: A template names what this notice does not have: undefined variable: usr (line 1)',
    ],
  ],
  [
    'a further location that is no URL',
    chirp('url: "https://api.chirp.com/1/', 'url: "api.chirp.com/1/'),
    [
      'sites/chirp.yaml: content[1].examples[0].url: gives a further location that is no URL',
      'sites/chirp.yaml: content[1].examples[1].url: gives a further location that is no URL',
    ],
  ],
  [
    'a content rule id used twice',
    chirp('id: drop', 'id: video'),
    ['sites/chirp.yaml: content[3].id: video is the id of an earlier rule'],
  ],
];

describe('what a file says of others, and of its URLs', () => {
  test.each(CASES)('%s is refused', (_what, changes, faults) => {
    const error = errorOf(() => loadCatalog(files(changes)));
    expect(error.code).toBe('catalog_invalid');
    expect(error.message.split('\n').slice(1)).toEqual(faults);
  });
});
