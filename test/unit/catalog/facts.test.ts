import { v5 } from 'uuid';
import { describe, expect, it, test } from 'vitest';
import { noticeFacts } from '../../../src/catalog/render/facts.ts';
import { handoverText } from '../../../src/catalog/render/handover.ts';
import { xarfReports } from '../../../src/catalog/render/xarf.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { change } from './edits.ts';
import { CHIRP } from './fixture-files.ts';
import { AS_SUBJECT, catalogOf, noticeOf, recipientOf, viewOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');
const EVERYTHING = viewOf({
  notice: noticeOf({
    claimant: {
      role: 'representative',
      organisation: 'Harbour Helpline',
      name: 'Robin Reed',
      email: 'desk@harbour.example',
      phone: '+1 202 555 0100',
      postalAddress: '1 Quay',
      country: 'US',
    },
    depiction: { shown: 'synthetic_image', context: 'relationship', description: 'the first picture' },
    statements: { nonConsent: 'Never agreed.', goodFaith: true, accuracy: true, illegality: 'Act, s.1' },
    priorReports: [{ by: 'Ann', to: 'the form', on: '2026-09-01', reference: 'F-1' }],
    hashes: [{ kind: 'md5', value: '00112233445566778899aabbccddeeff' }],
  }),
  policies: [
    { title: 'Rules', clause: '4', url: 'https://chirp.example/rules', readOn: '2026-01-01' },
    { title: 'More', clause: '', url: 'https://chirp.example/more', readOn: '2026-01-01' },
  ],
});
const LEAST = viewOf({
  notice: noticeOf({
    claimant: AS_SUBJECT,
    authority: undefined,
    subject: undefined,
    depiction: { shown: 'unknown', context: 'unknown' },
    statements: { goodFaith: false },
    signature: undefined,
  }),
  urls: ['https://chirp.com/ann/status/12'],
  helpline: { ...viewOf().helpline, phone: '+353 1 555', postalAddress: '2 Pier', country: '' },
  previous: [],
  regimes: [],
  deadline: '',
  replyTo: '',
});

describe('the facts of a notice', () => {
  it('are one to a line', () => {
    expect(noticeFacts(EVERYTHING, true).split('\n')).toEqual([
      'Recipient: Chirp',
      'Where the image is: https://chirp.com/ann/status/12',
      'Where the image is: https://chirpimg.com/12.jpg',
      'What is shown: synthetic image',
      'Context: relationship',
      'How to find it: the first picture',
      'Filed by: Robin Reed, Harbour Helpline',
      'Acting as: authorised representative',
      'Authority: a signed authority (consent of 2026-10-01)',
      'Answers to: desk+t1@harbour.example',
      'Telephone: +1 202 555 0100',
      'Postal address: 1 Quay',
      'Country: US',
      'Person shown: Secret Subject',
      'Non-consent: Never agreed.',
      'Good faith: stated',
      'Accuracy: stated',
      'Illegality: Act, s.1',
      'Law: Invented, section 1',
      'Own policy: Rules, 4, https://chirp.example/rules',
      'Own policy: More, https://chirp.example/more',
      'Reported before: by Ann, to the form, 2026-09-01, F-1',
      'Earlier notice: Hostco, 2026-10-01T00:00:00Z, H-7',
      'MD5: 00112233445566778899aabbccddeeff',
      'Signed: Robin Reed, 2026-10-02',
      'Deadline: 2026-10-05T10:00:00Z',
      'Our reference: RDR-t1',
    ]);
  });

  it('leave out what is not known, and take from the helpline what the claimant does not say', () => {
    expect(noticeFacts(LEAST, true).split('\n')).toEqual([
      'Recipient: Chirp',
      'Where the image is: https://chirp.com/ann/status/12',
      'Filed by: Robin Reed',
      'Acting as: the person shown',
      'Telephone: +353 1 555',
      'Postal address: 2 Pier',
      'Our reference: RDR-t1',
    ]);
  });

  it('name the person shown only where that is needed', () => {
    expect(noticeFacts(EVERYTHING, false)).not.toContain('Secret Subject');
  });
});

describe('what is handed over', () => {
  const handed = (channel: string, view: NoticeView, from = catalog) =>
    handoverText(recipientOf(from, 'chirp'), channel, view, from);
  const record = 'Record here that it was sent, with the reference if there is one';

  it('for an e-mail that cannot be written are the facts', () => {
    const naming = catalogOf({ 'templates/en/notice.liquid': '{{ content.user }}' });
    const view = viewOf({ content: {} });
    expect(handed('desk', view, naming)).toEqual({
      text: `${noticeFacts(view, false)}\n`,
      checklist: ["Send the text from the helpline's own address", record],
    });
  });

  it('for an e-mail end with one line break', () => {
    expect(handed('desk', viewOf()).text).toMatch(/[^\n]\n$/);
  });

  it('for an e-mail end with its letters, each under its name', () => {
    expect(handed('desk', viewOf()).text).toContain(
      '\n--- authority-letter.txt ---\nWe act on a signed authority.\n\n--- xarf.json ---\n{',
    );
  });

  it('for an assisted channel without a checklist are the plain steps', () => {
    const bare = catalogOf({ 'sites/chirp.yaml': change(CHIRP, '    checklist: [Read the page]\n', '') });
    expect(handed('letter', viewOf(), bare).checklist).toEqual(['Send the text to the recipient', record]);
  });

  it('for an assisted channel whose text cannot be written are the facts and its own steps', () => {
    const naming = catalogOf({
      'sites/chirp.yaml': change(
        CHIRP,
        'link: https://chirp.com/privacy',
        'link: "https://chirp.com/{{ content.user }}"',
      ),
    });
    const view = viewOf({ content: {} });
    expect(handed('letter', view, naming)).toEqual({
      text: `${noticeFacts(view, false)}\n`,
      checklist: ['Read the page'],
    });
  });

  it('for an API are its title, the facts, and the way round it', () => {
    expect(handed('api', EVERYTHING)).toEqual({
      text: `Chirp report API\n\n${noticeFacts(EVERYTHING, false)}\n`,
      checklist: ["Report it through the recipient's own pages or contact", record],
    });
  });

  it('for a form has no link where the URL cannot be made', () => {
    const strict = catalogOf({
      'sites/chirp.yaml': change(CHIRP, "{{ content.user | default: '' }}", '{{ content.user }}'),
    });
    expect(handed('form', viewOf({ content: {} }), strict).link).toBeUndefined();
    expect(handed('form', viewOf(), strict).link).toBe('https://chirp.com/help?u=ann');
  });

  it('for a form of the person shown has no letter', () => {
    const notice = noticeOf({ claimant: AS_SUBJECT, authority: undefined });
    const { text, checklist } = handed('form', viewOf({ notice }));
    expect(text).not.toContain('Authority letter');
    expect(text).toMatch(/^Fields of the form\n/);
    expect(text).toMatch(/\n\nFacts of the notice\nRecipient: Chirp\n/);
    expect(text).toMatch(/Our reference: RDR-t1\n$/);
    expect(checklist).toEqual([
      'Open the form by the link',
      'Fill it in with the text below',
      'Send it and copy the reference from the confirmation',
      record,
    ]);
  });

  it('for a form without steps are the facts alone', () => {
    const steps = CHIRP.slice(CHIRP.indexOf('    steps:'), CHIRP.indexOf('    success:'));
    const bare = catalogOf({ 'sites/chirp.yaml': change(CHIRP, steps, '') });
    expect(handed('form', viewOf(), bare).text).toBe(`Facts of the notice\n${noticeFacts(viewOf(), true)}\n`);
  });
});

describe('a XARF report', () => {
  const NAMESPACE = '6f0b4c1d-e2a9-4d1b-8a57-c3f2d9e07b64';
  const view = viewOf({ urls: ['https://chirp.com/1', 'no url', 'https://x.example/3'] });
  const reports = () => xarfReports(view).map((file): unknown => JSON.parse(file.content));

  it.each([
    [0, 'RDR-t1', 'chirp.com'],
    [1, 'RDR-t1/2', 'chirp.com'],
    [2, 'RDR-t1/3', 'x.example'],
  ])('number %d has the UUID version 5 of %s, and is about %s', (index, name, host) => {
    expect(reports()[index]).toMatchObject({ report_id: v5(name, NAMESPACE), source_identifier: host });
  });

  it('is a file of its own that ends with a line break', () => {
    expect(xarfReports(view).map((file) => file.filename)).toEqual([
      'xarf.json',
      'xarf-2.json',
      'xarf-3.json',
    ]);
    expect(xarfReports(view)[0]?.content).toMatch(/^\{\n {2}"xarf_version"[\s\S]*\n\}\n$/);
  });

  test('says that it is about an adult, and carries no evidence', () => {
    expect(reports()[0]).toHaveProperty('description', expect.stringContaining('of an adult'));
    expect(reports()[0]).not.toHaveProperty('evidence');
  });

  it('is made by the helpline', () => {
    expect(chirp.id).toBe('chirp');
    expect(reports()[0]).toMatchObject({ reporter: { domain: 'harbour.example' } });
  });
});
