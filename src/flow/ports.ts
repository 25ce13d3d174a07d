import type { RenderedOrder, RenderedStatus } from '../catalog/rendered.ts';
import type { Signal } from '../catalog/schema/removal.ts';
import type { Delivery, Reply } from '../domain/delivery.ts';
import type { OutcomeKind } from '../domain/outcome.ts';
import type { Instant, Millis } from '../domain/time.ts';
import type { LocationKind, Verdict } from '../domain/verdict.ts';

/** What an effect is given besides its order. */
export interface EffectControl {
  /** Aborted on shutdown and when the effect's lease ends. */
  readonly signal: AbortSignal;
  /**
   * Must be awaited right before the point of no return. It records `committed` in the ledger and throws
   * `EffectStopped` when the effect may not go on (stopped, withdrawn, taken over by another worker).
   */
  commit(): Promise<void>;
}

/** Thrown by `commit` when the effect must end without its outward act. */
export class EffectStopped extends Error {
  override readonly name = 'EffectStopped';
}

/** What a channel gives back. `reference`, `evidence` and `handover` are red and are sealed by the flow. */
export interface SendReport {
  readonly delivery: Delivery;
  /** The number that the recipient gave the report. */
  readonly reference?: string | undefined;
  /** What the recipient answered, shortened, for the person who looks at the timeline (<= 2,000 characters). */
  readonly evidence?: string | undefined;
}

export interface SendOrder<K extends RenderedOrder['kind'] = RenderedOrder['kind']> {
  /** One try: unique. */
  readonly key: string;
  /** The notice, over all its tries: source of Message-ID and Idempotency-Key. */
  readonly noticeKey: string;
  readonly takedownId: string;
  readonly recipient: string;
  readonly channel: string;
  readonly rendered: Extract<RenderedOrder, { kind: K }>;
}

/** One kind of channel: a verb, and what it can promise. */
export interface Sender<K extends RenderedOrder['kind'] = RenderedOrder['kind']> {
  readonly kind: K;
  /**
   * Delivers a notice once. It never throws for what a recipient or a network does: that is a Delivery. It throws
   * for bugs, and AbortError when `signal` ends it before `commit`.
   */
  send(order: SendOrder<K>, control: EffectControl): Promise<SendReport>;
  /** Asks what became of a report (channels with a status). */
  poll?(order: PollOrder, control: Pick<EffectControl, 'signal'>): Promise<PollReport>;
  close(): Promise<void>;
}

export interface PollOrder {
  readonly noticeKey: string;
  readonly recipient: string;
  readonly channel: string;
  readonly rendered: RenderedStatus;
}

export type PollReport =
  | {
      readonly result: 'answer';
      readonly code: string;
      readonly reply: Pick<Reply, 'kind' | 'reason'>;
      readonly evidence?: string | undefined;
    }
  | { readonly result: 'retry'; readonly code: string; readonly retryAfter?: Millis | undefined };

/** One location to look at. `url` is red. */
export interface CheckOrder {
  readonly url: string;
  readonly kind: LocationKind;
  readonly method: 'http' | 'page' | 'none';
  readonly signals: readonly Signal[];
  readonly control?: { readonly url: string; readonly status: readonly number[] } | undefined;
}

/** `signal` is the id of the signal or generic rule that decided: it explains the verdict. */
export interface CheckReport {
  readonly verdict: Verdict;
  readonly signal: string;
  readonly status?: number | undefined;
}

export interface Checker {
  /** Looks once. Never throws for what a site or network does. Never requests images, video or fonts. */
  check(order: CheckOrder, control: Pick<EffectControl, 'signal'>): Promise<CheckReport>;
  close(): Promise<void>;
}

