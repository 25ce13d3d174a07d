import { WATCHED_OUTCOMES } from '../../../domain/outcome.ts';
import type { Instant } from '../../../domain/time.ts';
import type { CaseCounts, ListedCase } from '../../../ledger/views/cases.ts';

/** A case in a list, as its view shows it. */
export interface CaseLine {
  readonly id: string;
  /** Empty: it was erased, or ops reads it. */
  readonly reference: string;
  readonly erased: boolean;
  readonly openedAt: Instant;
  readonly tally: Tally;
}

/** How the addresses of a case stand: some gone, some not. */
export interface Tally {
  readonly all: number;
  /** No longer to be seen: removed, gone before, or out of search results. */
  readonly gone: number;
  readonly open: number;
  /** Of the open ones: those that wait for a person. */
  readonly person: number;
  /** Ended in another way. */
  readonly otherwise: number;
}

export function caseLine(one: ListedCase): CaseLine {
  return {
    id: one.id,
    reference: one.reference,
    erased: one.erasedAt !== null,
    openedAt: one.createdAt,
    tally: tallyOf(one.counts),
  };
}

/** A restricted image is still there, and of a site that does not answer nobody knows. */
const NOT_GONE: ReadonlySet<string> = new Set(['restricted', 'unreachable']);

export function tallyOf({ takedowns: all, open, person, byOutcome }: CaseCounts): Tally {
  const gone = [...WATCHED_OUTCOMES]
    .filter((outcome) => !NOT_GONE.has(outcome))
    .reduce((sum, outcome) => sum + (byOutcome[outcome] ?? 0), 0);
  return { all, gone, open, person, otherwise: all - gone - open };
}
