import { RedressError } from '../../domain/errors.ts';
import type { CaseId, TakedownId } from '../../domain/ids.ts';
import type { Caller } from '../caller.ts';
import type { CaseRemains, CaseStanding } from '../case-data.ts';
import type { FlowDeps } from '../deps.ts';
import { settle } from '../settle.ts';
import { asLead } from './lead.ts';
import { withdraw } from './withdraw.ts';

/** Takedowns that are written at a time. */
const AT_ONCE = 50;
/** A case to which takedowns are added all the time is not erased behind the back of who adds them. */
const ROUNDS = 5;

/**
 * Erases a case of the caller's helpline for good: withdraws what is open, puts `erased` on each takedown's record,
 * destroys the key. What has passed its point of no return cannot be called back; how it came out is recorded without
 * its words. Answers what remains. Erased twice, it answers the same.
 *
 * @throws RedressError `role_insufficient`, `case_unknown` (another helpline's too), `case_open` when takedowns are
 *   added to it meanwhile
 */
export async function eraseCase(deps: FlowDeps, caller: Caller, id: CaseId): Promise<CaseRemains> {
  const { tokenId: by } = asLead(caller);
  for (let round = 1; ; round++) {
    const standing = await ownCase(deps, caller, id);
    const open = standing.takedowns.filter((one) => !one.ended);
    await each(open, (one) => withdraw(deps, one.id, by));
    await markErased(deps, standing, by);
    try {
      return await deps.ledger.eraseCase(id, by, deps.clock.now());
    } catch (error) {
      if (!(error instanceof RedressError) || error.code !== 'case_open' || round === ROUNDS) throw error;
    }
  }
}

/**
 * Asks once more before a case is erased, and says what that would end. Not for one that was erased before.
 *
 * @param confirm the case's id, once more
 * @throws RedressError `confirmation_needed`, and as `ownCase`
 */
export async function assertConfirmed(
  deps: Pick<FlowDeps, 'ledger'>,
  caller: Caller,
  id: CaseId,
  confirm: string | undefined,
  cure: string,
): Promise<void> {
  const { erasedAt, takedowns } = await ownCase(deps, caller, id);
  if (erasedAt !== null || confirm === id) return;
  const open = takedowns.filter((one) => !one.ended).length;
  throw new RedressError(
    'confirmation_needed',
    `Erasing ${id} cannot be undone. It has ${takedowns.length} takedowns; ${open} are open and would be withdrawn.`,
    { field: 'confirm', cure },
  );
}

/** Erases a case whose time is over: undefined, and nothing done, when a takedown of it is open. */
export async function eraseEndedCase(
  deps: FlowDeps,
  id: CaseId,
  by: string,
): Promise<CaseRemains | undefined> {
  const standing = await deps.ledger.caseStanding(id);
  if (standing === undefined || standing.takedowns.some((one) => !one.ended)) return undefined;
  await markErased(deps, standing, by);
  return deps.ledger.eraseCase(id, by, deps.clock.now());
}

async function markErased(deps: FlowDeps, { takedowns }: CaseStanding, by: string): Promise<void> {
  await each(
    takedowns.filter((one) => !one.erased),
    (one) =>
      settle(deps, one.id, 'keep', (now) =>
        now.erasedAt !== undefined || now.closedAt === undefined
          ? undefined
          : { events: [{ event: { type: 'erased', at: deps.clock.now(), by } }] },
      ),
  );
}

/**
 * A case of the lead's own helpline. What belongs to another is answered like what does not exist.
 *
 * @throws RedressError `role_insufficient`, `case_unknown`
 */
export async function ownCase(
  deps: Pick<FlowDeps, 'ledger'>,
  caller: Caller,
  id: CaseId,
): Promise<CaseStanding> {
  const { helplineId } = asLead(caller);
  const standing = await deps.ledger.caseStanding(id);
  if (standing !== undefined && standing.helplineId === helplineId) return standing;
  throw new RedressError('case_unknown', 'There is no such case of this helpline.', {
    field: 'caseId',
    cure: 'Ids of cases are shown by: redress list --json',
  });
}

async function each<T extends { readonly id: TakedownId }>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(work));
}
