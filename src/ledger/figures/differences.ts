import type { HelplineId } from '../../domain/ids.ts';
import type { Milestones } from '../../domain/statistics/milestones.ts';
import type { NoticeFact } from '../../domain/statistics/notices.ts';
import { isRolling, monthOf, type Period, ROLLING_PERIODS, spanOf } from '../../domain/statistics/period.ts';
import type { Instant } from '../../domain/time.ts';
import type { StoredMilestones } from './rows.ts';
import { ALL } from './scope.ts';

/** A takedown's milestones before a batch (none for a new one), and after it. */
export interface Moved {
  readonly helplineId: HelplineId;
  readonly before: StoredMilestones | undefined;
  readonly after: Milestones;
}

/** A count that changes by `n`. */
export interface Difference {
  readonly scope: string;
  readonly measure: 'outcome' | 'notices' | 'removals';
  readonly bucket: string;
  readonly n: number;
}

export interface FigureKey {
  readonly scope: string;
  readonly kind: string;
  readonly key: string;
}

/** The hour in which a moment lies (UTC), so that hours sort as texts. */
export const hourOf = (at: Instant): string => new Date(at).toISOString().slice(0, 13);

export const recipientKind = (period: Period): string => `recipient:${period}`;

/** By how much the counts of each scope change. */
export function differences(moved: readonly Moved[]): readonly Difference[] {
  const sums = new Map<string, Difference>();
  const add = (helplineId: HelplineId, measure: Difference['measure'], bucket: string, n: number): void => {
    for (const scope of [ALL, helplineId]) {
      const key = `${scope}\n${measure}\n${bucket}`;
      sums.set(key, { scope, measure, bucket, n: (sums.get(key)?.n ?? 0) + n });
    }
  };
  for (const { helplineId, before, after } of moved) {
    for (const [of, n] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (of === undefined) continue;
      add(helplineId, 'outcome', of.outcome ?? 'open', n);
      for (const notice of of.notices) add(helplineId, 'notices', hourOf(notice.reachedAt), n);
      for (const at of of.removals) add(helplineId, 'removals', hourOf(at), n);
    }
  }
  return inOrder(
    [...sums.values()].filter(({ n }) => n !== 0),
    ({ scope, measure, bucket }) => [scope, measure, bucket],
  );
}

/** The notices that are new or other than before, and those that are none any more. */
export function noticesMoved({ before, after }: Moved): {
  readonly changed: readonly NoticeFact[];
  readonly gone: readonly NoticeFact[];
} {
  const was = new Map((before?.notices ?? []).map((one) => [nameOf(one), one]));
  const is = new Map(after.notices.map((one) => [nameOf(one), one]));
  return {
    changed: after.notices.filter((one) => !isSame(one, was.get(nameOf(one)))),
    gone: [...was].flatMap(([name, one]) => (is.has(name) ? [] : [one])),
  };
}

/** Which figures are not right any more. */
export function touched(
  moved: readonly Moved[],
  counts: readonly Difference[],
  now: Instant,
): readonly FigureKey[] {
  const keys = new Map<string, FigureKey>();
  const touch = (of: FigureKey): void => {
    keys.set(`${of.scope}\n${of.kind}\n${of.key}`, of);
  };
  for (const { scope, measure } of counts)
    if (measure !== 'outcome') touch({ scope, kind: 'activity', key: '' });
  for (const one of moved) {
    const { changed, gone } = noticesMoved(one);
    for (const notice of [...changed, ...gone])
      for (const period of [...ROLLING_PERIODS, monthOf(notice.reachedAt)]) {
        if (isRolling(period) && notice.reachedAt < spanOf(period, now).from) continue;
        for (const scope of [ALL, one.helplineId])
          touch({ scope, kind: recipientKind(period), key: notice.recipient });
      }
  }
  return inOrder([...keys.values()], ({ scope, kind, key }) => [scope, kind, key]);
}

const nameOf = ({ cycle, recipient }: NoticeFact): string => `${cycle} ${recipient}`;

function isSame(one: NoticeFact, other: NoticeFact | undefined): boolean {
  if (other === undefined) return false;
  return (
    one.channel === other.channel &&
    one.reachedAt === other.reachedAt &&
    one.receiptAt === other.receiptAt &&
    one.deadlineAt === other.deadlineAt &&
    one.end === other.end &&
    one.stoppedAt === other.stoppedAt &&
    one.reason === other.reason &&
    one.pushedBack === other.pushedBack &&
    one.returned === other.returned
  );
}

/** Rows are locked in one order by all, so that no two wait for each other. */
function inOrder<T>(all: readonly T[], by: (one: T) => readonly string[]): readonly T[] {
  const name = (one: T): string => by(one).join('\n');
  return all.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}
