import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { readPlatforms } from '../../../src/app/read-platforms.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { assess } from '../../../src/flow/intake/assess.ts';
import { problemsOf } from '../../../src/flow/intake/problems.ts';
import { TakedownRequest } from '../../../src/flow/intake/request.ts';
import { requestAbout } from '../../e2e/support/request.ts';

const CATALOG = loadCatalog(readPlatforms(`${packageRoot()}/platforms`, 'sandbox'));
type More = Parameters<typeof requestAbout>[1];

function assessed(url: string, more: More = {}) {
  return assess(TakedownRequest.parse(requestAbout(url, more)), PRACTICE_HELPLINE, CATALOG, '2026-11-23');
}

function ok(url: string, more: More = {}) {
  const answer = assessed(url, more);
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer.problems));
  return answer.ok;
}

function problems(url: string, more: More = {}) {
  const answer = assessed(url, more);
  return 'problems' in answer ? answer.problems : [];
}

const PIXHUB = 'http://pixhub.practice.test/p/1';

describe('a complete request', () => {
  it('becomes a notice that the helpline signs, today', () => {
    const { notice } = ok(PIXHUB);
    expect(notice.claimant).toMatchObject({
      role: 'representative',
      name: PRACTICE_HELPLINE.signer,
      organisation: PRACTICE_HELPLINE.organisation,
      email: PRACTICE_HELPLINE.email,
    });
    expect(notice.signature).toEqual({ name: PRACTICE_HELPLINE.signer, signedOn: '2026-11-23' });
  });

  it('is matched to its platform and to the laws that bind it', () => {
    expect(ok(PIXHUB)).toMatchObject({
      platform: { id: 'practice-pixhub' },
      host: 'pixhub.practice.test',
      regimes: ['practice-48s'],
      content: { id: '1' },
    });
  });

  it('is normalised, so that another spelling is the same', () => {
    expect(ok('HTTP://PIXHUB.practice.test:80/p/1?utm_source=x#y').normalisedUrl).toBe(
      ok(PIXHUB).normalisedUrl,
    );
  });

  it('has the places that follow from the URL and those that were given, each once', () => {
    const more = [
      { url: 'http://cdn.pixhub.practice.test/media/1.png', kind: 'media' as const },
      { url: 'http://pixhub.practice.test/p/1#again' },
      { url: 'https://cache.example/copy', kind: 'cache' as const },
    ];
    expect(ok(PIXHUB, { more }).notice.locations).toEqual([
      { url: PIXHUB, kind: 'page' },
      { url: 'http://cdn.pixhub.practice.test/media/1.png', kind: 'media' },
      { url: 'https://cache.example/copy', kind: 'cache' },
    ]);
  });

  it('about an unknown host has no platform, and every law that may protect the person', () => {
    const answer = ok('https://nowhere.example/p/1', { countries: ['US'] });
    expect(answer).toMatchObject({ platform: null, content: {}, host: 'nowhere.example' });
    expect(answer.regimes.length).toBeGreaterThan(0);
    expect(answer.regimes).not.toContain('practice-48s');
  });

  it('without countries is under the law of the helpline', () => {
    expect(ok(PIXHUB, { countries: [] }).countries).toEqual([PRACTICE_HELPLINE.country]);
  });
});

describe('what is missing', () => {
  it.each([
    ['statements.goodFaith', { statements: { nonConsent: 'Not agreed.' } }, 'good-faith'],
    ['statements.nonConsent', { statements: { goodFaith: true } }, 'good-faith'],
  ])('%s is named with its law, its element and what to do', (field, more, element) => {
    const found = problems(PIXHUB, more);
    const one = found.find((problem) => problem.field === field && problem.code === 'element_missing');
    expect(one?.message).toContain('Practice rule');
    expect(one?.message).toContain(`(${element})`);
    expect(one?.cure).toBeTruthy();
  });

  it('is named all at once', () => {
    const fields = problems(PIXHUB, { statements: {} }).map((one) => one.field);
    expect(fields).toEqual(expect.arrayContaining(['statements.goodFaith', 'statements.nonConsent']));
  });

  it('is asked for by the first desk even if no law does', () => {
    const found = problems('http://looply.practice.test/p/1', {
      statements: { nonConsent: 'Not agreed.', goodFaith: true },
    });
    expect(found).toMatchObject([{ code: 'field_missing', field: 'statements.accuracy' }]);
    expect(found[0]?.message).toContain('Looply report form');
  });

  it('for an unknown host is whatever any law asks for', () => {
    const found = problems('https://nowhere.example/p/1', { countries: ['IE'], statements: {} });
    expect(new Set(found.map((one) => one.code))).toEqual(new Set(['element_missing']));
    expect(found.length).toBeGreaterThan(1);
  });
});

