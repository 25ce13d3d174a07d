import { type Interval, Z95 } from './interval.ts';
import { wilson } from './wilson.ts';

/** One who was watched from 0: until the event, or until it could not be watched any more. */
export interface Observation {
  /** Any unit, but the same for all; never negative. */
  readonly time: number;
  /** False: censored, so that all that is known is that it had not happened by then. */
  readonly event: boolean;
}

/** A moment at which events happened, with all who were still watched just before it. */
export interface Risk {
  readonly time: number;
  readonly events: number;
  readonly atRisk: number;
}

export interface Step extends Risk {
  /** The estimated share to whom it has not happened at this moment, the events of the moment included. */
  readonly surviving: number;
  /** Greenwood's variance of `surviving`; null once nobody is left, where it is not defined. */
  readonly variance: number | null;
  /** Pointwise 95 % band of `surviving`. */
  readonly band: Interval;
}

/** A survival curve: it is 1 until the first step, and each step holds until the next. */
export interface Curve {
  readonly n: number;
  readonly events: number;
  readonly steps: readonly Step[];
  /** The longest that anybody was watched; beyond it nothing is known unless the curve has come to zero. */
  readonly lastTime: number;
}

/** Who is censored at a moment is still at risk at it (Kaplan and Meier 1958). */
export function risksOf(observations: readonly Observation[]): readonly Risk[] {
  const sorted = observations.toSorted((a, b) => a.time - b.time);
  const risks: Risk[] = [];
  for (let at = 0; at < sorted.length; ) {
    const time = sorted[at]?.time ?? 0;
    const atRisk = sorted.length - at;
    let events = 0;
    for (; at < sorted.length && sorted[at]?.time === time; at += 1) events += sorted[at]?.event ? 1 : 0;
    if (events > 0) risks.push({ time, events, atRisk });
  }
  return risks;
}

/**
 * Kaplan and Meier's product-limit estimate with Greenwood's variance and the log-log band, which stays between 0 and 1:
 * S^exp(±z·se/(S·ln S)), where se/S is the root of Greenwood's sum (Kalbfleisch and Prentice 1980).
 *
 * At S = 0 the transformation is not defined; the band goes on from the step before (Wilson's, if there is none).
 *
 * @param risks by time, each moment once
 */
export function kaplanMeier(n: number, risks: readonly Risk[], lastTime: number): Curve {
  const steps: Step[] = [];
  let surviving = 1;
  let greenwood = 0;
  for (const risk of risks) {
    const { events, atRisk } = risk;
    const survivors = atRisk - events;
    surviving = survivors === 0 ? 0 : surviving * (survivors / atRisk);
    greenwood += events / (atRisk * survivors);
    const before = steps.at(-1);
    steps.push(
      survivors === 0
        ? {
            ...risk,
            surviving,
            variance: null,
            band: { low: 0, high: before?.band.high ?? wilson(0, n).high },
          }
        : { ...risk, surviving, variance: surviving ** 2 * greenwood, band: logLog(surviving, greenwood) },
    );
  }
  return { n, events: steps.reduce((sum, one) => sum + one.events, 0), steps, lastTime };
}

/** The curve of single observations. */
export function curveOf(observations: readonly Observation[]): Curve {
  const lastTime = observations.reduce((last, one) => Math.max(last, one.time), 0);
  return kaplanMeier(observations.length, risksOf(observations), lastTime);
}

function logLog(surviving: number, greenwood: number): Interval {
  const spread = (Z95 * Math.sqrt(greenwood)) / Math.log(surviving);
  return { low: surviving ** Math.exp(-spread), high: surviving ** Math.exp(spread) };
}
