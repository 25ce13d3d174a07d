import { z } from 'zod';
import { OUTCOMES } from '../domain/outcome.ts';
import { TakedownRequest } from '../flow/intake/request.ts';
import { STATUSES } from '../flow/ledger.ts';
import { AnyId, Cursor, limit, Moment, Next } from './common.ts';

export const NewCase = z
  .strictObject({
    reference: TakedownRequest.shape.case.meta({
      description: "The helpline's own reference: never a name",
    }),
  })
  .meta({ id: 'NewCase' });

/** How the takedowns of a case stand: a case has partial outcomes, some URLs gone, some not. */
export const CaseCounts = z
  .object({
    takedowns: z.int(),
    open: z.int(),
    person: z.int().meta({ description: 'Of the open ones: those that wait for a person' }),
    byOutcome: z.partialRecord(z.enum(OUTCOMES), z.int()),
  })
  .meta({ id: 'CaseCounts' });

export const Case = z
  .object({
    id: z.string(),
    helplineId: z.string(),
    reference: z.string().nullable().meta({ description: 'Null for ops, and once the case was erased' }),
    createdAt: Moment,
    erasedAt: Moment.nullable(),
    counts: CaseCounts,
  })
  .meta({ id: 'Case' });
export type Case = z.infer<typeof Case>;

export const CasePage = z.object({ cases: z.array(Case), next: Next }).meta({ id: 'CasePage' });
export const CaseQuery = z.strictObject({
  shared: z
    .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })
    .default(false)
    .meta({
      type: 'boolean',
      description: 'Those that other helplines share with this one, instead of its own',
    }),
  limit: limit(200, 50),
  cursor: Cursor.optional(),
});
export const CaseParams = z.object({ caseId: AnyId });

export const CaseOutcome = z
  .object({
    id: z.string(),
    host: z.string(),
    platform: z.string().nullable(),
    status: z.enum(STATUSES),
    outcome: z.enum(OUTCOMES).nullable().meta({ description: 'Null: it has not ended' }),
    updatedAt: Moment,
  })
  .meta({ id: 'CaseOutcome' });

export type CaseOutcome = z.infer<typeof CaseOutcome>;

export const CaseOutcomes = z
  .object({
    caseId: z.string(),
    counts: CaseCounts,
    takedowns: z.array(CaseOutcome),
    next: Next,
  })
  .meta({ id: 'CaseOutcomes' });
