import type { ListedCase } from '../../ledger/views/cases.ts';
import type { ListedTakedown } from '../../ledger/views/list.ts';
import type { Case, CaseOutcome } from '../../wire/case.ts';
import { outcomeOf } from './takedown.ts';
import { moment, momentOrNull } from './times.ts';

export function wireCase(one: ListedCase): Case {
  return {
    id: one.id,
    helplineId: one.helplineId,
    reference: one.reference === '' ? null : one.reference,
    createdAt: moment(one.createdAt),
    erasedAt: momentOrNull(one.erasedAt),
    counts: one.counts,
  };
}

export function wireCaseOutcome(one: ListedTakedown): CaseOutcome {
  return {
    id: one.id,
    host: one.host,
    platform: one.platform,
    status: one.status,
    outcome: outcomeOf(one.outcome),
    updatedAt: moment(one.updatedAt),
  };
}
