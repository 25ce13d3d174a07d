/** A 95 % confidence interval of a share, both between 0 and 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5th percentile of the normal distribution. */
export const Z95 = 1.959963984540054;
