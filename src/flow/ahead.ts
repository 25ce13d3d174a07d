import type { Instant, Millis } from '../domain/time.ts';
import type { EffectKind } from './ports.ts';

/**
 * Rounds of what can run at once that wait at least: no more than leases outlast where each effect takes as long as it
 * may (20 s a look, 30 s a report; a lease is 120 s from the claim, and as many effects as act are prepared before).
 */
const LEAST = 3;

/** Rounds that wait at most: what is queued when a fast desk turns slow comes late, and is claimed again. */
const MOST = 12;

/** ms. Where effects are fast, so much of their work waits: a few claims' time, and nothing urgent waits longer. */
const HORIZON: Millis = 300;

/** ms. How long the past counts in the rate: claims come in bursts. */
const MEMORY: Millis = 200;

interface Look {
  readonly at: Instant;
  /** What waited then, with what was queued since. */
  readonly waiting: number;
  /** Effects that leave the queue in a ms. */
  readonly rate: number;
}

/**
 * How many effects of each kind a process queues ahead: so many that no hand is idle while a claim is made, and so few
 * that nothing urgent waits long behind them (a backlog stays in the ledger, where it is in order of urgency; the queue
 * is served in the order of arrival). Follows how fast the queue empties.
 */
export class Ahead {
  readonly #looks = new Map<EffectKind, Look>();

  /**
   * How many more may be queued, seeing that `waiting` are. None while half is left: a claim for each single effect
   * would cost more than the effect.
   */
  room(kind: EffectKind, concurrency: number, waiting: number, now: Instant): number {
    const rate = this.#see(kind, waiting, now);
    const most = Math.round(Math.min(Math.max(LEAST * concurrency, rate * HORIZON), MOST * concurrency));
    return waiting > most / 2 ? 0 : most - waiting;
  }

  queued(kind: EffectKind, count: number): void {
    const look = this.#looks.get(kind);
    if (look !== undefined) this.#looks.set(kind, { ...look, waiting: look.waiting + count });
  }

  #see(kind: EffectKind, waiting: number, now: Instant): number {
    const before = this.#looks.get(kind);
    const span = before === undefined ? 0 : now - before.at;
    // Nothing is learned from a clock that was set back.
    if (before === undefined || span <= 0) {
      const rate = before?.rate ?? 0;
      this.#looks.set(kind, { at: now, waiting, rate });
      return rate;
    }
    const weight = 1 - Math.exp(-span / MEMORY);
    const left = Math.max(0, before.waiting - waiting);
    const rate = before.rate + weight * (left / span - before.rate);
    this.#looks.set(kind, { at: now, waiting, rate });
    return rate;
  }
}
