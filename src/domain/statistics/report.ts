import type { RefusalReason } from '../outcome.ts';
import { DAY, HOUR, type Millis } from '../time.ts';
import type { CurvePoint, Estimate, RecipientStatistics, RemovedBy } from './figures.ts';
import type { Kind } from './kind.ts';
import type { NoticeEnd } from './notices.ts';
import type { Quantile } from './quantile.ts';
import { isShareTold, isSmall, SMALLEST, suppress } from './suppress.ts';
import type { Share } from './wilson.ts';

/** A recipient as a compliance report tells of it. Null, in all of it: held back, or nothing is known. */
export interface ComplianceLine {
  readonly recipient: string;
  /** Something was held back, because it is about too few. */
  readonly suppressed: boolean;
  readonly notices: number | null;
  readonly ends: Readonly<Record<NoticeEnd | 'open', number | null>>;
  /** None where they are held back as a whole. */
  readonly reasons: Readonly<Partial<Record<RefusalReason, number | null>>>;
  readonly answered: Share | null;
  readonly pushedBack: Share | null;
  readonly returned: Share | null;
  readonly inTime: Share | null;
  readonly receipt: Estimate | null;
  readonly removal: Estimate | null;
  readonly removedBy: readonly RemovedByTold[];
  readonly kind: Kind | null;
}

/** `judged` null: held back. `share` null beside a number: nobody was watched so long. */
export interface RemovedByTold extends Omit<RemovedBy, 'judged'> {
  readonly judged: number | null;
}

/** What of the statistics of a recipient may leave Redress: small groups are held back, and times are rounded. */
export function complianceLine(of: RecipientStatistics): ComplianceLine {
  const ends = suppress(new Map(Object.entries(of.ends)));
  const reasons = reasonsTold(of.reasons, ends.counts.get('refused') === null);
  const few = ends.total === null;
  const shares = {
    answered: of.answered,
    pushedBack: of.pushedBack,
    returned: of.returned,
    inTime: of.inTime,
  };
  const told = <T extends Share>(share: T): T | null =>
    few || !isShareTold(share.count, share.of) ? null : share;
  const line = {
    recipient: of.recipient,
    notices: ends.total,
    ends: { ...of.ends, ...Object.fromEntries(ends.counts) },
    reasons,
    answered: told(of.answered),
    pushedBack: told(of.pushedBack),
    returned: ends.counts.get('removed') === null ? null : told(of.returned),
    inTime: told(of.inTime),
    receipt: few ? null : estimateTold(of.receipt, of.answered),
    removal: few ? null : estimateTold(of.removal, { count: of.removal.events, of: of.notices }),
    removedBy: of.removedBy.map((one) => removedByTold(one, few)),
    kind: few ? null : of.kind,
  };
  const held =
    [...ends.counts.values(), ...Object.values(reasons)].includes(null) ||
    Object.keys(reasons).length < Object.keys(of.reasons).length ||
    Object.values(shares).some((share) => told(share) === null);
  return { ...line, suppressed: few || held };
}

/** Times at which a curve is told: it would show single notices otherwise. */
const TOLD_AT: readonly Millis[] = [
  ...[1, 2, 4, 6, 8, 12, 18, 24, 36, 48, 60, 72, 96, 120].map((hours) => hours * HOUR),
  ...[6, 7, 8, 9, 10, 12, 14, 17, 21, 25, 30, 40, 50, 60, 75, 90, 120, 180, 270, 365].map(
    (days) => days * DAY,
  ),
];

/** A curve as far as at least five were watched, at fixed times; none when fewer than five were removed. */
export function curveTold(curve: readonly CurvePoint[], events: number): readonly CurvePoint[] {
  if (events < SMALLEST) return [];
  const points = TOLD_AT.flatMap((at) => {
    const point = curve.findLast((one) => one.at <= at);
    return point === undefined || point.atRisk < SMALLEST ? [] : [{ ...point, at }];
  });
  return points.filter((point, index) => point.surviving !== points[index - 1]?.surviving);
}

/** They add up to the refusals: nothing of them is told where those are held back, or where that would tell them. */
function reasonsTold(of: RecipientStatistics['reasons'], isHeld: boolean): ComplianceLine['reasons'] {
  const { total, counts } = suppress(new Map(Object.entries(of)));
  return isHeld || total === null ? {} : Object.fromEntries(counts);
}

function removedByTold({ after, share, band, judged }: RemovedBy, few: boolean): RemovedByTold {
  const unknown = { after, share: null, band: null };
  if (few || isSmall(judged)) return { ...unknown, judged: null };
  if (share === null) return { ...unknown, judged: 0 };
  const isTold = isShareTold(Math.round(share * judged), judged);
  return isTold ? { after, share, band, judged } : { ...unknown, judged: null };
}

/** Estimates rest on at least five events, or tell that there was none; their times are whole hours, upwards. */
function estimateTold(
  { n, events, median, ninety }: Estimate,
  of: Pick<Share, 'count' | 'of'>,
): Estimate | null {
  if (isSmall(events) || !isShareTold(of.count, of.of)) return null;
  return { n, events, median: rounded(median), ninety: rounded(ninety) };
}

function rounded({ at, low, high }: Quantile): Quantile {
  const hours = (time: number | null): number | null =>
    time === null ? null : Math.ceil(time / HOUR) * HOUR;
  return { at: hours(at), low: hours(low), high: hours(high) };
}
