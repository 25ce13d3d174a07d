import { type Millis, SECOND } from '../domain/time.ts';

/** What one look may cost (DESIGN 6: size and time capped). */
export interface CheckLimits {
  /** Decoded text that is read of one page, in bytes. */
  readonly textBytes: number;
  /** From the first request to the last byte, redirects and all. */
  readonly total: Millis;
  /** A rendered page: from the first request to the text. */
  readonly render: Millis;
  /** How long a rendered page may go on talking before its text is taken as it is. */
  readonly quiet: Millis;
  readonly redirects: number;
}

export const CHECK_LIMITS: CheckLimits = {
  textBytes: 512 * 1024,
  total: 20 * SECOND,
  render: 30 * SECOND,
  quiet: 6 * SECOND,
  redirects: 5,
};
