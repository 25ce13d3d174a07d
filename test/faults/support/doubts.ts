import type { InFlight } from './ledger.ts';

/** All tries whose fate a fault has hidden. A mail may be repeated once for each of its own, and no other may be. */
export class Doubts {
  readonly #all = new Map<string, InFlight>();

  add(found: readonly InFlight[]): void {
    for (const one of found) this.#all.set(one.key, one);
  }

  get size(): number {
    return this.#all.size;
  }

  ofNotice(noticeKey: string): number {
    return [...this.#all.values()].filter((one) => one.noticeKey === noticeKey).length;
  }

  ofTakedown(id: string): boolean {
    return [...this.#all.values()].some((one) => one.takedown === id);
  }
}
