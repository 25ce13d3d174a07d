import type { EffectJob, Hand } from '../flow/ports.ts';

/** Performs an effect, and never throws. */
export type Perform = (effect: EffectJob, hand: Hand) => Promise<void>;

/**
 * What a process has in hand of one kind, counted in effects while BullMQ counts in jobs: no more than `most` act at
 * once, as many more are prepared meanwhile, and the worker is told how many jobs it may hold for that.
 *
 * A job of one effect lasts as long as it. A pack lasts until its effects are done, or until all of them were begun and
 * another pack is wanted: one slow effect of ten must not keep nine hands idle. From then on the process alone knows
 * of the slow one; should it die, the ledger takes the effect back (signs of life, leases), as it does when the queue
 * loses a job.
 */
export class Hands {
  readonly #most: number;
  readonly #running = new Map<string, Promise<void>>();
  /** Effects that wait to be begun, effects that wait to act, and packs that wait to be let go. */
  readonly #beginning: (() => void)[] = [];
  readonly #ready: (() => void)[] = [];
  readonly #ending = new Set<() => void>();
  /** Begun and not over; acting of these. */
  #begun = 0;
  #acting = 0;
  #held = 0;
  #perJob = 1;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many jobs the worker may hold: with packs, one more than can be begun, so that the next is at hand. */
  get jobs(): number {
    return this.#perJob === 1 ? this.#most : 1 + Math.ceil(this.#mostBegun / this.#perJob);
  }

  get #mostBegun(): number {
    return 2 * this.#most;
  }

  /** Performs a job's effects. Ends when the worker may be given another job in its place. */
  async perform(effects: readonly EffectJob[], run: Perform): Promise<void> {
    const { length } = effects;
    this.#held += 1;
    // Of what came last, so that it follows when packs grow or shrink.
    this.#perJob = length === 1 ? 1 : Math.max(2, (this.#perJob + length) / 2);
    const begun: Promise<void>[] = [];
    for (const effect of effects) {
      while (this.#begun >= this.#mostBegun) await new Promise<void>((free) => this.#beginning.push(free));
      begun.push(this.#begin(effect, run));
    }
    const done = Promise.all(begun);
    if (length === 1) await done;
    if (length === 1 || (await this.#lasts(done))) this.#held -= 1;
  }

  /** Resolves when nothing is in hand any more. */
  async rest(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** An effect that is in hand already was queued anew while the queue was thought to have lost it. */
  #begin(effect: EffectJob, run: Perform): Promise<void> {
    const known = this.#running.get(effect.id);
    if (known !== undefined) {
      this.#wake();
      return known;
    }
    this.#begun += 1;
    const hand = this.#hand();
    const mine = run(effect, hand).finally(() => {
      this.#running.delete(effect.id);
      hand.acted();
    });
    this.#running.set(effect.id, mine);
    return mine;
  }

  #hand(): Hand {
    let stage: 'begun' | 'acting' | 'over' = 'begun';
    return {
      act: async () => {
        if (stage === 'acting') return;
        while (this.#acting >= this.#most) await new Promise<void>((free) => this.#ready.push(free));
        this.#acting += 1;
        stage = 'acting';
      },
      acted: () => {
        if (stage === 'over') return;
        if (stage === 'acting') {
          this.#acting -= 1;
          this.#ready.shift()?.();
        }
        stage = 'over';
        this.#begun -= 1;
        this.#wake();
      },
    };
  }

  /** True when the pack lasted until its effects were done, false when it was let go before. */
  async #lasts(done: Promise<unknown>): Promise<boolean> {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#ending.add(release);
    this.#wake();
    await Promise.race([done, released]);
    // Both may have come about by now; who let it go has taken it off the list, and counted it.
    return this.#ending.delete(release);
  }

  /** Who waits to begin goes first. Waits nobody, and may no job come beside those held, the oldest pack goes. */
  #wake(): void {
    if (this.#begun < this.#mostBegun && this.#beginning.length > 0) {
      this.#beginning.shift()?.();
      return;
    }
    if (this.#beginning.length > 0 || this.#held < this.jobs) return;
    for (const release of this.#ending) {
      this.#ending.delete(release);
      this.#held -= 1;
      release();
      return;
    }
  }
}
