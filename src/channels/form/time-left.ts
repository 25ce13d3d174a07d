import type { Millis } from '../../domain/time.ts';

/** The whole form's time. No step gets more than what is left of it. */
export interface TimeLeft {
  left(): Millis;
  /** `wanted`, or what is left if that is less; never below 1, since 0 means "for ever" to Playwright. */
  atMost(wanted: Millis): Millis;
}

export function timeLeft(total: Millis): TimeLeft {
  const until = performance.now() + total;
  const left = () => Math.max(0, until - performance.now());
  return { left, atMost: (wanted) => Math.max(1, Math.min(wanted, left())) };
}