describe('a URL', () => {
  it.each([
    ['is none', 'not a url', 'url_malformed'],
    ['has spaces', 'http:/pixhub practice test/p/1', 'url_malformed'],
    ['is a file', 'file:///etc/passwd', 'url_scheme'],
    ['is a script', 'javascript:alert(1)', 'url_scheme'],
    ['has a password', 'https://user:canary@pixhub.practice.test/p/1', 'url_userinfo'],
    ['is too long when it is written out', `https://nowhere.example/${'ž'.repeat(700)}`, 'field_too_long'],
  ])('that %s is refused', (_, url, code) => {
    expect(problems(url)).toMatchObject([{ code, field: 'url' }]);
  });

  it('further down is judged the same way', () => {
    expect(problems(PIXHUB, { more: [{ url: 'ftp://nowhere.example/x' }] })).toMatchObject([
      { code: 'url_scheme' },
    ]);
    expect(problems(PIXHUB, { more: [{ url: `https://nowhere.example/${'ž'.repeat(700)}` }] })).toMatchObject(
      [{ code: 'field_too_long' }],
    );
  });
});

describe('nothing of a request', () => {
  const CANARY = 'canary-7f3a';
  const RED: More = {
    case: CANARY,
    description: CANARY,
    statements: { nonConsent: CANARY, illegality: CANARY },
    authority: { basis: CANARY, consentedOn: '2026-11-20' },
    subject: { name: CANARY },
    priorReports: [{ by: CANARY, to: CANARY, on: '2026-11-01', reference: CANARY }],
  };

  it.each([
    `https://${CANARY}.example/${CANARY}?${CANARY}=1`,
    `ftp://${CANARY}.example`,
    `https://${CANARY}:${CANARY}@nowhere.example/`,
    `not a url ${CANARY}`,
    `http://looply.practice.test/p/1?${CANARY}`,
  ])('is repeated in what is said of %s', (url) => {
    const found = problems(url, { ...RED, countries: ['IE'] });
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  it.each<readonly [string, Record<string, unknown>, string]>([
    ['an unknown field', { [`${CANARY} x`]: 1 }, 'field_unknown'],
    ['an unknown age', { ageInImage: CANARY }, 'field_invalid'],
    ['a role that is none', { role: CANARY }, 'field_invalid'],
    ['a case with signs', { case: `<${CANARY}>` }, 'field_invalid'],
    ['a text that is too long', { description: CANARY.repeat(400) }, 'field_too_long'],
    ['a date that is none', { authority: { basis: 'x', consentedOn: CANARY } }, 'field_invalid'],
    ['a country that is none', { countries: [CANARY] }, 'field_invalid'],
    ['too many places', { more: Array.from({ length: 11 }, () => ({ url: CANARY })) }, 'field_too_long'],
    ['a hash that is none', { hashes: [{ kind: 'pdq', value: CANARY }] }, 'field_invalid'],
    ['a hash of another kind', { hashes: [{ kind: CANARY, value: 'x' }] }, 'field_invalid'],
    ['a map where a text belongs', { description: { [CANARY]: CANARY } }, 'field_invalid'],
    ['nothing where a URL belongs', { url: undefined }, 'field_missing'],
    ['an empty URL', { url: '  ' }, 'field_missing'],
  ])('is repeated in what is said of %s', (_, more, code) => {
    const parsed = TakedownRequest.safeParse({ ...requestAbout(PIXHUB), ...more });
    if (parsed.success) throw new Error('it was taken');
    const found = problemsOf(parsed.error);
    expect(found.map((one) => one.code)).toContain(code);
    for (const one of found) expect(one.cure).toBeTruthy();
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  it('an unknown field is named if it looks like a name', () => {
    const parsed = TakedownRequest.safeParse({ ...requestAbout(PIXHUB), agInImage: 'adult' });
    expect(parsed.error && problemsOf(parsed.error)).toMatchObject([
      { code: 'field_unknown', message: 'Unknown fields: agInImage' },
    ]);
  });
});
