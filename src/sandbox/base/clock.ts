import type { Millis } from '../../domain/time.ts';

/**
 * The time of the practice platforms. Whether a post is gone is worked out from moments, so no timer is needed for
 * it; only an answer that is slow on purpose waits, and `close` ends every such wait at once.
 */
export class PracticeClock {
  readonly #speed: number;
  readonly #pauses = new Map<NodeJS.Timeout, () => void>();
  #closed = false;

  /** `speed` 10 makes every delay ten times shorter; `Infinity` leaves none. */
  constructor(speed: number) {
    this.#speed = speed;
  }

  now(): number {
    return Date.now();
  }

  /** A delay of a platform, in seconds at speed 1. */
  seconds(count: number): Millis {
    return (count * 1000) / this.#speed;
  }

  pause(length: Millis): Promise<void> {
    if (this.#closed || length <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#pauses.delete(timer);
        resolve();
      }, length);
      this.#pauses.set(timer, resolve);
    });
  }

  close(): void {
    this.#closed = true;
    for (const [timer, resolve] of this.#pauses) {
      clearTimeout(timer);
      resolve();
    }
    this.#pauses.clear();
  }
}
