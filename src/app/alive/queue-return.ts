import type { Clock, Logger } from '../../flow/ports.ts';
import type { Workers } from '../../ledger/store/claim/workers.ts';

/**
 * A queue that was away may have lost what it held: what this process had queued is claimed again, rather than waited
 * for until its lease ends. When the ledger cannot be asked either, the lease is what is left.
 */
export function claimAnewOnReturn(deps: {
  readonly queue: { onReturn(tell: () => void): void };
  readonly workers: Pick<Workers, 'giveBackUnbegun'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly worker: string;
}): void {
  const { queue, workers, clock, log, worker } = deps;
  queue.onReturn(() => {
    workers.giveBackUnbegun(worker, clock.now()).then(
      (count) => log.info({ worker, count }, 'the queue is back: what it may have lost is claimed again'),
      (error: unknown) =>
        log.warn({ worker, error }, 'the queue is back; what it lost comes back by its lease'),
    );
  });
}
