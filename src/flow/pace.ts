import type { World } from '../decide/world.ts';
import type { Instant, Millis } from '../domain/time.ts';
import { SECOND } from '../domain/time.ts';
import type { EffectDeps } from './deps.ts';
import { LEASES, type Ledger, type Pace } from './ledger.ts';
import type { EffectJob } from './ports.ts';

const DEFAULT_PACE: Pace = { perMinute: 60, concurrency: 2 };

/** The claim counts an effect when it gives it out. What acts within this time is near enough to that. */
const ON_TIME: Millis = 3 * SECOND;

type Paced = Pick<EffectDeps, 'clock' | 'log'> & {
  readonly worlds: Pick<EffectDeps['worlds'], 'current'>;
  readonly ledger: Pick<Ledger, 'countLate'>;
};

/** What a recipient stands; the file of most does not say. */
export function paceOf(recipient: string, world: World): Pace {
  return world.recipients.get(recipient)?.limits ?? DEFAULT_PACE;
}

/**
 * To be called before an effect acts. One that acts long after its claim (a busy process, slow effects before it) would
 * come to its recipient together with those that are claimed now: it is counted anew, and the next ones wait for it.
 *
 * Never throws.
 *
 * @param claimedUntil the end of the lease that the claim wrote; undefined when that is not known any more
 */
export async function keepPace(
  deps: Paced,
  { takedownId, kind }: Pick<EffectJob, 'takedownId' | 'kind'>,
  claimedUntil: Instant | undefined,
): Promise<void> {
  const now = deps.clock.now();
  const late = claimedUntil === undefined ? Number.POSITIVE_INFINITY : now - (claimedUntil - LEASES[kind]);
  if (late <= ON_TIME) return;
  try {
    const world = await deps.worlds.current();
    await deps.ledger.countLate(takedownId, (recipient) => paceOf(recipient, world), now, late);
  } catch (error) {
    // No effect waits for the ledger, or is lost, only to be counted.
    deps.log.warn({ takedown: takedownId, error }, 'an effect that acts late was not counted for the pace');
  }
}
