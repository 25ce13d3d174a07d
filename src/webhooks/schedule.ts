import type { Instant, Millis } from '../domain/time.ts';
import { HOUR, SECOND } from '../domain/time.ts';
import type { Settled } from '../flow/outbox.ts';

/** What a receiver answered, or why it did not. */
export interface Answered {
  /** `http_NNN`, `net_...`, `timeout`, `outbound_...`. */
  readonly code: string;
  readonly status?: number | undefined;
  /** As `Retry-After` asks. */
  readonly retryAfter?: Millis | undefined;
}

/** Tries of one message; the last is about two days after the first. */
export const MOST_TRIES = 12;
const FIRST: Millis = 5 * SECOND;
const FACTOR = 4;
const LONGEST: Millis = 8 * HOUR;

/** Whether a receiver took it (Standard Webhooks: any 2xx; redirects are not followed). */
export function isTaken({ status }: Answered): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** 410 Gone: the receiver wants no more messages (Standard Webhooks, "Delivery"). */
export function isGone({ status }: Answered): boolean {
  return status === 410;
}

/**
 * What follows a try: done, again after a pause that grows, or never again. `chance` (0 to 1) spreads the pause by a
 * quarter to both sides, so that a receiver that comes back is not asked by everybody at once.
 */
export function afterTry(answered: Answered, tries: number, now: Instant, chance: number): Settled {
  if (isTaken(answered)) return { state: 'delivered' };
  if (isGone(answered) || tries >= MOST_TRIES) return { state: 'dead' };
  const pause = Math.min(FIRST * FACTOR ** (tries - 1), LONGEST) * (0.75 + chance / 2);
  const asked = Math.min(answered.retryAfter ?? 0, LONGEST);
  return { state: 'pending', dueAt: now + Math.round(Math.max(pause, asked)) };
}
