/** What the process's end tells a script (docs/cli.md). */
export const EXIT = {
  ok: 0,
  /** A bug in Redress. */
  bug: 1,
  /** Bad input or configuration: nothing was done. */
  input: 2,
  /** Some of the input was refused; the rest was taken. */
  partly: 3,
  /** The thing asked about is not as it should be: lint, audit, doctor, or the demo's outcomes. */
  notAsExpected: 4,
  /** The database, Redis or another needed part cannot be reached. */
  unreachable: 5,
  /** The process hung and ended itself, so that its supervisor starts another. */
  stuck: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
