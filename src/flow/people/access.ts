import { RedressError } from '../../domain/errors.ts';
import type { Caller } from '../caller.ts';
import type { Access, CaseShares } from '../case-shares.ts';
import type { Stored } from '../ledger.ts';

type Owned = Pick<Stored, 'caseId' | 'helplineId'>;

/**
 * How the caller's helpline may treat a takedown now.
 *
 * @throws RedressError `takedown_unknown` when it is none of its business, `role_insufficient` for ops
 */
export async function accessTo(
  shares: Pick<CaseShares, 'accessOf'>,
  caller: Caller,
  { caseId, helplineId }: Owned,
): Promise<'own' | Access> {
  if (caller.kind === 'ops') {
    throw new RedressError('role_insufficient', 'Only a helpline may do this.', {
      field: 'token',
      cure: 'Use a token of the helpline.',
    });
  }
  if (caller.helplineId === helplineId) return 'own';
  const access = await shares.accessOf(caseId, caller.helplineId);
  if (access === undefined) throw unknownTakedown();
  return access;
}

/**
 * For tasks, and for what shows red data: its own helpline may, and one that the case was shared with to act.
 *
 * @throws RedressError `share_insufficient`, and as `accessTo`
 */
export async function assertMayAct(
  shares: Pick<CaseShares, 'accessOf'>,
  caller: Caller,
  owned: Owned,
): Promise<void> {
  if ((await accessTo(shares, caller, owned)) !== 'read') return;
  throw new RedressError('share_insufficient', 'The case was shared for reading where it stands only.', {
    field: 'id',
    cure: 'Ask the helpline whose case it is to share it with the right to act.',
  });
}

/**
 * For what ends or changes a takedown as a whole (withdrawing, reopening, erasing): its own helpline only.
 *
 * @throws RedressError `share_insufficient`, and as `accessTo`
 */
export async function assertOwn(
  shares: Pick<CaseShares, 'accessOf'>,
  caller: Caller,
  owned: Owned,
): Promise<void> {
  if ((await accessTo(shares, caller, owned)) === 'own') return;
  throw new RedressError('share_insufficient', 'Only the helpline whose case it is may do this.', {
    field: 'id',
    cure: 'Ask the helpline whose case it is.',
  });
}

export function unknownTakedown(): RedressError {
  return new RedressError('takedown_unknown', 'There is no such takedown.', {
    field: 'id',
    cure: 'List them with: redress list',
  });
}
