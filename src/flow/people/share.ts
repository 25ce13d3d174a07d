import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { Caller } from '../caller.ts';
import type { Access, CaseShares } from '../case-shares.ts';
import type { Clock } from '../ports.ts';
import { asLead } from './lead.ts';
import { noted } from './note.ts';

export interface ShareDeps {
  readonly shares: CaseShares;
  readonly clock: Clock;
}

/**
 * Puts a case into the hands of a second helpline too (the international hand-over), with an event for each of its
 * takedowns. The case stays its owner's: the other may read states and timelines, and with `act` do the tasks; it never
 * shares or erases. False when it was shared so already.
 *
 * @throws RedressError `role_insufficient`, `share_self`, `helpline_unknown`, `case_unknown`, `case_erased`
 */
export async function shareCase(
  { shares, clock }: ShareDeps,
  caller: Caller,
  caseId: CaseId,
  helplineId: HelplineId,
  access: Access,
): Promise<boolean> {
  const lead = asLead(caller);
  if (helplineId === lead.helplineId) {
    throw new RedressError('share_self', 'The case is this helpline’s own already.', {
      field: 'helplineId',
      cure: 'Name the other helpline.',
    });
  }
  const by = lead.tokenId;
  const at = clock.now();
  return shares.share({ caseId, ownerId: lead.helplineId, helplineId, access, at, by }, (stored) =>
    noted(stored, { type: 'shared', at, with: helplineId, access, by }),
  );
}

/**
 * Takes a case back from a helpline, at once. What it did stays on record. False when it was not shared with it.
 *
 * @throws RedressError `role_insufficient`, `case_unknown`
 */
export async function unshareCase(
  { shares, clock }: ShareDeps,
  caller: Caller,
  caseId: CaseId,
  helplineId: HelplineId,
): Promise<boolean> {
  const lead = asLead(caller);
  const by = lead.tokenId;
  const at = clock.now();
  return shares.unshare({ caseId, ownerId: lead.helplineId, helplineId, at, by }, (stored) =>
    noted(stored, { type: 'unshared', at, with: helplineId, by }),
  );
}
