import { RedressError } from '../../domain/errors.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { FlowDeps } from '../deps.ts';
import { settle } from '../settle.ts';

/** Stops a takedown for good, whatever is queued or running; what was sent stays on record. */
export async function withdraw(deps: FlowDeps, id: string, by: string): Promise<Takedown> {
  return stopped(
    await settle(deps, id, 'keep', (takedown) => {
      if (takedown.withdrawnAt !== undefined) return undefined;
      return { events: [{ event: { type: 'withdrawn', at: deps.clock.now(), by } }] };
    }),
    id,
  );
}

/** The image may show a minor after all: everything stops, and the URL and the notice are forgotten. */
export async function reclassifyAsMinor(deps: FlowDeps, id: string, by: string): Promise<Takedown> {
  const takedown = stopped(
    await settle(deps, id, 'keep', (now) => {
      if (now.ageInImage !== 'adult') return undefined;
      return { events: [{ event: { type: 'age_changed', at: deps.clock.now(), ageInImage: 'minor', by } }] };
    }),
    id,
  );
  await deps.ledger.forget(id);
  return takedown;
}

function stopped(takedown: Takedown | undefined, id: string): Takedown {
  if (takedown !== undefined) return takedown;
  throw new RedressError('takedown_unknown', `There is no takedown ${id}.`, {
    field: 'id',
    cure: 'List them with: redress list',
  });
}
