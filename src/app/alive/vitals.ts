import type { Millis } from '../../domain/time.ts';
import { MINUTE } from '../../domain/time.ts';
import { LEASES } from '../../flow/ledger.ts';
import type { EffectJob, EffectKind } from '../../flow/ports.ts';

/** What hangs, and for how long it has. */
export interface Stuck {
  readonly part: 'claim loop' | 'effect';
  readonly kind?: EffectKind | undefined;
  readonly job?: string | undefined;
  readonly ms: Millis;
}

/**
 * The claim loop comes round at least every ten seconds, whatever fails. Between two turns lie one transaction and one
 * call of the queue.
 */
export const TURNS_WITHIN: Millis = 2 * MINUTE;

/** An effect is told to end with its lease. What has not heard that by now never will. */
const GRACE: Millis = 2 * MINUTE;

/** After an outage of the ledger, effects that waited for it are given time to record what they did. */
const CATCH_UP: Millis = MINUTE;

interface Running {
  readonly job: EffectJob;
  readonly since: number;
}

/**
 * What a process knows of its own work: when its claim loop last came round, and which effects run. All times are
 * those of a clock that nobody sets.
 */
export class Vitals {
  readonly #clock: () => number;
  readonly #running = new Set<Running>();
  #turnedAt: number | undefined;
  #unheardAt: number;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#unheardAt = clock();
  }

  /** The claim loop has come round. Before the first turn it cannot hang. */
  turned(): void {
    this.#turnedAt = this.#clock();
  }

  /** The claim loop has ended as it should: it does not turn any more. */
  rested(): void {
    this.#turnedAt = undefined;
  }

  /** The ledger does not hear this process: effects may wait for it, for as long as that lasts. */
  unheard(): void {
    this.#unheardAt = this.#clock();
  }

  /** Runs a job under watch. */
  async watch<T>(job: EffectJob, work: () => Promise<T>): Promise<T> {
    const running: Running = { job, since: this.#clock() };
    this.#running.add(running);
    try {
      return await work();
    } finally {
      this.#running.delete(running);
    }
  }

  /** What hangs now, the worst first; undefined when nothing does. */
  stuck(): Stuck | undefined {
    const now = this.#clock();
    if (this.#turnedAt !== undefined && now - this.#turnedAt > TURNS_WITHIN)
      return { part: 'claim loop', ms: now - this.#turnedAt };
    if (now - this.#unheardAt < CATCH_UP) return undefined;
    const late = [...this.#running].find(({ job, since }) => now - since > LEASES[job.kind] + GRACE);
    return late === undefined
      ? undefined
      : { part: 'effect', kind: late.job.kind, job: late.job.id, ms: now - late.since };
  }

  /** For `/livez`. */
  figures(): { readonly claimLoopTurnedMsAgo: number | null; readonly effectsRunning: number } {
    const turnedAt = this.#turnedAt;
    return {
      claimLoopTurnedMsAgo: turnedAt === undefined ? null : Math.round(this.#clock() - turnedAt),
      effectsRunning: this.#running.size,
    };
  }
}
