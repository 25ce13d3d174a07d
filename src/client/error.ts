import type { ProblemDetails } from '../wire/problem.ts';

/** What went wrong, with a stable code (docs/errors.md). */
export class RedressClientError extends Error {
  override readonly name = 'RedressClientError';
  readonly code: string;
  /** What the server said, when it was the server (RFC 9457). `errors` lists what is wrong with each field. */
  readonly problem: ProblemDetails | undefined;
  /** Of HTTP; undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(
    code: string,
    message: string,
    more: { problem?: ProblemDetails | undefined; status?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.problem = more.problem;
    this.status = more.status;
  }
}
