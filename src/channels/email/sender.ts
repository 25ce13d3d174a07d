import { RedressError } from '../../domain/errors.ts';
import type { EffectControl, Logger, Sender, SendOrder, SendReport } from '../../flow/ports.ts';
import { abortError, throwIfAborted } from '../abort.ts';
import { evidence } from '../evidence.ts';
import { isHostName } from './address.ts';
import { checkSmtpOptions } from './check-options.ts';
import { HandOver } from './hand-over.ts';
import { composeMessage } from './message.ts';
import type { SmtpOptions } from './options.ts';
import { isMailError, readReply, smtpFailure } from './smtp-failure.ts';
import { smtpOutcome } from './smtp-outcome.ts';
import { openTransport } from './transport.ts';

export interface EmailSenderOptions {
  readonly smtp: SmtpOptions;
  /**
   * What stands after the @ in Message-IDs; without it the mail domain of the helpline that writes. All processes of an
   * installation must use the same one.
   */
  readonly messageDomain?: string | undefined;
  readonly log: Logger;
}

/**
 * Sends notices by e-mail through a pool of SMTP connections. `commit` is awaited after the server accepted the
 * recipient and before the first byte of the message. A try of unknown fate may be repeated: the Message-ID is the
 * same, so the desk sees one message. Throws RedressError for settings that cannot work.
 */
export function createEmailSender(options: EmailSenderOptions): Sender<'email'> {
  const { smtp, messageDomain, log } = options;
  checkSmtpOptions(smtp);
  if (messageDomain !== undefined && !isHostName(messageDomain)) {
    throw new RedressError('message_domain', 'the domain for Message-IDs is no host name', {
      field: 'messageDomain',
    });
  }
  const transport = openTransport(smtp);
  const running = new Set<Promise<SendReport>>();
  let closed = false;

  async function deliver(order: SendOrder<'email'>, control: EffectControl): Promise<SendReport> {
    throwIfAborted(control.signal);
    const composed = composeMessage(order, { messageDomain, envelopeSender: smtp.envelopeSender });
    if ('invalid' in composed) return { delivery: { result: 'failed', code: composed.invalid } };
    const handOver = new HandOver(control.commit);
    try {
      const mail = { ...composed.mail, handOver, signal: control.signal };
      const { response } = await transport.sendMail(mail);
      const code = `smtp_${readReply(response)?.code ?? 250}`;
      return { delivery: { result: 'sent', code, hasReference: false }, evidence: evidence(response) };
    } catch (error) {
      return await reportOf(error, handOver, control.signal);
    }
  }

  async function reportOf(error: unknown, handOver: HandOver, signal: AbortSignal): Promise<SendReport> {
    const committed = await handOver.committed();
    if (handOver.refusal) throw handOver.refusal.error;
    if (signal.aborted) {
      if (!committed) throw abortError();
      return { delivery: { result: handOver.complete ? 'unknown' : 'retry', code: 'smtp_aborted' } };
    }
    if (!isMailError(error)) {
      if (closed) return { delivery: { result: 'retry', code: 'closed' } };
      throw error;
    }
    const { delivery, ours } = smtpOutcome(smtpFailure(error, handOver.complete));
    if (ours) log.warn({ code: delivery.code }, 'the mail server does not accept our settings');
    return {
      delivery,
      evidence: evidence(typeof error.response === 'string' ? error.response : undefined),
    };
  }

  return {
    kind: 'email',
    async send(order, control) {
      const sending = deliver(order, control);
      running.add(sending);
      try {
        return await sending;
      } finally {
        running.delete(sending);
      }
    },
    async close() {
      closed = true;
      transport.close();
      await Promise.allSettled(running);
    },
  };
}
