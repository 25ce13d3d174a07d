import { RedressError } from '../../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../../domain/ids.ts';
import type { Views } from '../../../ledger/views/views.ts';

/** The helpline's own case, by its id or by the reference that the helpline gave it. */
export async function ownCase(
  views: Pick<Views, 'case' | 'list'>,
  helplineId: HelplineId,
  named: string,
): Promise<CaseId> {
  const byId = /^case_[0-9a-f-]{36}$/.test(named) ? await views.case(named) : undefined;
  if (byId?.helplineId === helplineId) return byId.id;
  const [first] = (await views.list({ helplineId, caseReference: named, limit: 1 })).takedowns;
  if (first !== undefined) return first.caseId;
  throw new RedressError('case_unknown', 'There is no such case of this helpline.', {
    field: 'case',
    cure: 'Name it by its reference or its id: redress cases list',
  });
}
