/** How a takedown can end (DESIGN 5). */
export const OUTCOMES = [
  'removed',
  'restricted',
  'delisted',
  'refused',
  'no_response',
  'already_gone',
  'unreachable',
  'exhausted',
  'withdrawn',
  'minor_route',
] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/**
 * Why a recipient said no: one list over all channels. It follows the reasons that recipients give today
 * (Cloudflare's denial_reason, Google's delisting answers, DSA Art. 17 statements of reasons).
 */
export const REFUSAL_REASONS = [
  'not_a_violation',
  'incomplete_report',
  'cannot_locate',
  'cannot_confirm',
  'not_ours',
  'duplicate',
  'wrong_channel',
  'not_authorised',
  'public_interest',
  'needs_court_order',
  'already_removed',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type Outcome =
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: Exclude<OutcomeKind, 'refused'> };

/** Outcomes after which the URL stays under watch, since the image may come back (DESIGN 4). */
export const WATCHED_OUTCOMES: ReadonlySet<OutcomeKind> = new Set([
  'removed',
  'already_gone',
  'delisted',
  'restricted',
  'unreachable',
]);

export function describeOutcome(outcome: Outcome): string {
  return outcome.kind === 'refused' ? `refused (${outcome.reason})` : outcome.kind;
}
