import type { HandoverReason } from '../../domain/delivery.ts';
import type { Millis } from '../../domain/time.ts';
import type { SendReport } from '../../flow/ports.ts';

/** The results a form can have, but for those that its confirmation and its failures give. */
export function handover(reason: HandoverReason, code: string, evidence?: string): SendReport {
  return { delivery: { result: 'handover', reason, code }, evidence };
}

export function retry(code: string, retryAfter?: Millis): SendReport {
  return { delivery: { result: 'retry', code, retryAfter } };
}

export function unknown(code: string, evidence?: string): SendReport {
  return { delivery: { result: 'unknown', code }, evidence };
}
