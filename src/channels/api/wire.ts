import type { Millis } from '../../domain/time.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** For all of it: connecting, headers, body. */
  readonly timeout: Millis;
  /**
   * Whether it may go again when its fate is unknown: it only asks, or bears an idempotency key. Only then does it go
   * over a connection that is kept, which the server may close at that very moment.
   */
  readonly repeatable: boolean;
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The decoded body; undefined if it broke off, was too big or could not be decoded. */
  readonly text: string | undefined;
}

/** No answer. `sent` is true if the request may have reached the server. */
export interface Fault {
  /** A network code, `aborted`, `bad_request`, or `outbound_...` when the guard refused. */
  readonly fault: string;
  readonly sent: boolean;
  /** True if trying again cannot help: the guard refused, or the request cannot be written. */
  readonly final: boolean;
}
