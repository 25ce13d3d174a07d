import type { TakedownId } from '../domain/ids.ts';
import type { Takedown } from '../domain/takedown.ts';
import { advance } from './advance.ts';
import type { FlowDeps } from './deps.ts';
import { type Change, type RecordedEvent, type Stored, VersionConflict } from './ledger.ts';
import { measure } from './measure.ts';
import type { EffectJob } from './ports.ts';

/** What a writer adds to a takedown: its events, and the rows that go with them. */
export type Addition = Pick<Change, 'settles' | 'checks' | 'holder'> & {
  readonly events: readonly RecordedEvent[];
  /** The takedown is another's by now: it stays so. */
  readonly lease?: 'keep' | undefined;
};

/** A writer that loses this often against others is a bug, not bad luck. */
const MAX_CONFLICTS = 50;

/**
 * Appends and decides again, in one transaction. The slower of two writers reloads and decides again, so `add` is
 * called with the state as it is then; it answers undefined when there is nothing to add any more.
 *
 * @param lease null for the effect that holds the takedown: it gives it back. `keep` for everybody else.
 * @param known what the writer read before: tried first, since mostly nobody wrote meanwhile.
 */
export async function settle(
  deps: FlowDeps,
  id: TakedownId,
  lease: null | 'keep',
  add: (takedown: Takedown, stored: Stored) => Addition | undefined,
  known?: Stored,
): Promise<Takedown | undefined> {
  for (let conflict = 0; conflict < MAX_CONFLICTS; conflict++) {
    const stored = (conflict === 0 ? known : undefined) ?? (await deps.ledger.load(id));
    if (stored === undefined) return undefined;
    const addition = add(stored.takedown, stored);
    // What was read before the run began says nothing about whose it is; the ledger asks again when it writes.
    if (addition === undefined || (stored !== known && isTakenOver(addition, stored))) return stored.takedown;
    const world = await deps.worlds.current();
    const { change } = advance(stored.takedown, addition.events, world, deps.clock.now(), deps.newTaskId);
    const { settles, checks, holder } = addition;
    try {
      await deps.ledger.save({
        id,
        expectedVersion: stored.takedown.version,
        ...change,
        ...(settles === undefined ? {} : { settles }),
        ...(checks === undefined ? {} : { checks }),
        ...(holder === undefined ? {} : { holder }),
        lease: addition.lease ?? lease,
      });
      measure(deps.metrics, stored, change);
      return change.state;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new Error('a takedown could not be written against its other writers');
}

function isTakenOver({ holder }: Addition, { lease }: Stored): boolean {
  return holder !== undefined && (lease?.worker !== holder.worker || lease.until !== holder.until);
}

/**
 * Gives a takedown back without having done anything. Not while an attempt of it is open, unless the job was claimed
 * for this very state: a job that comes late must not take the takedown from the effect that runs now.
 */
export async function giveBack(deps: FlowDeps, job: EffectJob, takedown: Takedown): Promise<void> {
  const mine = job.id.endsWith(`-${takedown.id}-${takedown.version}`);
  await settle(deps, takedown.id, null, (now, stored) =>
    stored.open === undefined || (mine && now.version === takedown.version) ? { events: [] } : undefined,
  );
}