/** The effects that have a queue of their own. */
export const EFFECT_KINDS = ['email', 'form', 'api', 'check'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** One effect as the queue holds it: ids. For sends `id` is the attempt's key. */
export interface EffectJob {
  readonly id: string;
  readonly takedownId: string;
  readonly kind: EffectKind;
}

/** Keeps the outward acts of a process within their number, while effects before and after them are read and written. */
export interface Hand {
  /** Resolves when one more may act: awaited when all is prepared. At once for who acts already. */
  act(): Promise<void>;
  /** The act is over, only the writing down is left. */
  acted(): void;
}

/** For whoever performs effects one by one. */
export const FREE_HAND: Hand = { act: () => Promise.resolve(), acted: () => undefined };

export interface EffectQueue {
  add(kind: EffectKind, jobs: readonly EffectJob[]): Promise<void>;
  /**
   * Starts taking jobs of a kind, `concurrency` outward acts at once. The handler owns all retrying: what it throws is
   * logged, never retried here.
   */
  work(
    kind: EffectKind,
    concurrency: number,
    handle: (job: EffectJob, hand: Hand) => Promise<void>,
  ): Promise<void>;
  /** About how many effects of these kinds wait; exact when each has a job of its own. */
  waiting(kinds: readonly EffectKind[]): Promise<ReadonlyMap<EffectKind, number>>;
  /** Waiting and running jobs of each kind. A job may hold several effects. */
  counts(): Promise<Record<EffectKind, { waiting: number; active: number }>>;
  /** Stops taking jobs, waits for running ones up to `deadline` ms. */
  close(deadline: Millis): Promise<void>;
}

export interface Clock {
  now(): number;
}

/**
 * What the flow reports about its work, for ops. It is told ids of the catalogue, words of closed lists and lengths
 * of time, never anything red. An implementation never throws.
 */
export interface Metrics {
  /** One try at a notice was settled, or handed to a person. */
  attempted(of: {
    readonly recipient: string;
    readonly channel: string;
    readonly result: Delivery['result'];
    readonly code: string;
  }): void;
  /** One location was looked at; `failed` is a check that came to no verdict. */
  looked(of: { readonly platform: string | null; readonly verdict: Verdict | 'failed' }): void;
  /** From the request to the first notice that reached a desk. */
  firstNotice(after: Millis): void;
  /** A takedown ended; `late` when its strictest deadline was over by then. */
  ended(of: { readonly outcome: OutcomeKind; readonly late: boolean }): void;
  /** From the first notice of the cycle that reached a desk to the end `removed`. */
  removed(of: { readonly platform: string | null; readonly after: Millis }): void;
  /** An effect ran, whatever came of it. */
  performed(kind: EffectKind, took: Millis): void;
  /** This process looked for what is due, queued what it took, and got to the end of it. */
  claimed(taken: number, at: Instant): void;
  /** One try at a message of a webhook; after `retry` another follows, after `dead` none. */
  webhookTried(of: { readonly result: 'delivered' | 'retry' | 'dead'; readonly code: string }): void;
  /** A job of the intake queue was answered, or failed. */
  envelopeAnswered(answer: EnvelopeAnswer): void;
}

/** What became of a job of the intake queue. `untrusted`: its envelope was not taken, so nobody looked at the request. */
export const ENVELOPE_ANSWERS = [
  'accepted',
  'duplicate',
  'minor_route',
  'rejected',
  'untrusted',
  'failed',
] as const;
export type EnvelopeAnswer = (typeof ENVELOPE_ANSWERS)[number];

/** For whoever is not observed: commands for people, and tests. */
export const NO_METRICS: Metrics = {
  attempted: () => undefined,
  looked: () => undefined,
  firstNotice: () => undefined,
  ended: () => undefined,
  removed: () => undefined,
  performed: () => undefined,
  claimed: () => undefined,
  webhookTried: () => undefined,
  envelopeAnswered: () => undefined,
};

/** Secrets by name, from the environment or files. Undefined when the operator has not given it. */
export interface Secrets {
  get(name: string): string | undefined;
}

export interface Logger {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
