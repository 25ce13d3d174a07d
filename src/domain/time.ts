/** A moment as milliseconds since the Unix epoch (UTC). Pure code is given `now`; it never reads a clock. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Millis = number;

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;
