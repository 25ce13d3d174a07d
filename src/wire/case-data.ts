import { z } from 'zod';
import { CASE_ACTS } from '../flow/case-data.ts';
import { CaseExport } from '../flow/people/export-schema.ts';
import { AnyId, Moment } from './common.ts';

/** All that is held about a case (docs/case-export.schema.json). Red. */
export { CaseExport };

export const EraseRequest = z
  .strictObject({
    confirm: AnyId.optional().meta({
      description: "The case's id once more: it cannot be undone. Without it nothing is erased",
    }),
  })
  .meta({ id: 'EraseRequest' });

/** What is left of an erased case. Nothing red. */
export const CaseRemains = z
  .object({
    caseId: z.string(),
    helplineId: z.string(),
    createdAt: Moment,
    erasedAt: Moment,
    erasedBy: z.string(),
    sealed: z.int().meta({ description: 'Sealed values and keyed hashes that were found: 0' }),
    counts: z.object({
      takedowns: z.int(),
      events: z.int(),
      attempts: z.int(),
      checks: z.int(),
      tasks: z.int(),
    }),
    acts: z
      .array(z.object({ act: z.enum(CASE_ACTS), by: z.string(), at: Moment }))
      .meta({ description: 'Who copied and erased it' }),
    takedowns: z.array(
      z.object({
        id: z.string(),
        platform: z.string().nullable(),
        host: z.string(),
        outcome: z.string().nullable(),
        createdAt: Moment,
        updatedAt: Moment,
        events: z.int(),
        head: z.string().meta({ description: 'The end of its hash chain, in hex' }),
      }),
    ),
  })
  .meta({ id: 'CaseRemains' });
export type CaseRemains = z.infer<typeof CaseRemains>;
