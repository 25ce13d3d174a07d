import { describe, expect, it } from 'vitest';
import { renderOrder } from '../../../src/catalog/render/order.ts';
import type { RenderedEmail } from '../../../src/catalog/rendered.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { CHIRP } from './fixture-files.ts';
import { AS_SUBJECT, catalogOf, noticeOf, recipientOf, viewOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');

function email(view: NoticeView = viewOf()): RenderedEmail {
  const order = renderOrder(chirp, 'desk', view, catalog);
  if (order.kind !== 'email') throw new Error('desk is no e-mail channel');
  return order;
}

describe('an e-mail', () => {
  it('has address, subject, sender and tidy text, parts included', () => {
    expect(email()).toMatchObject({
      kind: 'email',
      to: 'safety@chirp.example',
      subject: 'Notice td_1 [RDR-t1]',
      language: 'en',
      from: { name: 'Harbour', email: 'desk@harbour.example' },
      replyTo: 'desk+t1@harbour.example',
    });
    expect(email().text).toBe(
      'To Chirp\n\nhttps://chirp.com/ann/status/12\n\nhttps://chirpimg.com/12.jpg\n\nShe never agreed to this.\nRobin Reed, Harbour Helpline\n',
    );
  });

  it('never names the person shown, though the template would', () => {
    expect(email().text).not.toContain('Secret Subject');
    const naming = catalogOf({
      'sites/chirp.yaml': CHIRP.replace('    kind: email\n', '    kind: email\n    namesSubject: true\n'),
    });
    const order = renderOrder(recipientOf(naming, 'chirp'), 'desk', viewOf(), naming);
    expect(order.kind === 'email' && order.text).toContain('Person: Secret Subject');
  });

  it('keeps its subject on one line, whatever a name holds', () => {
    const hostco = recipientOf(catalog, 'hostco');
    const view = viewOf({ recipient: { id: 'hostco', name: 'Host\r\nBcc: x@y.example', kind: 'host' } });
    const order = renderOrder(hostco, 'abuse', view, catalog);
    expect(order.kind === 'email' && order.subject).toBe('Host Bcc: x@y.example: td_1');
  });

  it('carries the authority letter of a representative, and none of the person shown', () => {
    expect(email().attachments[0]).toEqual({
      filename: 'authority-letter.txt',
      contentType: 'text/plain; charset=utf-8',
      content: 'We act on a signed authority.\n',
    });
    const own = email(viewOf({ notice: noticeOf({ claimant: AS_SUBJECT, authority: undefined }) }));
    expect(own.attachments.map((file) => file.filename)).toEqual(['xarf.json', 'xarf-2.json']);
  });

  it('carries one XARF report for each location, with ids that a repetition has too', () => {
    const [, first, second] = email().attachments;
    const report: unknown = JSON.parse(first?.content ?? '');
    const party = { org: 'Harbour Helpline', contact: 'desk@harbour.example', domain: 'harbour.example' };
    expect(report).toEqual({
      xarf_version: '4.2.0',
      report_id: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      timestamp: '2026-10-03T10:00:00Z',
      reporter: party,
      sender: party,
      source_identifier: 'chirp.com',
      category: 'content',
      type: 'exposed_data',
      data_types: ['personal_information'],
      exposure_method: 'forum_post',
      url: 'https://chirp.com/ann/status/12',
      description: expect.any(String),
      tags: ['ncii:adult'],
    });
    expect(first?.contentType).toBe('application/json');
    expect(JSON.parse(second?.content ?? '')).toMatchObject({
      source_identifier: 'chirpimg.com',
      url: 'https://chirpimg.com/12.jpg',
    });
    expect(email()).toEqual(email());
    expect(email(viewOf({ tag: 'RDR-t2' })).attachments[1]?.content).not.toBe(first?.content);
  });

  it('does not take a value for a template', () => {
    const notice = noticeOf({ statements: { nonConsent: '{{ notice.subject.name }}', goodFaith: true } });
    expect(email(viewOf({ notice })).text).toContain('{{ notice.subject.name }}');
  });
});
