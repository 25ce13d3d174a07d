import type { SendMailOptions } from 'nodemailer';
import type { RenderedAttachment } from '../../catalog/rendered.ts';
import type { SendOrder } from '../../flow/ports.ts';
import { oneAddress } from './address.ts';

export type Composed =
  | { readonly mail: SendMailOptions }
  /** An address in the order is no address: `bad_recipient`, `bad_sender` or `bad_reply_to`. */
  | { readonly invalid: string };

/**
 * The message of a notice. Its Message-ID is made of the notice key alone and so stays the same over all tries: a
 * desk that gets it twice sees one message (RFC 5322, 3.6.4). The Date is that of the try.
 *
 * No Auto-Submitted: a person asked for this notice, and RFC 3834 forbids responders to answer messages that carry
 * it, while the desk's automatic receipt is the proof of arrival. No Precedence and no List-Unsubscribe (RFC 8058),
 * for it is no bulk mail. No HTML, no images, nothing that tracks.
 */
export function composeMessage(
  order: SendOrder<'email'>,
  settings: { readonly messageDomain?: string | undefined; readonly envelopeSender?: string | undefined },
): Composed {
  const { rendered } = order;
  const to = oneAddress(rendered.to);
  const from = oneAddress(rendered.from.email);
  const replyTo = rendered.replyTo ? oneAddress(rendered.replyTo) : undefined;
  if (to === undefined) return { invalid: 'bad_recipient' };
  if (from === undefined) return { invalid: 'bad_sender' };
  if (rendered.replyTo && replyTo === undefined) return { invalid: 'bad_reply_to' };
  return {
    mail: {
      messageId: `<${order.noticeKey}@${settings.messageDomain ?? domainOf(from)}>`,
      envelope: { from: settings.envelopeSender ?? from, to: [to] },
      from: { name: oneLine(rendered.from.name), address: from },
      to: { name: '', address: to },
      ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
      subject: oneLine(rendered.subject),
      text: rendered.text,
      // Quoted-printable gives every URL back as it was; format=flowed may join or break lines around it.
      textEncoding: 'quoted-printable',
      headers: { 'Content-Language': oneLine(rendered.language) },
      attachments: rendered.attachments.map(attachment),
      xMailer: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function attachment({ filename, contentType, content }: RenderedAttachment) {
  return {
    filename: oneLine(filename).replace(/[/\\]/g, '_'),
    contentType: oneLine(contentType),
    content: Buffer.from(content, 'utf8'),
    encoding: 'base64',
    contentDisposition: 'attachment' as const,
  };
}

/** No line break or other control character survives into a header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
