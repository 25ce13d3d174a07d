import type { Instant } from '../domain/time.ts';
import type { Circuit, Status } from '../flow/ledger.ts';

/** How far ahead a deadline is looked for: what an operator can still do something about. */
export const DEADLINE_RANGES = ['passed', 'within_1h', 'within_6h'] as const;
export type DeadlineRange = (typeof DEADLINE_RANGES)[number];

/** What a stop of the switch stops; which recipient or channel it is says `redress resume`. */
export const STOP_SCOPES = ['everything', 'recipient', 'channel'] as const;
export type StopScope = (typeof STOP_SCOPES)[number];

/** How the ledger stands at one moment. `effect` is an effect's kind, or `wait` for a wait that ends. */
export interface LedgerFigures {
  /** Null when counting took too long. */
  readonly takedowns: readonly { readonly status: Status; readonly count: number }[] | null;
  readonly due: readonly {
    readonly effect: string;
    /** When the oldest that is still due became due, whatever holds it. */
    readonly oldestAt: Instant;
    /** The same, counted from when its recipient's pace allowed it: what a claim is late by. */
    readonly claimableAt: Instant;
  }[];
  readonly leases: readonly {
    readonly effect: string;
    readonly held: number;
    /** The end of the lease that ends first; in the past when nobody gave it back or took it over. */
    readonly firstEnd: Instant;
  }[];
  /** Open takedowns by how near their strictest deadline is; each is in one range. */
  readonly deadlines: Readonly<Record<DeadlineRange, number>>;
  readonly tasks: readonly {
    readonly kind: string;
    readonly count: number;
    readonly oldestAt: Instant;
  }[];
  readonly circuits: readonly Pick<Circuit, 'recipient' | 'channel' | 'openUntil'>[];
  /** Messages of webhooks that are in use. */
  readonly webhooks: {
    /** Made and not delivered yet; those of a subscription that was ended by its receiver are not counted. */
    readonly pending: number;
    /** When the oldest of them was made; null when there is none. */
    readonly pendingSince: Instant | null;
    /** When the oldest event happened of which no message was made yet; null when all were told. */
    readonly untoldSince: Instant | null;
    /** Given up, and kept for a while: they can be replayed. */
    readonly dead: number;
    /** Subscriptions that their receivers ended (410). */
    readonly disabled: number;
  };
  readonly stops: readonly {
    readonly scope: StopScope;
    readonly count: number;
    readonly oldestAt: Instant;
  }[];
}
