import type { TakedownEvent } from '../../domain/event.ts';
import { evolve } from '../../domain/fold.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { FlowDeps } from '../deps.ts';
import { type Change, type Stored, VersionConflict } from '../ledger.ts';

/** A change that puts an event on record and decides nothing: the plan stays, and so does who works on it. */
export function noted(stored: Stored, event: TakedownEvent): Change {
  const { takedown, plan } = stored;
  return {
    id: takedown.id,
    expectedVersion: takedown.version,
    events: [{ event }],
    state: evolve(takedown, event),
    plan,
    lease: 'keep',
  };
}

/** A writer that loses this often against others is a bug, not bad luck. */
const MAX_CONFLICTS = 50;

/** Puts an event on record. Undefined when there is no such takedown. */
export async function note(
  deps: Pick<FlowDeps, 'ledger'>,
  id: TakedownId,
  event: TakedownEvent,
): Promise<Takedown | undefined> {
  for (let conflict = 0; conflict < MAX_CONFLICTS; conflict++) {
    const stored = await deps.ledger.load(id);
    if (stored === undefined) return undefined;
    const change = noted(stored, event);
    try {
      await deps.ledger.save(change);
      return change.state;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new Error('a takedown could not be written against its other writers');
}
