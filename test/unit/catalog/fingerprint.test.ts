import { describe, expect, it, test } from 'vitest';
import { channelFingerprint } from '../../../src/catalog/fingerprint.ts';
import { CHIRP } from './fixture-files.ts';
import { catalogOf, recipientOf } from './fixtures.ts';

function fingerprintOf(text: string): string {
  const channel = recipientOf(catalogOf({ 'sites/chirp.yaml': text }), 'chirp').channels['form'];
  if (channel === undefined) throw new Error('the fixtures have no form');
  return channelFingerprint(channel);
}

const form = CHIRP.slice(CHIRP.indexOf('  form:'), CHIRP.indexOf('  api:'));
const edited = (from: string, to: string): string => CHIRP.replace(form, () => form.replace(from, () => to));

describe('channelFingerprint', () => {
  it('is SHA-256 in hex, the same for the same file', () => {
    expect(fingerprintOf(CHIRP)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf(CHIRP)).toBe(fingerprintOf(CHIRP));
  });

  test.each([
    ['a label', 'label: Links', 'label: Link'],
    ['a value', '{{ urls | lines }}', '{{ urls | bullets }}'],
    ['whether the person shown is named', 'namesSubject: true', 'namesSubject: false'],
    ['a proof', 'text: Thank you', 'text: Thanks'],
    ['a timeout', '"{{ urls | lines }}" }', '"{{ urls | lines }}", timeout: PT9S }'],
  ])('changes with %s', (_what, from, to) => {
    expect(form).toContain(from);
    expect(fingerprintOf(edited(from, to))).not.toBe(fingerprintOf(CHIRP));
  });

  test.each([
    [
      'where its facts come from',
      'source: invented\n    confidence: unverified',
      'source: https://a.example\n    confidence: sourced\n    checkedOn: 2026-10-01\n    note: read',
    ],
    ['a default that is written out', 'title: Chirp form', 'title: Chirp form\n    regions: [any]'],
    [
      'the order of keys',
      'do: goto, url: "https://chirp.com/help"',
      'url: "https://chirp.com/help", do: goto',
    ],
  ])('stays the same with %s', (_what, from, to) => {
    expect(form).toContain(from);
    expect(fingerprintOf(edited(from, to))).toBe(fingerprintOf(CHIRP));
  });
});
