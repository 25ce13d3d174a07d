import { setTimeout as sleep } from 'node:timers/promises';
import type { EffectDeps } from './deps.ts';
import type { Ledger } from './ledger.ts';

const LONGEST_PAUSE = 1_000;
/** What fails so often although the ledger answers is no outage. */
const MAX_FAULTS = 3;

/**
 * Does something with the ledger, and waits while the ledger is away: what an effect has done outside must come to
 * the record, or it would be done again. Throws what `work` throws when the ledger answers otherwise, or when the
 * process shuts down; then the lease brings the takedown back.
 */
export async function patiently<T>(
  {
    ledger,
    log,
    shutdown,
  }: Pick<EffectDeps, 'log' | 'shutdown'> & { readonly ledger: Pick<Ledger, 'stops'> },
  work: () => Promise<T>,
): Promise<T> {
  let faults = 0;
  for (let round = 0; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      const answers = await ledger.stops().then(
        () => true,
        () => false,
      );
      if (answers) faults += 1;
      if (shutdown.aborted || faults >= MAX_FAULTS) throw error;
      if (!answers && round === 0) log.warn({ error }, 'the ledger does not answer; an effect waits for it');
      await sleep(Math.min(100 * 2 ** round, LONGEST_PAUSE), undefined, { signal: shutdown }).catch(
        () => undefined,
      );
    }
  }
}
