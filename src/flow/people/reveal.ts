import type { Reveal } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Caller } from '../caller.ts';
import type { CaseShares } from '../case-shares.ts';
import type { FlowDeps } from '../deps.ts';
import { assertMayAct, unknownTakedown } from './access.ts';
import { asLead } from './lead.ts';
import { note } from './note.ts';

type RevealDeps = Pick<FlowDeps, 'ledger' | 'clock'>;

/**
 * Shows what is red about a takedown to a lead: the event first, so that nothing is seen that is not on record. Who a
 * case was shared with may reveal when it may act; to read where it stands needs no URL.
 *
 * @param read answers all of it: `views.show` of the same scope
 * @throws RedressError `role_insufficient`, `takedown_unknown`, `share_insufficient`
 */
export async function reveal<Red>(
  deps: RevealDeps & { readonly shares: CaseShares },
  caller: Caller,
  id: TakedownId,
  read: (id: TakedownId) => Promise<Red | undefined>,
): Promise<Red> {
  const lead = asLead(caller);
  const stored = await deps.ledger.load(id);
  if (stored === undefined) throw unknownTakedown();
  await assertMayAct(deps.shares, lead, stored);
  await recordReveal(deps, id, lead.tokenId, 'takedown');
  const red = await read(id);
  if (red === undefined) throw unknownTakedown();
  return red;
}

/**
 * Puts on record that red data was shown to somebody: for the sheet of a task, which any practitioner needs, and for
 * copies.
 *
 * @throws RedressError `takedown_unknown`
 */
export async function recordReveal(
  { ledger, clock }: RevealDeps,
  id: TakedownId,
  by: string,
  what: Reveal,
): Promise<void> {
  const noted = await note({ ledger }, id, { type: 'revealed', at: clock.now(), what, by });
  if (noted === undefined) throw unknownTakedown();
}
