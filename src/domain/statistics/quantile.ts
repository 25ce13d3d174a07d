import type { Interval } from './interval.ts';
import type { Curve, Step } from './kaplan-meier.ts';
import { wilson } from './wilson.ts';

/** The time by which a share had the event; null where the curve, or its band, does not come down so far. */
export interface Quantile {
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Where the curve comes down to 1 - `share`: the first moment at or below it. Its band is where a line at that height meets
 * the bands of the curve (Brookmeyer and Crowley 1982, as R's survfit does it): the lower band is met first.
 *
 * @param share 0.5 for the median, 0.9 for the time by which nine in ten had the event
 */
export function quantile({ steps }: Curve, share: number): Quantile {
  const height = 1 - share;
  // A share of counts is seldom exact in binary: 0.1 * 3 is not 0.3.
  const first = (of: (step: Step) => number) =>
    steps.find((step) => of(step) <= height + 1e-12)?.time ?? null;
  return {
    at: first((step) => step.surviving),
    low: first((step) => step.band.low),
    high: first((step) => step.band.high),
  };
}

export interface Surviving {
  readonly surviving: number;
  readonly band: Interval;
}

/**
 * The curve at a time, for whom `watched` were watched that long. Undefined where nobody was, unless the curve has come to
 * zero. Before the first event the log-log band has no width: Wilson's of none among the watched stands in.
 */
export function survivingAt(curve: Curve, time: number, watched: number): Surviving | undefined {
  const step = curve.steps.findLast((one) => one.time <= time);
  if (watched === 0 && step?.surviving !== 0) return undefined;
  if (step !== undefined) return { surviving: step.surviving, band: step.band };
  return { surviving: 1, band: { low: 1 - wilson(0, watched).high, high: 1 } };
}
