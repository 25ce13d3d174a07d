import type { Base } from '../app/base.ts';
import { RedressError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Caller } from '../flow/caller.ts';
import { actorOf } from './context.ts';

/** Who acts, with the role of the token. In the sandbox without a token it is a lead of the practice helpline. */
export async function callerOf(base: Base): Promise<Extract<Caller, { kind: 'helpline' }>> {
  const { helpline, by } = await actorOf(base);
  const { token } = base.config;
  const known = token === undefined ? undefined : await base.handle.tokens.find(token, base.deps.clock.now());
  const role = token === undefined || known?.scopes.includes('lead') ? 'lead' : 'practitioner';
  return { kind: 'helpline', helplineId: helpline.id, role, tokenId: by };
}

/** The id of a case that is named by its id or by its helpline's reference, exactly as it was written. */
export async function caseIdOf(base: Base, helplineId: string, named: string): Promise<CaseId> {
  const found = await base.deps.ledger.caseStanding(named);
  if (found?.helplineId === helplineId) return found.id;
  const byReference = await base.deps.ledger.findCase(helplineId, named);
  if (byReference !== undefined) return byReference;
  throw new RedressError('case_unknown', 'There is no such case of this helpline.', {
    field: 'case',
    cure: 'Give its id, or its reference exactly as it was written; an erased case is found by its id only.',
  });
}
