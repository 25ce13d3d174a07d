import { describe, expect, it } from 'vitest';
import { Notice, type NoticeInput } from '../../../src/domain/notice.ts';

const GOOD: NoticeInput = {
  locations: [{ url: 'https://site.example/p/1' }],
  claimant: { role: 'representative', name: 'A. Signer', email: 'desk@helpline.example' },
};
const url = (length: number): string => `https://site.example/${'x'.repeat(length - 21)}`;
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const report = { by: 'the person shown', to: 'in-app report', on: '2026-11-01' };
const pdq = { kind: 'pdq', value: 'a'.repeat(64) } as const;

describe('a notice', () => {
  it('needs only a place and who files it; what it does not say is unknown', () => {
    expect(Notice.parse(GOOD)).toEqual({
      ...GOOD,
      locations: [{ url: 'https://site.example/p/1', kind: 'page' }],
      depiction: { shown: 'unknown', context: 'unknown' },
      statements: {},
      priorReports: [],
      hashes: [],
    });
  });

  it.each<readonly [string, Partial<NoticeInput>, Partial<NoticeInput>]>([
    ['1 to 20 places', { locations: many(20, { url: url(40) }) }, { locations: many(21, { url: url(40) }) }],
    ['at least one place', { locations: many(1, { url: url(40) }) }, { locations: [] }],
    ['URLs of 2048 characters', { locations: [{ url: url(2048) }] }, { locations: [{ url: url(2049) }] }],
    [
      'web addresses only',
      { locations: [{ url: 'http://x.example' }] },
      { locations: [{ url: 'ftp://x.example' }] },
    ],
    ['20 prior reports', { priorReports: many(20, report) }, { priorReports: many(21, report) }],
    ['reports with a day', { priorReports: [report] }, { priorReports: [{ ...report, on: '1 November' }] }],
    ['50 hashes', { hashes: many(50, pdq) }, { hashes: many(51, pdq) }],
    ['PDQ of 64 digits', { hashes: [pdq] }, { hashes: [{ ...pdq, value: 'a'.repeat(63) }] }],
    [
      'MD5 of 32 digits',
      { hashes: [{ kind: 'md5', value: 'F'.repeat(32) }] },
      { hashes: [{ kind: 'md5', value: 'g'.repeat(32) }] },
    ],
    [
      'statements of 2000 characters',
      { statements: { nonConsent: 'x'.repeat(2000) } },
      { statements: { nonConsent: 'x'.repeat(2001) } },
    ],
    [
      'descriptions of 2000 characters',
      { depiction: { shown: 'image', context: 'hacked', description: 'x'.repeat(2000) } },
      { depiction: { shown: 'image', context: 'hacked', description: 'x'.repeat(2001) } },
    ],
    [
      'an authority with its day',
      { authority: { basis: 'x'.repeat(500), consentedOn: '2026-11-20' } },
      { authority: { basis: 'x', consentedOn: '20.11.2026' } },
    ],
    [
      'a text that is more than spaces',
      { statements: { nonConsent: ' x ' } },
      { statements: { nonConsent: '  ' } },
    ],
    ['country codes in capitals', { subject: { country: 'IE' } }, { subject: { country: 'ie' } }],
  ])('takes %s and no more', (_, good, bad) => {
    expect(Notice.safeParse({ ...GOOD, ...good }).success).toBe(true);
    expect(Notice.safeParse({ ...GOOD, ...bad }).success).toBe(false);
  });

  it.each([
    ['locations', { locations: [{ url: 'https://x.example', image: 'x' }] }],
    ['subject', { subject: { photo: 'x' } }],
    ['the notice itself', { image: 'x' }],
  ])('has no room for anything unknown in %s', (_, more) => {
    expect(Notice.safeParse({ ...GOOD, ...more }).success).toBe(false);
  });

  it('takes the spaces around a text away', () => {
    expect(
      Notice.parse({ ...GOOD, statements: { nonConsent: '  not agreed \n' } }).statements.nonConsent,
    ).toBe('not agreed');
  });
});
