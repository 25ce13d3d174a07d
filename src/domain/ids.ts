import { createHash } from 'node:crypto';

/** Ids are `td_`, `case_` ... and a UUIDv7, so that they sort by age. */
export type TakedownId = string;
export type CaseId = string;
export type HelplineId = string;
export type TaskId = string;

/**
 * The name of one notice to one desk: takedown, cycle (0, then one more each time the image came back), rung,
 * recipient and channel. The same facts always give the same key, so a second worker cannot make a second notice.
 * It is the source of Message-ID and Idempotency-Key.
 */
export function noticeKey(of: {
  takedownId: TakedownId;
  cycle: number;
  rung: number;
  recipient: string;
  channel: string;
}): string {
  const facts = [of.takedownId, of.cycle, of.rung, of.recipient, of.channel].join('\n');
  return `n${createHash('sha256').update(facts).digest('hex').slice(0, 40)}`;
}

/** The name of one try at delivering a notice: transport retries share the notice key and count `try` up from 1. */
export function attemptKey(notice: string, attempt: number): string {
  return `${notice}-${attempt}`;
}
