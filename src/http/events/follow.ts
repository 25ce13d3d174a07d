import { setTimeout as sleep } from 'node:timers/promises';
import type { Millis } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import type { FedEvent, Feed, Position } from '../../flow/feed.ts';

export interface Following {
  readonly feed: Feed;
  /** Begins after it. */
  readonly from: Position;
  /** Whether the token may still read. */
  readonly stillGood: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

const LOOK_EVERY: Millis = SECOND;
/** How soon a token that was revoked reads no more. */
const ASK_EVERY: Millis = 5 * SECOND;
/** Proxies close what is silent for half a minute. */
const ALIVE_EVERY: Millis = 15 * SECOND;
const AT_ONCE = 200;

/**
 * The events after a position, as they come, and a sign of life between them, until the signal or until the token is
 * revoked or over. Throws when the ledger is away.
 */
export async function* follow({
  feed,
  from,
  stillGood,
  signal,
}: Following): AsyncGenerator<FedEvent | 'alive'> {
  let position = from;
  let askedAt = performance.now();
  let saidAt = askedAt;
  while (!signal.aborted) {
    if (performance.now() - askedAt >= ASK_EVERY) {
      if (!(await stillGood())) return;
      askedAt = performance.now();
    }
    const found = await feed.after(position, AT_ONCE);
    for (const event of found) {
      yield event;
      position = event.position;
    }
    if (performance.now() - saidAt >= ALIVE_EVERY) {
      saidAt = performance.now();
      yield 'alive';
    }
    if (found.length < AT_ONCE) await sleep(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}
