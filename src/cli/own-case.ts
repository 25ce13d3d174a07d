import type { Base } from '../app/base.ts';
import { RedressError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';

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
