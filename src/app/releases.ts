import type { Logger } from '../flow/ports.ts';

/** What was opened, in order. Who opens a thing registers its release; `run` releases in reverse, each once. */
export class Releases {
  readonly #all: { readonly name: string; readonly release: () => Promise<void> }[] = [];

  add(name: string, release: () => Promise<void>): void {
    this.#all.push({ name, release });
  }

  /** A release that fails is logged and does not keep the others from running. */
  async run(log: Logger): Promise<void> {
    for (let one = this.#all.pop(); one !== undefined; one = this.#all.pop()) {
      try {
        await one.release();
      } catch (error) {
        log.error({ error, kind: one.name }, 'could not be closed');
      }
    }
  }
}
