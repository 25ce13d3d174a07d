import type { Delivery } from '../../domain/delivery.ts';
import type { NetworkCode } from '../network-code.ts';

/** How far the conversation had come. `session`: greeting, EHLO, STARTTLS. */
export type SmtpStage = 'session' | 'auth' | 'sender' | 'recipient' | 'message';

/** Why a mail server did not take a message. */
export interface SmtpFailure {
  readonly stage: SmtpStage;
  /** What the server answered, if it did. */
  readonly reply?: { readonly code: number; readonly enhanced?: string | undefined } | undefined;
  /** What happened instead of an answer. */
  readonly network?: NetworkCode | 'auth' | undefined;
  /** True once the whole message, up to its last byte, was given to the connection. */
  readonly handedOver: boolean;
}

export interface SmtpOutcome {
  readonly delivery: Delivery;
  /** True when our own settings are at fault, not the recipient: ops must see it. */
  readonly ours: boolean;
}

/** Codes that speak of our login (RFC 4954, section 6), and their enhanced forms (RFC 5248). */
const AUTH_CODES = new Set([530, 534, 535, 538]);
const AUTH_STATUS = /^5\.7\.(8|9|11|12|13|14)$/;

/**
 * What a failure means. The enhanced status (RFC 3463) decides where the server gives one; where it and the reply
 * code disagree about permanence, `temporary` wins, since a retry is bounded and a dead address is not taken back.
 */
export function smtpOutcome(failure: SmtpFailure): SmtpOutcome {
  return failure.reply === undefined ? withoutReply(failure) : withReply(failure, failure.reply);
}

function withoutReply(failure: SmtpFailure): SmtpOutcome {
  const network = failure.network ?? 'network';
  // RFC 5321, 4.5.4.1 and 6.1: who has the message is not known until the answer to the final dot is here.
  if (failure.handedOver) return theirs({ result: 'unknown', code: `smtp_${network}` });
  if (network === 'tls' || network === 'auth') return ours({ result: 'retry', code: `smtp_${network}` });
  return theirs({ result: 'retry', code: network });
}

function withReply(
  { stage }: SmtpFailure,
  { code, enhanced = '' }: NonNullable<SmtpFailure['reply']>,
): SmtpOutcome {
  const named = `smtp_${code}`;
  const retry = { result: 'retry', code: named } as const;
  const failed = { result: 'failed', code: named } as const;
  if (stage === 'auth' || AUTH_CODES.has(code) || AUTH_STATUS.test(enhanced)) {
    return ours({ result: 'retry', code: 'smtp_auth' });
  }
  if (code < 500 || enhanced.startsWith('4.')) return theirs(retry);
  // A server that does not talk to us at all says nothing about the recipient.
  if (stage === 'session') return ours(retry);
  // 503, bad sequence of commands: the session was in a wrong state, not the message.
  if (code === 503) return theirs(retry);
  // X.2.2 mailbox full. RFC 5321 gives 552 the same meaning, RFC 1870 uses it for messages that are too big.
  if (enhanced === '5.2.2' || (code === 552 && enhanced === '' && stage !== 'sender')) return theirs(retry);
  // Our sender address was refused: another recipient's channel would meet the same server and the same answer.
  if (stage === 'sender' && code !== 552 && enhanced !== '5.3.4') return ours(retry);
  return theirs(failed);
}

function theirs(delivery: Delivery): SmtpOutcome {
  return { delivery, ours: false };
}

function ours(delivery: Delivery): SmtpOutcome {
  return { delivery, ours: true };
}
