import type { Instant, Millis } from '../../domain/time.ts';
import type { PracticeClock } from './clock.ts';

interface Absence {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The posts of one platform. A post exists for every id until it is taken down, so that a load test never runs out
 * of posts and only those taken down cost memory.
 */
export class Posts {
  readonly #clock: PracticeClock;
  readonly #absences = new Map<string, Absence>();

  constructor(clock: PracticeClock) {
    this.#clock = clock;
  }

  /**
   * Takes a post down `after` a delay, for good. Taking down what is going or gone already changes nothing: the
   * first report counts.
   */
  takeDown(id: string, after: Millis = 0): void {
    const now = this.#clock.now();
    const before = this.#absences.get(id);
    if (before !== undefined && now < before.until) return;
    this.#absences.set(id, { from: now + after, until: Number.POSITIVE_INFINITY });
  }

  /** Ends an absence `after` a delay. */
  returnAfter(id: string, after: Millis): void {
    const absence = this.#absences.get(id);
    if (absence === undefined) return;
    this.#absences.set(id, { from: absence.from, until: this.#clock.now() + after });
  }

  /** Puts a post up again. */
  bringBack(id: string): void {
    this.#absences.delete(id);
  }

  /** `lag`: how much longer a copy elsewhere (a CDN) lives than the page. */
  isUp(id: string, lag: Millis = 0): boolean {
    const absence = this.#absences.get(id);
    if (absence === undefined) return true;
    const now = this.#clock.now() - lag;
    return now < absence.from || now >= absence.until;
  }

  reset(): void {
    this.#absences.clear();
  }
}
