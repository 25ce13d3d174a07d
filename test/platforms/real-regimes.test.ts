import { describe, expect, it } from 'vitest';
import { missingElements } from '../../src/catalog/law/missing-elements.ts';
import { strictestDeadline } from '../../src/catalog/law/strictest-deadline.ts';
import { Notice, type NoticeInput } from '../../src/domain/notice.ts';
import { CATALOG, FULL_NOTICE, regime } from './real-platforms.ts';

const { signature: _s, authority: _a, ...unsigned } = FULL_NOTICE;
const without = (statement: keyof typeof FULL_NOTICE.statements): NoticeInput => {
  const statements: NoticeInput['statements'] = { ...FULL_NOTICE.statements };
  delete statements[statement];
  return { ...FULL_NOTICE, statements };
};
const WITHOUT: Readonly<Record<string, Notice>> = {
  'signature.name': Notice.parse({ ...unsigned, authority: FULL_NOTICE.authority }),
  'authority.basis': Notice.parse({ ...unsigned, signature: FULL_NOTICE.signature }),
  'statements.nonConsent': Notice.parse(without('nonConsent')),
  'statements.goodFaith': Notice.parse(without('goodFaith')),
  'statements.accuracy': Notice.parse(without('accuracy')),
  'statements.illegality': Notice.parse(without('illegality')),
  // These cannot be left out of a notice at all; empty is how they could still be missing.
  locations: { ...Notice.parse(FULL_NOTICE), locations: [] },
  'claimant.name': { ...Notice.parse(FULL_NOTICE), claimant: { ...FULL_NOTICE.claimant, name: '' } },
  'claimant.email': { ...Notice.parse(FULL_NOTICE), claimant: { ...FULL_NOTICE.claimant, email: '' } },
};

describe('the regimes', () => {
  it.each(['us-tida', 'uk-osa', 'eu-dsa-16', 'au-osa'])('%s takes a notice that has everything', (id) => {
    expect(missingElements(Notice.parse(FULL_NOTICE), [regime(id)])).toEqual([]);
  });

  it.each([
    ['us-tida', 'signature', 'signature.name'],
    ['us-tida', 'authority', 'authority.basis'],
    ['us-tida', 'identification', 'locations'],
    ['us-tida', 'good-faith', 'statements.goodFaith'],
    ['us-tida', 'good-faith', 'statements.nonConsent'],
    ['us-tida', 'contact', 'claimant.name'],
    ['us-tida', 'contact', 'claimant.email'],
    ['uk-osa', 'intimate-image-content', 'locations'],
    ['uk-osa', 'intimate-image-content', 'statements.nonConsent'],
    ['uk-osa', 'reporter', 'claimant.name'],
    ['uk-osa', 'reporter', 'authority.basis'],
    ['eu-dsa-16', 'explanation', 'statements.illegality'],
    ['eu-dsa-16', 'location', 'locations'],
    ['eu-dsa-16', 'notifier', 'claimant.name'],
    ['eu-dsa-16', 'notifier', 'claimant.email'],
    ['eu-dsa-16', 'bona-fide', 'statements.goodFaith'],
    ['eu-dsa-16', 'bona-fide', 'statements.accuracy'],
    ['au-osa', 'identification', 'locations'],
    ['au-osa', 'non-consent', 'statements.nonConsent'],
  ])('%s refuses for its element %s a notice without %s', (id, element, field) => {
    const notice = WITHOUT[field];
    if (notice === undefined) throw new Error(`no notice without ${field}`);
    const problems = missingElements(notice, [regime(id)]);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'element_missing', field }));
    expect(problems.every((problem) => problem.message.includes(`(${element})`))).toBe(true);
  });

  it('have no element that the table above leaves out', () => {
    const fields = [...CATALOG.regimes.values()].flatMap((one) =>
      one.elements.flatMap((element) => element.fields.map((field) => field)),
    );
    expect([...new Set(fields)].filter((field) => field !== 'signature.signedOn').sort()).toEqual(
      Object.keys(WITHOUT).sort(),
    );
  });

  it('ask no authority of a person who acts for themselves', () => {
    const own = Notice.parse({
      ...unsigned,
      signature: FULL_NOTICE.signature,
      claimant: { ...FULL_NOTICE.claimant, role: 'subject' },
    });
    expect(missingElements(own, [...CATALOG.regimes.values()])).toEqual([]);
  });

  it.each([
    ['us-tida', ['US'], 48, 'notice', '2026-05-19', 'ftc'],
    ['uk-osa', ['GB'], 48, 'notice', undefined, 'ofcom'],
    ['eu-dsa-16', ['EU'], undefined, 'notice', undefined, undefined],
    ['au-osa', ['AU'], 24, 'regulator_notice', undefined, undefined],
  ])(
    '%s holds for %j with the hours that its sources give',
    (id, jurisdictions, hours, starts, since, regulator) => {
      const one = regime(id);
      expect(one).toMatchObject({ jurisdictions, clockStarts: starts });
      expect([one.deadline && one.deadline / 3_600_000, one.inForceFrom, one.regulator]).toEqual([
        hours,
        since,
        regulator,
      ]);
      expect(one.unverified.length).toBeGreaterThan(0);
    },
  );

  it('start one clock only: the 48 hours of the US Act, and none before 19 May 2026', () => {
    const all = [...CATALOG.regimes.values()];
    const sent = Date.parse('2026-11-06T10:00:00Z');
    expect(strictestDeadline(all, sent, sent)).toEqual({ regimeId: 'us-tida', at: sent + 48 * 3_600_000 });
    const before = Date.parse('2026-05-18T23:59:59Z');
    expect(strictestDeadline(all, before, before)).toBeNull();
  });
});
