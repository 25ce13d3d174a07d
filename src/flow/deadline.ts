import type { Millis } from '../domain/time.ts';

/** A limit of time joined with a caller's signal. */
export interface Deadline {
  /** Aborted by the caller's signal or when the time is up. */
  readonly signal: AbortSignal;
  readonly isLate: () => boolean;
  /** Must be called when the work is over. */
  clear(): void;
}

/**
 * Joins a caller's signal with a limit of time. By hand: in Node 20 a signal that AbortSignal.any makes of an
 * AbortSignal.timeout never fires once the latter has been collected as garbage (tried on 20.20).
 */
export function deadline(within: Millis, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  let late = false;
  const stop = (): void => controller.abort(caller.reason);
  const timer = setTimeout(() => {
    late = true;
    controller.abort(new DOMException('the time is up', 'TimeoutError'));
  }, within);
  if (caller.aborted) stop();
  else caller.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    isLate: () => late,
    clear: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', stop);
    },
  };
}

/** Runs `use` for as long as the lease of its effect lasts, or until the process shuts down. */
export async function underLease<T>(
  within: Millis,
  shutdown: AbortSignal,
  use: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = deadline(within, shutdown);
  try {
    return await use(end.signal);
  } finally {
    end.clear();
  }
}
