import { networkCode } from '../network-code.ts';
import type { SmtpFailure, SmtpStage } from './smtp-outcome.ts';

/** What nodemailer tells about a failed conversation. */
export interface MailError extends Error {
  readonly code: string;
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
}

/** The nodemailer codes that speak of the conversation; all others are bugs of ours. */
const CONVERSATION = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EENVELOPE',
  'EMESSAGE',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
]);

export function isMailError(error: unknown): error is MailError {
  return error instanceof Error && 'code' in error && CONVERSATION.has(String(error.code));
}

/** Puts a nodemailer error into the terms of SMTP. */
export function smtpFailure(error: MailError, handedOver: boolean): SmtpFailure {
  const stage = stageOf(error);
  const reply = readReply(error.response);
  if (reply !== undefined) return { stage, reply, handedOver };
  return { stage, network: networkOf(error), handedOver };
}

/** Reply code and, where given, the enhanced status after it (RFC 2034), of the first line of an answer. */
export function readReply(response: unknown): SmtpFailure['reply'] {
  const found =
    typeof response === 'string' ? /^([2-5]\d\d)(?:[ -]+([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(response) : null;
  return found ? { code: Number(found[1]), enhanced: found[2] } : undefined;
}

function stageOf(error: MailError): SmtpStage {
  const command = typeof error.command === 'string' ? error.command : '';
  if (error.code === 'EAUTH' || command.startsWith('AUTH')) return 'auth';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  return command === 'DATA' ? 'message' : 'session';
}

function networkOf(error: MailError): SmtpFailure['network'] {
  switch (error.code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return 'auth';
    case 'ETLS':
      return 'tls';
    case 'EDNS':
      return 'dns';
    case 'ECONNECTION':
      return 'connection_lost';
    default:
      return networkCode({ code: error.originalCode, cause: error });
  }
}
