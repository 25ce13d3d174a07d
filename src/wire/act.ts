import { z } from 'zod';
import { ACTS, MOST_ACTS } from '../domain/act.ts';
import { ACT_REASONS } from '../domain/event.ts';
import { STATUSES } from '../flow/ledger.ts';
import { AnyId } from './common.ts';

/** What is to be done with takedowns, and why. No free words: nothing red can stand in it. */
export const ActsRequest = z
  .strictObject({
    act: z.enum(ACTS),
    why: z.enum(ACT_REASONS).meta({ description: 'For the record' }),
    ids: z.array(AnyId).min(1).max(MOST_ACTS).meta({ description: 'Of takedowns' }),
    to: AnyId.nullable()
      .optional()
      .meta({ description: 'assign: the token id of a person of the helpline; null takes the task back' }),
  })
  .refine(({ act, to }) => (act === 'assign') === (to !== undefined), {
    path: ['to'],
    message: '`to` belongs to `assign`, and to nothing else',
  })
  .meta({ id: 'ActsRequest' });
export type ActsRequest = z.infer<typeof ActsRequest>;

export const ActAnswer = z
  .discriminatedUnion('done', [
    z.object({ id: z.string(), done: z.literal(true), status: z.enum(STATUSES), next: z.string() }),
    z.object({
      id: z.string(),
      done: z.literal(false),
      code: z.string().meta({ description: 'Why not: docs/errors.md' }),
      message: z.string(),
      cure: z.string().nullable(),
    }),
  ])
  .meta({ id: 'ActAnswer' });

export const ActsAnswered = z
  .object({
    act: z.enum(ACTS),
    done: z.int(),
    refused: z.int(),
    answers: z.array(ActAnswer).meta({ description: 'In the order of `ids`, each once' }),
  })
  .meta({ id: 'ActsAnswered' });
export type ActsAnswered = z.infer<typeof ActsAnswered>;

export const PeopleQuery = z.strictObject({
  helplineId: AnyId.optional().meta({ description: 'For ops, who belong to none' }),
});
export const People = z
  .object({
    people: z.array(z.object({ id: z.string(), label: z.string(), role: z.enum(['practitioner', 'lead']) })),
  })
  .meta({ id: 'People' });
