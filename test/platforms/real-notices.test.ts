import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/catalog/template/scope.ts';
import { allText, CATALOG, CHANNELS, FULL_NOTICE, RED, render, viewOf } from './real-platforms.ts';

const EMAILS = CHANNELS.filter(({ channel }) => channel.kind === 'email');
const body = (view = viewOf()) => {
  const mail = render('telegram', 'abuse-email', view);
  return mail.kind === 'email' ? mail.text : '';
};

describe('e-mails of the real recipients', () => {
  it.each(EMAILS)('$recipientId/$id has a subject without red data', ({ recipientId, id }) => {
    const mail = render(recipientId, id);
    expect(mail.kind).toBe('email');
    if (mail.kind !== 'email') return;
    expect(mail.subject).toContain('RDR-tag-1');
    expect(mail.subject).not.toMatch(RED);
    expect(mail.text).toMatch(RED);
  });
});

describe('notices of the real recipients', () => {
  it.each(CHANNELS)('$recipientId/$id never names the person shown', ({ recipientId, id, channel }) => {
    expect(channel.namesSubject).toBe(false);
    expect(allText(render(recipientId, id))).not.toContain('Subjectred');
  });

  it('name the person shown where a channel says that the law or the form needs it', () => {
    const text = CATALOG.templates.renderFile('en', 'ncii-notice', scopeOf(viewOf(), { namesSubject: true }));
    expect(text).toContain('The person shown is Subjectred Person.');
  });

  it.each([
    ['its place', 'https://pages.site-red.test/post/1'],
    ['how to find it', 'second picture Depictionred'],
    ['what is shown', 'An intimate image of an adult'],
    ['the context', 'It stems from a relationship'],
    ['non-consent', 'No consent: It was sent in private Consentred.'],
    ['good faith', 'We believe in good faith that the depiction is not consensual'],
    ['accuracy', 'accurate and complete'],
    ['illegality', 'Offence Illegalred'],
    ['who acts', 'acts as the authorised representative of the adult shown'],
    ['the authority', 'signed authority Authorityred. The adult consented to this request on 2026-11-01'],
    ['the signature', 'Signed electronically: Signed Signaturered, 2026-11-02'],
    ['the contact', 'desk+reply-red@helpline-red.test'],
    ['the claimant', 'Nora Claimantred, Org Claimantred (nora@claimantred.test)'],
    ['the time in UTC', '6 November 2026, 10:00 UTC'],
    ['the own policy', 'House Rules, Rule 9: https://rules.test/9 (read on 2026-11-01)'],
    ['the law', 'TAKE IT DOWN Act (Pub. L. 119-12), section 3'],
    ['its hours', 'Deadline: 48 hours.'],
    ['the deadline', 'the period ends on 8 November 2026, 10:00 UTC'],
    ['earlier notices', '3 November 2026, 10:00 UTC: to Earlier Desk, reference Previousred-1'],
    ['reports by others', '2026-10-30: by the person shown to Desk Priorred, reference P-red'],
    ['hashes', 'MD5: 00112233445566778899aabbccddeeff'],
    ['identical copies', 'Remove identical copies'],
    ['a confirmation', 'Confirm receipt'],
    ['reasons', 'statement of reasons'],
    ['our reference', 'Our reference: RDR-tag-1'],
  ])('say %s', (_what, words) => {
    expect(body()).toContain(words);
  });

  it('say less, and nothing false, when less is known', () => {
    const { authority: _a, signature: _s, subject: _p, hashes: _h, priorReports: _r, ...rest } = FULL_NOTICE;
    const text = body(
      viewOf(
        { ...rest, depiction: { shown: 'synthetic_video', context: 'unknown' }, statements: {} },
        { regimes: [], policies: [], previous: [], deadline: '' },
      ),
    );
    expect(text).toContain('A realistic synthetic or altered intimate video of an identifiable adult.');
    expect(text).toContain('None that we know of.');
    for (const absent of [
      'good faith',
      'accurate',
      'Authority:',
      'Signed',
      'Hashes',
      'period',
      'We rely on',
    ]) {
      expect(text).not.toContain(absent);
    }
  });

  it('speak of the deadline only to the platform that it binds', () => {
    const search = { id: 'google-search', name: 'Google Search', kind: 'search' };
    const order = render('google-search', 'ncii-removal', viewOf(FULL_NOTICE, { recipient: search }));
    expect(allText(order)).not.toContain('By our reckoning');
    expect(body(viewOf(FULL_NOTICE, { now: '2026-11-09T00:00:00Z' }))).toContain(
      'the period ended on 8 November',
    );
  });

  it('quote what came before when they escalate or complain', () => {
    for (const [id, channel] of [
      ['facebook', 'dpo-email'],
      ['ftc', 'complaint'],
      ['google-search', 'ncii-removal'],
    ] as const) {
      const text = allText(render(id, channel));
      expect(text, id).toContain('3 November 2026, 10:00 UTC: to Earlier Desk, reference Previousred-1');
      expect(text, id).toContain('P-red');
    }
  });

  it.each([
    ['hetzner', 'abuse-form'],
    ['cloudflare', 'abuse-form'],
    ['cloudflare', 'abuse-ncsei'],
  ])('to the host %s/%s hold the addresses and nothing about the person or who signs', (id, channel) => {
    const text = allText(render(id, channel));
    expect(text).toContain('https://pages.site-red.test/post/1');
    expect(text).not.toMatch(
      /Consentred|Depictionred|Claimantred|Authorityred|Signaturered|Priorred|P-red|Illegalred|relationship/,
    );
  });

  it('come with a letter of authority that names nobody', () => {
    const letter = CATALOG.templates.renderFile(
      'en',
      'authority-letter',
      scopeOf(viewOf(), { namesSubject: false }),
    );
    expect(letter).toContain('signed authority Authorityred');
    expect(letter).not.toMatch(/Subjectred|site-red/);
  });
});
