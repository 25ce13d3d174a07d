import { describe, expect, it, test } from 'vitest';
import { handoverText } from '../../../src/catalog/render/handover.ts';
import { catalogOf, noticeOf, recipientOf, viewOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');

describe('handoverText', () => {
  it('of a form gives link, each field with its value, the facts and the letter', () => {
    const { text, link, checklist } = handoverText(chirp, 'form', viewOf(), catalog);
    expect(link).toBe('https://chirp.com/help?u=ann');
    expect(checklist[0]).toBe('Open the form by the link');
    expect(text).toContain(
      [
        'Fields of the form',
        'Links: https://chirp.com/ann/status/12',
        'https://chirpimg.com/12.jpg',
        'What happened: She never agreed to this.',
        'Depicted person: Secret Subject',
        '[x] I act as representative',
        'Letter: the authority letter',
      ].join('\n'),
    );
    expect(text).toContain('Earlier notice: Hostco, 2026-10-01T00:00:00Z, H-7');
    expect(text).toContain('Deadline: 2026-10-05T10:00:00Z');
    expect(text).toContain('Authority letter\nWe act on a signed authority.');
  });

  it('of a form says which value is too long instead of failing', () => {
    const notice = noticeOf({ statements: { nonConsent: 'x'.repeat(90) } });
    const { text } = handoverText(chirp, 'form', viewOf({ notice }), catalog);
    expect(text).toContain(`What happened (90 characters; the form takes 80): ${'x'.repeat(90)}`);
  });

  it('of an e-mail gives address, subject, body and letter', () => {
    const { text, link } = handoverText(chirp, 'desk', viewOf(), catalog);
    expect(link).toBeUndefined();
    expect(text).toMatch(/^To: safety@chirp\.example\nSubject: Notice td_1 \[RDR-t1\]\n\nTo Chirp\n/);
    expect(text).toContain('--- authority-letter.txt ---\nWe act on a signed authority.');
  });

  it('of an api gives the facts, even where the request itself cannot be made', () => {
    const { text, checklist } = handoverText(chirp, 'api', viewOf({ content: {} }), catalog);
    expect(text).toMatch(
      /^Chirp report API\n\nRecipient: Chirp\nWhere the image is: https:\/\/chirp\.com\/ann\/status\/12\n/,
    );
    expect(checklist).toHaveLength(2);
  });

  it('of an assisted channel gives its own text, link and checklist', () => {
    expect(handoverText(chirp, 'letter', viewOf(), catalog)).toMatchObject({
      link: 'https://chirp.com/privacy',
      checklist: ['Read the page'],
    });
  });

  test.each(['desk', 'api', 'letter', 'form-body'])('names the person shown nowhere in %s', (channel) => {
    expect(JSON.stringify(handoverText(chirp, channel, viewOf(), catalog))).not.toContain('Secret Subject');
  });

  it('hands over a notice that has the least', () => {
    const notice = noticeOf({
      claimant: { role: 'subject', name: 'Robin Reed', email: 'desk@harbour.example' },
      authority: undefined,
      subject: undefined,
      depiction: undefined,
      statements: {},
      signature: undefined,
    });
    const view = viewOf({ notice, previous: [], regimes: [], deadline: '' });
    const { text } = handoverText(chirp, 'api', view, catalog);
    expect(text).toContain('Acting as: the person shown');
    expect(text).not.toMatch(/undefined|null|: \n/);
  });
});
