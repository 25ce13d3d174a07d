import type { RefusalReason } from '../outcome.ts';
import { DAY, MINUTE, type Millis } from '../time.ts';
import type { Estimate, RecipientFigure, RemovedBy } from './figures.ts';
import { type Curve, kaplanMeier, type Risk } from './kaplan-meier.ts';
import { kindOf } from './kind.ts';
import type { NoticeEnd } from './notices.ts';
import type { Period, Span } from './period.ts';
import { quantile, survivingAt } from './quantile.ts';
import { thin } from './thin.ts';
import { shareOf } from './wilson.ts';

/** After how long it is asked what was removed by then. Two weeks decide of kind and rank. */
export const MARKS: readonly Millis[] = [DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY];
export const JUDGED_AFTER: Millis = 14 * DAY;

/** What a ledger counts of the notices that reached a recipient in a period. Times in milliseconds. */
export interface Counted {
  readonly notices: number;
  readonly ends: Readonly<Record<NoticeEnd | 'open', number>>;
  readonly reasons: Readonly<Partial<Record<RefusalReason, number>>>;
  readonly answered: number;
  readonly pushedBack: number;
  readonly returned: number;
  /** Whose deadline has passed while they were watched, or that were removed before it; how many of them in time. */
  readonly due: number;
  readonly inTime: number;
  readonly deadlineAhead: number;
  readonly removal: { readonly risks: readonly Risk[]; readonly lastTime: Millis };
  readonly receipt: { readonly risks: readonly Risk[]; readonly lastTime: Millis };
  /** For each mark: watched for so long; and those that were removed before. */
  readonly watched: readonly { readonly still: number; readonly before: number }[];
}

/** The statistics of a recipient from what was counted. */
export function statisticsOf(
  recipient: string,
  period: Period,
  span: Span,
  counted: Counted,
): RecipientFigure {
  const { notices, ends, reasons, deadlineAhead } = counted;
  const removal = kaplanMeier(notices, counted.removal.risks, counted.removal.lastTime);
  const receipt = kaplanMeier(notices, counted.receipt.risks, counted.receipt.lastTime);
  const removedBy = MARKS.map((after, index) => removedByOf(removal, after, counted.watched[index]));
  const answered = shareOf(counted.answered, notices);
  const pushedBack = shareOf(counted.pushedBack, notices);
  return {
    recipient,
    period,
    span,
    notices,
    ends,
    reasons,
    answered,
    pushedBack,
    returned: shareOf(counted.returned, ends.removed),
    inTime: shareOf(counted.inTime, counted.due),
    deadlineAhead,
    receipt: estimateOf(receipt),
    removal: estimateOf(removal),
    removedBy,
    kind: kindOf({
      ...conductOf(removedBy.find((one) => one.after === JUDGED_AFTER)),
      answered: answered.interval,
      pushedBack: pushedBack.share ?? 0,
    }),
    curve: thin(removal).map(({ time, surviving, band, atRisk }) => ({ at: time, surviving, band, atRisk })),
  };
}

/** The lower end of the band of what was still there after two weeks: what the rank is by. Null when nobody can say. */
export function stillThereAtLeast({
  removedBy,
}: {
  readonly removedBy: readonly RemovedBy[];
}): number | null {
  const { judged, stillThere } = conductOf(removedBy.find((one) => one.after === JUDGED_AFTER));
  return judged === 0 || stillThere === undefined ? null : stillThere.band.low;
}

function conductOf(mark: RemovedBy | undefined) {
  if (mark === undefined || mark.share === null || mark.band === null)
    return { judged: 0, stillThere: undefined };
  const band = { low: 1 - mark.band.high, high: 1 - mark.band.low };
  return { judged: mark.judged, stillThere: { share: 1 - mark.share, band } };
}

function removedByOf(
  curve: Curve,
  after: Millis,
  watched: Counted['watched'][number] | undefined,
): RemovedBy {
  const { still, before } = watched ?? { still: 0, before: 0 };
  const found = survivingAt(curve, after, still);
  if (found === undefined) return { after, share: null, band: null, judged: still + before };
  const { surviving, band } = found;
  return {
    after,
    share: 1 - surviving,
    band: { low: 1 - band.high, high: 1 - band.low },
    judged: still + before,
  };
}

function estimateOf(curve: Curve): Estimate {
  return { n: curve.n, events: curve.events, median: quantile(curve, 0.5), ninety: quantile(curve, 0.9) };
}

/** Times are counted in whole minutes, upwards: looks are hours apart. */
export const RESOLUTION: Millis = MINUTE;
