import { describe, expect, it, test } from 'vitest';
import { placeFault } from '../../../src/catalog/law/jurisdiction.ts';
import { cureFor, hasPath, noticePaths, valueAt } from '../../../src/catalog/law/notice-path.ts';
import { noticeOf } from './fixtures.ts';

describe('a word for a country', () => {
  test.each(['any', 'EU', 'EEA', 'US', 'GB'])('%s may stand in a list', (place) => {
    expect(placeFault(place)).toBeUndefined();
  });

  test.each([
    ['UK', 'UK is no ISO 3166 code: the United Kingdom is GB'],
    ['us', 'us is neither any, EU, EEA nor a country code of two capital letters'],
    ['USA', 'USA is neither any, EU, EEA nor a country code of two capital letters'],
    ['xUS', 'xUS is neither any, EU, EEA nor a country code of two capital letters'],
    ['', ' is neither any, EU, EEA nor a country code of two capital letters'],
  ])('%j may not: %s', (place, fault) => {
    expect(placeFault(place)).toBe(fault);
  });
});

describe('a path into a notice', () => {
  test.each<readonly [string, unknown]>([
    ['claimant.name', 'Robin Reed'],
    ['claimant', noticeOf().claimant],
    ['claimant.name.first', undefined],
    ['nobody', undefined],
    ['nobody.at.all', undefined],
    ['locations.url', undefined],
  ])('%s names %j', (path, value) => {
    expect(valueAt(noticeOf(), path)).toEqual(value);
  });

  it('has nothing where there are blanks only, or a statement that was not made', () => {
    const notice = { ...noticeOf(), statements: { nonConsent: ' ', goodFaith: false } };
    expect(hasPath(notice, 'statements.nonConsent')).toBe(false);
    expect(hasPath(notice, 'statements.goodFaith')).toBe(false);
    expect(hasPath(notice, 'statements')).toBe(false);
  });

  it('needs no authority of the person shown, and of nobody else', () => {
    const claimant = { ...noticeOf().claimant, role: 'subject' } as const;
    const notice = { ...noticeOf(), claimant, authority: undefined };
    expect(
      ['authority', 'authority.basis', 'authorityX', 'the.authority'].map((path) => hasPath(notice, path)),
    ).toEqual([true, true, false, false]);
  });

  it('is one of those that the schema has', () => {
    const paths = noticePaths();
    for (const path of paths) expect(path).toMatch(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/);
    for (const path of [
      'locations',
      'claimant',
      'claimant.email',
      'authority.consentedOn',
      'statements.accuracy',
    ])
      expect(paths).toContain(path);
    for (const path of ['', 'locations.url', 'email', 'claimant.']) expect(paths).not.toContain(path);
    expect([...paths].filter((path) => path.startsWith('signature'))).toEqual([
      'signature',
      'signature.name',
      'signature.signedOn',
    ]);
  });

  it('comes with words for what to give', () => {
    expect(cureFor('signature.name')).toBe('Sign: give the name of the person who signs');
    expect(cureFor('priorReports')).toBe('Give priorReports in the notice');
  });
});
