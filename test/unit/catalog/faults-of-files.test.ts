import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { act, change, chirp, type FaultCase, hostco } from './edits.ts';
import { HOSTCO } from './fixture-files.ts';
import { errorOf, files } from './fixtures.ts';

const CASES: FaultCase[] = [
  [
    'YAML that cannot be read',
    hostco('name: Hostco', 'name: "Hostco'),
    ['hosts/hostco.yaml: line 3: Missing closing "quote (line 3, column 14)'],
  ],
  [
    'a key given twice',
    hostco('name: Hostco', 'name: Hostco\nname: Other'),
    ['hosts/hostco.yaml: line 4: Map keys must be unique (line 4, column 1)'],
  ],
  ['an empty file', { 'hosts/empty.yaml': '' }, ['hosts/empty.yaml: is empty']],
  [
    'an unknown key',
    hostco('kind: host\n', 'kind: host\ncolour: red\n'),
    ['hosts/hostco.yaml: colour: is not a known key'],
  ],
  ['a missing key', hostco('category: hosting\n', ''), ['hosts/hostco.yaml: category: is missing']],
  [
    'a wrong kind',
    hostco('kind: host\n', 'kind: hoster\n'),
    [
      'hosts/hostco.yaml: kind: Invalid option: expected one of "platform"|"host"|"cdn"|"registrar"|"search"|"regulator"',
    ],
  ],
  [
    'an unknown key deep inside',
    chirp('{ role: button, name: Send }', '{ role: button, nam: Send }'),
    ['sites/chirp.yaml: channels.form.steps[6].at.nam: is not a known key'],
  ],
  [
    'two ways to find an element',
    chirp('{ label: Links }', '{ label: Links, css: "#a" }'),
    [
      'sites/chirp.yaml: channels.form.steps[1].at: give exactly one of label, role, placeholder, testId, text, css',
    ],
  ],
  [
    'an unknown kind of channel',
    hostco('kind: email', 'kind: fax'),
    ['hosts/hostco.yaml: channels.abuse.kind: fits none of the known kinds'],
  ],
  [
    'a wait that is no time',
    chirp('wait: deadline', 'wait: soon'),
    [
      'sites/chirp.yaml: ladder[0].wait: none of these fits: Invalid input: expected "deadline"; Invalid ISO duration',
    ],
  ],
  [
    'a duration of months',
    chirp('wait: P3D', 'wait: P1M'),
    [
      'sites/chirp.yaml: ladder[1].wait: none of these fits: Invalid input: expected "deadline"; years and months have no fixed length: use days',
    ],
  ],
  [
    'a pattern that cannot be compiled',
    hostco('domain: hostco.dev', "domain: hostco.dev, path: '('"),
    ['hosts/hostco.yaml: hosts[0].path: not a regular expression that can be compiled'],
  ],
  [
    'the wrong file extension',
    { 'sites/late.yml': 'id: late' },
    ['sites/late.yml: is not read: name it .yaml'],
  ],
  [
    'an id that is not the file name',
    hostco('id: hostco', 'id: hosting-co'),
    ['hosts/hostco.yaml: id: is hosting-co, and the file is named hostco.yaml'],
  ],
  [
    'an id used twice',
    { 'cdn/hostco.yaml': change(change(HOSTCO, 'hostco.dev', 'hostco.net'), 'workers.dev', 'pages.dev') },
    ['cdn/hostco.yaml: id: hostco is the id of hosts/hostco.yaml too'],
  ],
  [
    'a regime whose id is not the file name',
    act('id: act-48', 'id: act-72'),
    ['regimes/act-48.yaml: id: is act-72, and the file is named act-48.yaml'],
  ],
];

describe('a file by itself', () => {
  test.each(CASES)('%s is refused', (_what, changes, faults) => {
    const error = errorOf(() => loadCatalog(files(changes)));
    expect(error.code).toBe('catalog_invalid');
    expect(error.message.split('\n').slice(1)).toEqual(faults);
  });
});
