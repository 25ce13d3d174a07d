import { isIP, isIPv4 } from 'node:net';
import { RedressError } from '../../domain/errors.ts';
import { isHostName, oneAddress } from './address.ts';
import type { SmtpOptions } from './options.ts';

const LOOPBACK_NAMES = new Set(['localhost', '::1', 'ip6-localhost']);

/**
 * Throws RedressError for settings that cannot work or would send notices in the clear.
 * Codes: smtp_host, smtp_port, smtp_plain, smtp_pool, smtp_timeout, smtp_name, smtp_sender.
 */
export function checkSmtpOptions(smtp: SmtpOptions): void {
  if (isIP(smtp.host) === 0 && !isHostName(smtp.host)) {
    throw fault('smtp_host', 'smtp.host', 'the mail server is no host name or address');
  }
  if (!Number.isInteger(smtp.port) || smtp.port < 1 || smtp.port > 65_535) {
    throw fault('smtp_port', 'smtp.port', 'the port of the mail server is not between 1 and 65535');
  }
  if (smtp.tls === 'none' && !isLoopback(smtp.host)) {
    throw new RedressError('smtp_plain', 'a mail server on another machine needs TLS', {
      field: 'smtp.tls',
      cure: 'Use starttls (port 587) or implicit (port 465); none is for servers on this machine.',
    });
  }
  for (const field of ['connections', 'messagesPerConnection'] as const) {
    const value = smtp[field];
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw fault('smtp_pool', `smtp.${field}`, `${field} is not a whole number above 0`);
    }
  }
  for (const field of ['connectTimeout', 'greetingTimeout', 'answerTimeout'] as const) {
    const value = smtp[field];
    if (value !== undefined && !(value > 0)) {
      throw fault('smtp_timeout', `smtp.${field}`, `${field} is not a number of milliseconds above 0`);
    }
  }
  if (smtp.name !== undefined && !isHostName(smtp.name)) {
    throw fault('smtp_name', 'smtp.name', 'the name for EHLO is no host name');
  }
  if (smtp.envelopeSender !== undefined && oneAddress(smtp.envelopeSender) === undefined) {
    throw fault('smtp_sender', 'smtp.envelopeSender', 'the envelope sender is not one e-mail address');
  }
}

function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.has(host.toLowerCase()) || (isIPv4(host) && host.startsWith('127.'));
}

function fault(code: string, field: string, message: string): RedressError {
  return new RedressError(code, message, { field });
}
