import type { Practice } from '../../../src/sandbox/practice.ts';
import type { Doubts } from './doubts.ts';
import type { Standing } from './ledger.ts';
import type { Planned } from './mix.ts';
import type { FaultRow } from './rows.ts';

export interface Submitted extends Planned {
  readonly id: string;
}

/** Deafly's host is told what Deafly does not heed. */
const DESKS: Readonly<Record<string, readonly string[]>> = { deafly: ['deafly', 'hostwell'] };
/** The kinds of desk; a check has none. */
type Kind = 'email' | 'api' | 'form';
const KIND: Readonly<Record<string, Kind>> = {
  letterbox: 'email',
  'wobbly-mail': 'email',
  hostwell: 'email',
  pixhub: 'api',
  deafly: 'api',
  looply: 'form',
};

/**
 * Counts what came of all takedowns: their ends by the ledger, the notices by what the practice desks have got. Tells
 * what came twice although no fault explains it.
 */
export function count(
  practice: Practice,
  submitted: readonly Submitted[],
  standings: readonly Standing[],
  doubts: Doubts,
): Omit<FaultRow, 'fault' | 'notes'> {
  const byId = new Map(standings.map((one) => [one.id, one]));
  const astray = submitted.filter((one) => !isExpected(one, byId.get(one.id), doubts));
  const unsent = submitted.filter((one) => notices(practice, one) < least(one, doubts));
  return {
    takedowns: submitted.length,
    lost: new Set([...astray, ...unsent]).size,
    emailsRepeated: repeated(practice, submitted, 'email'),
    apiRepeated: repeated(practice, submitted, 'api'),
    doubled: {
      email: doubled(practice, submitted, 'email'),
      api: doubled(practice, submitted, 'api'),
      form: doubled(practice, submitted, 'form'),
    },
    unexplained: [
      ...astray.map((one) => ({ ...one, is: byId.get(one.id) })),
      ...unsent,
      ...repeatedWithoutReason(practice, submitted, doubts),
      ...doubledPosts(practice, submitted, byId),
    ],
  };
}

/** What cannot be told from a repeat is never sent again when nobody knows whether it arrived. */
const isUnrepeatable = ({ channel }: Submitted): boolean => channel === 'form' || channel === 'ladder';

/** Then, and only then, a person finds out. */
function isExpected(one: Submitted, now: Standing | undefined, doubts: Doubts): boolean {
  if (now?.outcome === one.outcome) return true;
  if (!isUnrepeatable(one) || !doubts.ofTakedown(one.id)) return false;
  return now?.task === 'find_receipt';
}

const desksOf = (platform: string): readonly string[] => DESKS[platform] ?? [platform];

/** How many desks have got a notice about this post, at least. */
function notices(practice: Practice, { platform, post }: Submitted): number {
  return desksOf(platform).filter((desk) => (practice.arrivals(desk).posts.get(post) ?? 0) > 0).length;
}

function least(one: Submitted, doubts: Doubts): number {
  if (one.channel === 'check') return 0;
  return isUnrepeatable(one) && doubts.ofTakedown(one.id) ? 0 : desksOf(one.platform).length;
}

const allDesks = (submitted: readonly Submitted[], kind: Kind): readonly string[] =>
  [...new Set(submitted.flatMap((one) => desksOf(one.platform)))].filter((desk) => KIND[desk] === kind);

/** Notices that came again under their own key. */
function repeated(practice: Practice, submitted: readonly Submitted[], kind: Kind): number {
  return allDesks(submitted, kind).reduce((sum, desk) => sum + practice.arrivals(desk).repeated, 0);
}

/** A notice may come again once for each of its tries that was in flight when something broke. */
function repeatedWithoutReason(
  practice: Practice,
  submitted: readonly Submitted[],
  doubts: Doubts,
): readonly unknown[] {
  const desks = (['email', 'api', 'form'] as const).flatMap((kind) => allDesks(submitted, kind));
  return desks.flatMap((desk) =>
    [...practice.arrivals(desk).notices].flatMap(([key, { accepted }]) => {
      const inDoubt = doubts.ofNotice(/^<?([^@>]+)/.exec(key)?.[1] ?? '');
      return accepted - 1 > inDoubt ? [{ desk, key, accepted, inDoubt }] : [];
    }),
  );
}

/** The posts about which a desk took more than one notice, and where their takedowns stand. */
function doubledPosts(
  practice: Practice,
  submitted: readonly Submitted[],
  byId: ReadonlyMap<string, Standing>,
): readonly unknown[] {
  return submitted.flatMap((one) =>
    desksOf(one.platform).flatMap((desk) => {
      const got = practice.arrivals(desk).posts.get(one.post) ?? 0;
      return got > 1 ? [{ ...one, desk, got, is: byId.get(one.id) }] : [];
    }),
  );
}

/** Notices under a new key about a post that the desk had a notice about, or with a text that it had before. */
function doubled(practice: Practice, submitted: readonly Submitted[], kind: Kind): number {
  return allDesks(submitted, kind).reduce((sum, desk) => {
    const { posts, sameText } = practice.arrivals(desk);
    const again = [...posts.values()].reduce((more, got) => more + got - 1, 0);
    return sum + Math.max(again, sameText);
  }, 0);
}
