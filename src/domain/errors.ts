/**
 * An error that a person can mend: bad input, bad configuration, a missing part.
 *
 * `code` is stable and documented in docs/errors.md; `field` names where the fault is; `cure` says what to do.
 * Neither message nor cure may hold red data (see SECURITY.md): they end in logs and on screens.
 * Anything else that goes wrong is a bug and throws an ordinary Error.
 */
export class RedressError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly cure: string | undefined;

  constructor(
    code: string,
    message: string,
    more: { field?: string | undefined; cure?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'RedressError';
    this.code = code;
    this.field = more.field;
    this.cure = more.cure;
  }

  toProblem(): Problem {
    return { code: this.code, message: this.message, field: this.field, cure: this.cure };
  }
}

/** One thing wrong with an input, in a form that can be listed beside others. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly field?: string | undefined;
  readonly cure?: string | undefined;
}
