import { RedressError } from '../../domain/errors.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { FlowDeps } from '../deps.ts';
import { settle } from '../settle.ts';

/**
 * A person takes an ended takedown up again: a new cycle begins with its first notice.
 *
 * @throws RedressError `takedown_unknown`, `takedown_not_ended`, `takedown_final`
 */
export async function reopen(deps: FlowDeps, id: string, by: string): Promise<Takedown> {
  const facts = await deps.ledger.facts(id);
  const after = await settle(deps, id, 'keep', (takedown) => {
    if (takedown.closedAt === undefined) {
      throw new RedressError('takedown_not_ended', 'This takedown has not ended: it goes on by itself.', {
        field: 'id',
        cure: 'Look at its timeline for what comes next.',
      });
    }
    // Without its notice there is nothing that could be sent.
    if (takedown.withdrawnAt !== undefined || takedown.ageInImage !== 'adult' || facts?.red === undefined) {
      throw new RedressError(
        'takedown_final',
        'A takedown that was withdrawn or erased, or that may show a minor, is not reopened.',
        { field: 'id', cure: 'If the person wants it after all, enqueue the URL anew.' },
      );
    }
    return { events: [{ event: { type: 'reopened', at: deps.clock.now(), why: 'person', by } }] };
  });
  if (after !== undefined) return after;
  throw new RedressError('takedown_unknown', 'There is no such takedown.', { field: 'id' });
}
