import { RedressError } from '../domain/errors.ts';
import type { Millis } from '../domain/time.ts';
import type { Logger } from '../flow/ports.ts';
import type { Perform } from './hands.ts';

/** Runs a handler. What it throws is logged without its message, which may hold red data, and goes no further. */
export function guarded(handle: Perform, logger: Logger): Perform {
  return async (job, hand) => {
    try {
      await handle(job, hand);
    } catch (error) {
      const { id, takedownId, kind } = job;
      logger.error(
        { job: id, takedown: takedownId, kind, error: nameOf(error), at: framesOf(error) },
        'a job failed; the ledger will bring it back',
      );
    }
  };
}

function nameOf(error: unknown): string {
  if (error instanceof RedressError) {
    return `${error.name} ${error.code}`;
  }
  return error instanceof Error ? error.name : typeof error;
}

/** Where it was thrown: the frames of the stack, which name code only. */
function framesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}

/** True if it settled in time. */
export async function within(deadline: Millis, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadline);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
