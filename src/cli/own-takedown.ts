import type { Base } from '../app/base.ts';
import { RedressError } from '../domain/errors.ts';
import type { Stored } from '../flow/ledger.ts';

/** A takedown of this helpline. What belongs to another is answered like what does not exist. */
export async function ownTakedown(base: Pick<Base, 'deps'>, helplineId: string, id: string): Promise<Stored> {
  const stored = await base.deps.ledger.load(id);
  if (stored !== undefined && stored.helplineId === helplineId) return stored;
  throw new RedressError('takedown_unknown', `There is no takedown ${id.slice(0, 60)}.`, {
    field: 'id',
    cure: 'List them with: redress list',
  });
}
