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
    const self = this;
    async function* gated(): AsyncGenerator<Buffer> {
      if (!(await self.#commitOnce())) throw new Error('the hand-over was not allowed');
      for await (const chunk of message()) yield Buffer.from(chunk);
      self.#complete = true;
    }
    return Readable.from(gated(), { objectMode: false });
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
