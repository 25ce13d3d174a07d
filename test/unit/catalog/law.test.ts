import { describe, expect, it, test } from 'vitest';
import { applicableRegimes } from '../../../src/catalog/law/applicable-regimes.ts';
import { coversCountry, EU } from '../../../src/catalog/law/jurisdiction.ts';
import { missingElements } from '../../../src/catalog/law/missing-elements.ts';
import { missingFields } from '../../../src/catalog/law/missing-fields.ts';
import { strictestDeadline } from '../../../src/catalog/law/strictest-deadline.ts';
import { Regime } from '../../../src/catalog/schema/regime.ts';
import { HOUR } from '../../../src/domain/time.ts';
import { catalogOf, noticeOf, recipientOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');

describe('applicableRegimes', () => {
  test.each([
    [['US'], ['act-48']],
    [['DE'], ['act-eu']],
    [['EU'], ['act-eu']],
    [
      ['IE', 'US'],
      ['act-48', 'act-eu'],
    ],
    [['GB'], []],
    [['NO'], []],
    [[], []],
  ])('persons of %j are protected by %j', (countries, expected) => {
    expect(applicableRegimes(chirp, countries, catalog).map((regime) => regime.id)).toEqual(expected);
  });

  it('leaves out regimes that the recipient does not list', () => {
    expect(applicableRegimes(recipientOf(catalog, 'hostco'), ['US'], catalog)).toEqual([]);
  });
});

describe('coversCountry', () => {
  test.each([
    [['any'], [], true],
    [['any'], ['BR'], true],
    [['EU'], ['GR'], true],
    [['EU'], ['IS'], false],
    [['EEA'], ['IS'], true],
    [['EEA'], ['FR'], true],
    [['EU', 'GB'], ['GB'], true],
    [['US'], ['USA'], false],
    [[], ['US'], false],
  ])('%j for %j: %s', (places, countries, expected) => {
    expect(coversCountry(places, countries)).toBe(expected);
  });

  it('knows 27 member states', () => {
    expect(EU.size).toBe(27);
    expect(EU.has('GB')).toBe(false);
  });
});

const regime = (id: string, more: object): Regime =>
  Regime.parse({
    id,
    name: id,
    statute: 'Invented',
    jurisdictions: ['any'],
    citation: 'Invented',
    elements: [{ id: 'a', text: 'a', fields: ['locations'] }],
    sources: ['invented'],
    source: 'invented',
    confidence: 'unverified',
    ...more,
  });

describe('strictestDeadline', () => {
  const start = Date.parse('2026-06-01T12:00:00Z');
  const days2 = regime('days-2', { deadline: 'PT48H', inForceFrom: '2026-05-19' });
  const day1 = regime('day-1', { deadline: 'P1D', inForceFrom: '2026-01-01' });
  const future = regime('future', { deadline: 'PT1H', inForceFrom: '2027-01-01' });
  const unknown = regime('unknown', { deadline: 'PT1H' });
  const regulator = regime('regulator', {
    deadline: 'PT1H',
    inForceFrom: '2026-01-01',
    clockStarts: 'regulator_notice',
  });
  const vague = regime('vague', { inForceFrom: '2026-01-01' });

  test.each([
    ['none', [], null],
    ['the only one', [days2], { regimeId: 'days-2', at: start + 48 * HOUR }],
    ['the shortest, wherever it stands', [days2, day1], { regimeId: 'day-1', at: start + 24 * HOUR }],
    [
      'the first of two alike',
      [day1, regime('twin', { deadline: 'PT24H', inForceFrom: '2026-01-01' })],
      { regimeId: 'day-1', at: start + 24 * HOUR },
    ],
    ['none of those that run no clock', [future, unknown, regulator, vague], null],
    [
      'one that runs beside those',
      [future, unknown, regulator, vague, days2],
      { regimeId: 'days-2', at: start + 48 * HOUR },
    ],
  ])('%s', (_why, regimes, expected) => {
    expect(strictestDeadline(regimes, start, start)).toEqual(expected);
  });

  it('runs from the first moment of the first day in force', () => {
    const first = Date.parse('2027-01-01T00:00:00Z');
    expect(strictestDeadline([future], start, first - 1)).toBeNull();
    expect(strictestDeadline([future], start, first)).toEqual({ regimeId: 'future', at: start + HOUR });
  });
});

describe('missingElements', () => {
  const regimes = applicableRegimes(chirp, ['US'], catalog);

  it('finds nothing in a whole notice', () => {
    expect(missingElements(noticeOf(), regimes)).toEqual([]);
  });

  it('names element and regime and says what to give, for each path', () => {
    const notice = noticeOf({ statements: { goodFaith: false }, signature: undefined });
    const problems = missingElements(notice, regimes);
    expect(problems.map((problem) => [problem.code, problem.field])).toEqual([
      ['element_missing', 'statements.nonConsent'],
      ['element_missing', 'signature.name'],
      ['element_missing', 'signature.signedOn'],
      ['element_missing', 'statements.goodFaith'],
    ]);
    expect(problems[0]).toMatchObject({
      message: 'ACT-48 needs "statement of non-consent" (non-consent): statements.nonConsent is missing',
      cure: 'Say that the person shown did not consent, and what shows it',
    });
  });

  it('asks a representative for the authority, and the person shown for none', () => {
    const without = { authority: undefined };
    expect(missingElements(noticeOf(without), regimes).map((one) => one.field)).toEqual(['authority.basis']);
    const claimant = { role: 'subject', name: 'Robin Reed', email: 'desk@harbour.example' } as const;
    expect(missingElements(noticeOf({ ...without, claimant }), regimes)).toEqual([]);
  });

  test.each([
    ['locations', {}, true],
    ['hashes', {}, false],
    ['priorReports', { priorReports: [{ by: 'a', to: 'b', on: '2026-01-01' }] }, true],
    ['signature', {}, true],
    ['signature', { signature: undefined }, false],
    ['subject', { subject: {} }, false],
    ['statements', { statements: {} }, false],
    ['statements.accuracy', {}, false],
    ['statements.accuracy', { statements: { accuracy: true } }, true],
  ])('%s of %j is there: %s', (field, changes, there) => {
    const one = regime('one', { elements: [{ id: 'x', text: 'x', fields: [field] }] });
    expect(missingElements(noticeOf(changes), [one])).toHaveLength(there ? 0 : 1);
  });
});

describe('missingFields', () => {
  const desk = chirp.channels['desk'];
  if (desk === undefined) throw new Error('the fixtures have no desk');

  it('finds nothing in a notice that fits', () => {
    expect(missingFields(noticeOf(), desk)).toEqual([]);
  });

  it('says what is missing and what is too long, with the bound and without the text', () => {
    const nonConsent = 'secret '.repeat(20).trim();
    const problems = missingFields(noticeOf({ statements: { nonConsent }, signature: undefined }), desk);
    expect(problems).toEqual([
      {
        code: 'field_too_long',
        message: '"Chirp safety desk" takes at most 60 in statements.nonConsent, and the notice has 139',
        field: 'statements.nonConsent',
        cure: 'Shorten statements.nonConsent to 60',
      },
      {
        code: 'field_missing',
        message: '"Chirp safety desk" needs signature.name',
        field: 'signature.name',
        cure: 'Sign: give the name of the person who signs',
      },
    ]);
  });

  it('counts the entries of a list', () => {
    const channel = { title: 'Few', requires: [{ field: 'locations', maxLength: 1 }] };
    expect(missingFields(noticeOf(), channel)).toMatchObject([
      { code: 'field_too_long', field: 'locations' },
    ]);
  });
});
