import type { RefusalReason } from './outcome.ts';
import type { Instant, Millis } from './time.ts';

/** Why a person must take over a send. None of these is ever worked around. */
export const HANDOVER_REASONS = [
  'assisted',
  'unchecked',
  'captcha',
  'login',
  'drift',
  'missing_secret',
  'missing_field',
  'unknown_delivery',
] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/**
 * What became of one try to deliver a notice. `code` is a short machine word (`smtp_550`, `http_503`,
 * `connection_refused`); nothing here is red, for it goes into the event log as it is.
 */
export type Delivery =
  /** Handed over: the SMTP server took it, the API answered success, the form showed its confirmation. */
  | { readonly result: 'sent'; readonly code: string; readonly hasReference: boolean }
  /** Not delivered, and trying again may help: the only thing that is ever retried. */
  | { readonly result: 'retry'; readonly code: string; readonly retryAfter?: Millis | undefined }
  /** Not delivered, and this channel will never take it (address unknown, 4xx, validation). */
  | { readonly result: 'failed'; readonly code: string }
  /** The recipient answered at once that it will not act. */
  | { readonly result: 'refused'; readonly code: string; readonly reason: RefusalReason }
  /** The recipient answered at once that the content is gone. A check must prove it. */
  | { readonly result: 'says_gone'; readonly code: string; readonly hasReference: boolean }
  /** A person must do it; the text is kept, sealed, with the task. */
  | { readonly result: 'handover'; readonly code: string; readonly reason: HandoverReason }
  /** The point of no return was passed and no answer came. */
  | { readonly result: 'unknown'; readonly code: string };

/** What a recipient said later, whoever heard it: a status poll, a person, a mailbox. */
export const REPLY_KINDS = [
  'receipt',
  'in_review',
  'says_gone',
  'delisted',
  'restricted',
  'refused',
  'needs_more',
] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export interface Reply {
  readonly kind: ReplyKind;
  readonly reason?: RefusalReason | undefined;
  readonly via: 'api' | 'person' | 'mail';
  readonly at: Instant;
}
