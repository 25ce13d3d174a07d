import { Readable } from 'node:stream';

/**
 * Stands between a message and the connection. nodemailer reads a message only after the server has accepted sender,
 * recipient and DATA (354), so the first read is the last moment before the point of no return: `commit` is awaited
 * there, and not a byte leaves before it has ended.
 */
export class HandOver {
  readonly #commit: () => Promise<void>;
  #committing: Promise<boolean> | undefined;
  #refusal: { readonly error: unknown } | undefined;
  #complete = false;

  constructor(commit: () => Promise<void>) {
    this.#commit = commit;
  }

  /** What `commit` threw, if it did: the send must end with it. */
  get refusal(): { readonly error: unknown } | undefined {
    return this.#refusal;
  }

  /** True once all bytes of the message were read: the final dot follows at once. */
  get complete(): boolean {
    return this.#complete;
  }

  /** True if commit was begun and went through. Waits for it, so that it never outlives the send. */
  async committed(): Promise<boolean> {
    return this.#committing ?? false;
  }

  /** The message as the connection reads it. May be opened again when a kept connection turns out to be dead. */
  open(message: () => Readable): Readable {
    let source: Readable | undefined;
    const begin = async (gated: Readable): Promise<void> => {
      if (!(await this.#commitOnce())) {
        gated.destroy(new Error('the hand-over was not allowed'));
        return;
      }
      if (gated.destroyed) return;
      source = message();
      source.on('error', (error) => gated.destroy(error));
      source.on('data', (chunk: Buffer) => {
        if (!gated.push(chunk)) source?.pause();
      });
      source.on('end', () => gated.push(null));
    };
    let begun = false;
    const gated = new Readable({
      read() {
        if (begun) source?.resume();
        else begin(this).catch((error: unknown) => this.destroy(asError(error)));
        begun = true;
      },
      destroy(error, done) {
        source?.destroy();
        done(error);
      },
    });
    // Before whoever reads hears of the end, and writes the dot.
    gated.once('end', () => {
      this.#complete = true;
    });
    return gated;
  }

  #commitOnce(): Promise<boolean> {
    this.#committing ??= this.#commit().then(
      () => true,
      (error: unknown) => {
        this.#refusal = { error };
        return false;
      },
    );
    return this.#committing;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('the message could not be made', { cause: thrown });
}
