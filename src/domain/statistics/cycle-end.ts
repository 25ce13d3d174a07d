import type { EventOf, TakedownEvent } from '../event.ts';
import type { Look } from '../takedown.ts';
import type { Instant } from '../time.ts';

/** When the strictest of these laws wants a notice that arrived then to be obeyed; null where none gives a figure. */
export type DeadlineOf = (regimes: readonly string[], arrivedAt: Instant) => Instant | null;

/** How a cycle ended, and what came after. */
export interface CycleEnd {
  readonly closed: EventOf<'closed'>;
  /** For `removed`: the first of the agreeing looks that proved it. */
  readonly goneAt: Instant | undefined;
  readonly reopened: EventOf<'reopened'> | undefined;
}

/** One for each cycle that ended; those that follow a reopening are later in the list. */
export function endsOf(events: readonly TakedownEvent[], looks: readonly Look[]): readonly CycleEnd[] {
  const ends: CycleEnd[] = [];
  for (const event of events) {
    const last = ends.at(-1);
    if (event.type === 'closed')
      ends.push({ closed: event, goneAt: firstSeenGone(event, ends.length, looks), reopened: undefined });
    if (event.type === 'reopened' && last !== undefined) ends[ends.length - 1] = { ...last, reopened: event };
  }
  return ends;
}

/** Looks find it gone some time after it went; the first of those that agree is the nearest that is known. */
function firstSeenGone(
  { at, outcome }: EventOf<'closed'>,
  cycle: number,
  looks: readonly Look[],
): Instant | undefined {
  if (outcome !== 'removed') return undefined;
  const before = looks.filter((look) => look.cycle === cycle && look.purpose !== 'watch' && look.at <= at);
  const breakAt = before.findLastIndex((look) => look.verdict !== 'gone');
  return before[breakAt + 1]?.at ?? at;
}
