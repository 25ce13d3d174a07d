import type { Instant, Millis } from '../domain/time.ts';

export interface ChannelRecord {
  readonly recipient: string;
  readonly channel: string;
  readonly kind: 'verified' | 'drifted';
  readonly at: Instant;
  readonly by: string;
  /** Hash of the channel's definition: an edited channel must be checked again. */
  readonly fingerprint: string;
}

/** How a channel has been doing: kept while it fails, forgotten when it works (DESIGN 2). */
export interface Circuit {
  readonly recipient: string;
  readonly channel: string;
  /** Failed deliveries in a row, over all processes. */
  readonly failures: number;
  /** The end of its rest, and then the moment of its single trial; null while it has not failed often enough. */
  readonly openUntil: Instant | null;
  readonly since: Instant;
}

/** When a circuit opens, and for how long: `limits.circuit` of the recipient's file. */
export interface CircuitPolicy {
  readonly failures: number;
  readonly pause: Millis;
  readonly maxPause: Millis;
}

/** What the stop switch stops: everything, a recipient, or a channel as `recipient/channel`. */
export interface Stop {
  readonly scope: string;
  readonly at: Instant;
  readonly by: string;
  readonly why: string;
}

/** The scope that means everything. */
export const EVERYTHING = '*';

/** What somebody did with the stop switch, a circuit or a queue, on record. */
export const SWITCH_ACTS = ['stopped', 'resumed', 'circuit_reset', 'queue_changed'] as const;
export interface SwitchAct {
  readonly act: (typeof SWITCH_ACTS)[number];
  /** As in `Stop.scope`; of a queue its name and what was done. */
  readonly what: string;
  readonly by: string;
  readonly at: Instant;
  readonly why: string | null;
}
