import type { Curve, Step } from './kaplan-meier.ts';

/** A curve that is drawn needs no more steps than a screen has rows. */
const FALL = 1 / 100;

/** The steps of a curve that are seen in a picture: the first, the last, and each by which it has come down visibly. */
export function thin({ steps }: Pick<Curve, 'steps'>): readonly Step[] {
  let kept = Number.POSITIVE_INFINITY;
  return steps.filter((step, index) => {
    const seen = index === steps.length - 1 || kept - step.surviving >= FALL;
    if (seen) kept = step.surviving;
    return seen;
  });
}
