import type { Base } from '../app/base.ts';
import { recordReveal } from '../flow/people/reveal.ts';
import type { Shown } from '../ledger/views/show.ts';
import type { Actor } from './context.ts';
import { ownTakedown } from './own-takedown.ts';

/**
 * A takedown of the helpline as its role may see it: to a lead all of it, which is put on record first, as the API's
 * reveal does; to a practitioner without what is red.
 *
 * @throws RedressError `takedown_unknown`
 */
export async function shownTo(
  { handle, deps }: Base,
  { helpline, caller }: Actor,
  id: string,
): Promise<{ readonly shown: Shown; readonly withheld: boolean }> {
  await ownTakedown({ deps }, helpline.id, id);
  if (caller.role === 'lead') {
    await recordReveal(deps, id, caller.tokenId, 'takedown');
    return { shown: there(await handle.views.show(id)), withheld: false };
  }
  const redacted = there(await handle.views.redacted(id));
  const none = { reference: undefined, text: undefined, evidence: undefined };
  const attempts = redacted.attempts.map((one) => ({ ...one, ...none }));
  return { shown: { ...redacted, red: undefined, attempts }, withheld: true };
}

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('a takedown that was loaded cannot be shown');
  return found;
}
