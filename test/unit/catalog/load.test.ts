import { describe, expect, it, test } from 'vitest';
import { checkCatalog, loadCatalog } from '../../../src/catalog/load.ts';
import { ACT, act, type Changes, change, chirp, fedi, hostco } from './edits.ts';
import { CHIRP, SEEKER } from './fixture-files.ts';
import { errorOf, files } from './fixtures.ts';

describe('loadCatalog', () => {
  it('loads files without a fault', () => {
    const catalog = loadCatalog(files());
    expect([...catalog.recipients.keys()]).toEqual(['chirp', 'hostco', 'seeker', 'fedi']);
    expect([...catalog.regimes.keys()]).toEqual(['act-48', 'act-eu']);
  });

  it('lists the faults of all files in one error', () => {
    const error = errorOf(() =>
      loadCatalog(files({ ...chirp('to: hostco', 'to: nobody'), ...hostco('name: Hostco\n', '') })),
    );
    expect(error.message).toBe(
      'The platform files have 2 fault(s)\nhosts/hostco.yaml: name: is missing\nsites/chirp.yaml: ladder[1].to: there is no recipient nobody',
    );
  });

  it('reads paths with and without platforms/ in front', () => {
    const catalog = loadCatalog(files().map((file) => ({ ...file, path: `platforms/${file.path}` })));
    expect(catalog.recipients.size).toBe(4);
  });

  it('takes practice files for recipients, regimes and templates like others', () => {
    const catalog = loadCatalog([
      ...files(),
      {
        path: 'practice/toy.yaml',
        text: change(change(SEEKER, 'id: seeker', 'id: toy'), 'bigsite.com, path', 'toy.test, path').replace(
          'images.bigsite.com',
          'toy.example',
        ),
      },
      { path: 'practice/regimes/toy-act.yaml', text: change(ACT, 'id: act-48', 'id: toy-act') },
      { path: 'practice/templates/en/toy.liquid', text: 'x' },
    ]);
    expect(catalog.recipients.has('toy')).toBe(true);
    expect(catalog.regimes.has('toy-act')).toBe(true);
    expect(catalog.templates.has('en', 'toy')).toBe(true);
  });
});

describe('checkCatalog', () => {
  it('gives each fault the line where it stands, and the nearest one for what is not there', () => {
    const faults = checkCatalog(files(chirp('to: hostco', 'to: nobody'))).filter(
      (one) => one.severity === 'error',
    );
    const line =
      change(CHIRP, 'to: hostco', 'to: nobody')
        .split('\n')
        .findIndex((text) => text.includes('nobody')) + 1;
    expect(faults).toMatchObject([{ path: 'ladder[1].to', line }]);
  });

  test.each<[string, Changes, string]>([
    ['unverified facts', {}, 'sites/chirp.yaml: hosts[0]: is unverified: no source was found'],
    [
      'a platform without a ladder',
      fedi('ladder: [{ channels: [report], wait: P1D }]\n', ''),
      'sites/fedi.yaml: ladder: there is none: a person must decide whom to ask',
    ],
    [
      'a platform without removal signals',
      fedi('removal: { method: none }\n', ''),
      'sites/fedi.yaml: removal.signals: there is none: only the generic rules tell whether it is gone',
    ],
    [
      'a recipient without channels',
      {},
      'search/seeker.yaml: channels: there is none: nobody can be sent a notice',
    ],
    [
      'a form that nothing proves',
      chirp('    success: { text: Thank you }\n', ''),
      'sites/chirp.yaml: channels.form.success: nothing says how a sent report is known',
    ],
    [
      'a file whose first line names no schema',
      hostco('# yaml-language-server: $schema=../_schema.json\n', ''),
      'hosts/hostco.yaml: the first line does not name the schema: editors cannot help',
    ],
    [
      'a deadline that never starts',
      act('inForceFrom: 2026-05-19\n', ''),
      'regimes/act-48.yaml: inForceFrom: is not given: the deadline starts no clock',
    ],
  ])('warns of %s without refusing the files', (_what, changes, expected) => {
    const faults = checkCatalog(files(changes));
    expect(faults.filter((fault) => fault.severity === 'error')).toEqual([]);
    const texts = faults.map((fault) => [fault.file, fault.path, fault.reason].filter(Boolean).join(': '));
    expect(texts).toContain(expected);
  });
});
