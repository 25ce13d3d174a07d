import type { Instant } from '../domain/time.ts';
import type { Try } from './webhooks.ts';

/** A message that is this worker's to send, until its lease ends. */
export interface Message {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  /** The current secret, and the former one while it is changed. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  readonly payload: unknown;
  /** Counted from 1, this one included. */
  readonly tries: number;
}

/** What became of a try. */
export type Settled =
  | { readonly state: 'delivered' | 'dead' }
  | { readonly state: 'pending'; readonly dueAt: Instant };

/** What the delivery loop needs of the ledger. */
export interface Outbox {
  /** Makes messages of what happened; as many as `limit` means that there are more. */
  fanOut(limit: number, now: Instant): Promise<number>;
  /** Takes due messages: a few of each subscription, one of those that fail, none of those that are disabled. */
  claim(limit: number, worker: string, now: Instant, leaseUntil: Instant): Promise<readonly Message[]>;
  /** False when the lease went to another meanwhile. */
  settle(id: string, worker: string, settled: Settled, tried: Try): Promise<boolean>;
  /** Hands back what was not sent; the try does not count. */
  giveBack(ids: readonly string[], worker: string): Promise<void>;
  /** Nothing more is sent until somebody enables it again. */
  disable(webhookId: string, why: string, now: Instant): Promise<void>;
}
