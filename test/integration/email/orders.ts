import { randomUUID } from 'node:crypto';
import type { RenderedEmail } from '../../../src/catalog/rendered.ts';
import type { EmailSenderOptions } from '../../../src/channels/email/sender.ts';
import { noticeKey } from '../../../src/domain/ids.ts';
import type { SendOrder } from '../../../src/flow/ports.ts';
import { recordingLog } from '../../contract/recording-log.ts';

/** An order as the catalog would render it, with what the test says about it. */
export function emailOrder(more: Partial<RenderedEmail> = {}, key?: string): SendOrder<'email'> {
  const takedownId = `td_${randomUUID()}`;
  const notice =
    key ?? noticeKey({ takedownId, cycle: 0, rung: 0, recipient: 'practice', channel: 'desk-email' });
  return {
    key: `${notice}-1`,
    noticeKey: notice,
    takedownId,
    recipient: 'practice',
    channel: 'desk-email',
    rendered: {
      kind: 'email',
      to: 'abuse@practice.test',
      subject: 'Report of non-consensual intimate imagery',
      text: 'https://practice.test/v/1\n',
      language: 'en',
      attachments: [],
      from: { name: 'Practice Helpline', email: 'desk@helpline.test' },
      ...more,
    },
  };
}

/** Sender settings for a plain server on this port, with timeouts fit for a test. */
export function settings(port: number, more: Partial<EmailSenderOptions['smtp']> = {}): EmailSenderOptions {
  return {
    smtp: { host: '127.0.0.1', port, tls: 'none', name: 'worker.helpline.test', ...more },
    messageDomain: 'helpline.test',
    log: recordingLog().log,
  };
}
