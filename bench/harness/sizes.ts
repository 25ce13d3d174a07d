/** How much is measured. */
export interface Sizes {
  readonly rounds: number;
  /** Effects that both sides do beforehand: a worker runs for days, so what is measured is code that is warm. */
  readonly warmUp: number;
  /** Takedowns in one pass, by what is measured. */
  readonly email: number;
  readonly api: number;
  readonly check: number;
  readonly form: number;
  readonly intake: number;
  /** Checks made in one pass of the scale measurement. */
  readonly scaleChecks: number;
  readonly scaleSmall: number;
  /** Sizes of the ledger between these two, which the report gives beside the ratio. */
  readonly scaleBetween: readonly number[];
  readonly scaleLarge: number;
  /** Due takedowns of another platform beside the urgent one, and urgent ones in one pass. */
  readonly backlog: number;
  readonly urgent: number;
  /** Effects of a kind at once, ours and bare alike. */
  readonly concurrency: number;
  /** Worker processes that share these. */
  readonly workers: number;
  readonly formConcurrency: number;
}

const QUICK: Sizes = {
  rounds: 3,
  warmUp: 6_000,
  email: 3_000,
  api: 6_000,
  check: 9_000,
  form: 8,
  intake: 2_000,
  scaleChecks: 500,
  scaleSmall: 1_000,
  scaleBetween: [],
  scaleLarge: 100_000,
  backlog: 10_000,
  urgent: 5,
  concurrency: 50,
  workers: 1,
  formConcurrency: 2,
};

const FULL: Sizes = {
  ...QUICK,
  rounds: 7,
  warmUp: 6_000,
  email: 5_000,
  api: 10_000,
  check: 15_000,
  form: 20,
  intake: 10_000,
  scaleChecks: 2_000,
  scaleBetween: [100_000],
  scaleLarge: 1_000_000,
  backlog: 50_000,
  urgent: 9,
};

const SMOKE: Sizes = {
  ...QUICK,
  rounds: 1,
  warmUp: 100,
  email: 100,
  api: 100,
  check: 100,
  form: 2,
  intake: 500,
  scaleChecks: 100,
  scaleSmall: 500,
  scaleLarge: 2_000,
  backlog: 3_000,
  urgent: 2,
};

export const SIZES = { smoke: SMOKE, quick: QUICK, full: FULL } as const;

export function sizesFor(name: keyof typeof SIZES): Sizes {
  return SIZES[name];
}
