import { connect } from 'node:net';
import { parseSmtpUrl } from '../../channels/email/smtp-url.ts';
import type { Config } from '../../config.ts';
import { RedressError } from '../../domain/errors.ts';
import type { Found } from './finding.ts';

export async function mail(config: Config): Promise<Found> {
  if (config.mode === 'sandbox') return { state: 'ok', text: 'practice desks' };
  if (config.smtpUrl === undefined) {
    return {
      state: 'fault',
      text: 'no mail server',
      cure: 'Set REDRESS_SMTP_URL, e.g. smtps://user:password@mail.helpline.example:465',
    };
  }
  const { host, port } = parseSmtpUrl(config.smtpUrl);
  await reach(host, port);
  if (config.replyAddress === undefined) {
    return {
      state: 'note',
      text: `${host}:${port} answers; answers of platforms go to the helpline's own address`,
      cure: 'Set REDRESS_REPLY_ADDRESS to a mailbox that takes subaddresses (name+tag@).',
    };
  }
  return { state: 'ok', text: `${host}:${port} answers` };
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 5_000 }, () => {
      socket.destroy();
      resolve();
    });
    const failed = (): void => {
      socket.destroy();
      reject(
        new RedressError('smtp_unreachable', `${host}:${port} does not answer.`, {
          field: 'REDRESS_SMTP_URL',
          cure: 'Check host, port and firewall.',
        }),
      );
    };
    socket.once('error', failed).once('timeout', failed);
  });
}
