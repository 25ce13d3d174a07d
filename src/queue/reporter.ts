import type { Millis } from '../domain/time.ts';
import { MINUTE } from '../domain/time.ts';
import type { Logger } from '../flow/ports.ts';

/** Takes the errors of connections; never throws. */
export type Reporter = (error: unknown) => void;

/**
 * Logs each kind of connection error once, then at most once in `pause` with how often it was seen: an outage makes
 * thousands. The first line of a message is kept; commands and their arguments are never in it.
 */
export function throttledReporter(logger: Logger, pause: Millis = MINUTE): Reporter {
  const seen = new Map<string, { at: number; more: number }>();
  return (error) => {
    const reason = reasonOf(error);
    const now = Date.now();
    const known = seen.get(reason);
    if (known !== undefined && now - known.at < pause) {
      known.more += 1;
      return;
    }
    logger.warn({ reason, repeated: known?.more ?? 0 }, 'the queue has trouble with its connection');
    seen.set(reason, { at: now, more: 0 });
    if (seen.size > 100) {
      seen.clear();
    }
  };
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return (error.message.split('\n')[0] || code || error.name).slice(0, 200);
}
