import { z } from 'zod';

/** Stands in all that a helpline writes: no command may tell it but to the helpline itself. */
export const CANARY = 'canary-5b1d';

/** The answers of commands with --json, as a script reads them. */
export const Id = z.string().regex(/^td_[0-9a-f-]{36}$/);
export const Submitted = z.object({
  answers: z.array(
    z.discriminatedUnion('result', [
      z.object({
        line: z.int().nullable(),
        result: z.literal('accepted'),
        id: Id,
        platform: z.string().nullable(),
        deadlineAt: z.number().nullable(),
        next: z.string(),
      }),
      z.object({ line: z.int().nullable(), result: z.literal('duplicate'), id: Id }),
      z.object({ line: z.int().nullable(), result: z.literal('minor_route'), id: Id }),
      z.object({
        line: z.int().nullable(),
        result: z.literal('rejected'),
        problems: z.array(
          z.object({ code: z.string(), field: z.string(), message: z.string(), cure: z.string() }),
        ),
      }),
    ]),
  ),
  minors: z
    .object({ rule: z.string(), handOff: z.array(z.object({ name: z.string(), url: z.url() })) })
    .optional(),
});
export const Page = z.object({
  takedowns: z.array(
    z.object({
      id: Id,
      caseReference: z.string(),
      status: z.string(),
      outcome: z.string().nullable(),
      platform: z.string().nullable(),
      host: z.string(),
      next: z.string(),
    }),
  ),
  next: z.string().nullable(),
});
export const Shown = z.object({
  stored: z.object({ takedown: z.object({ id: Id, host: z.string() }), caseReference: z.string() }),
  red: z.object({ notice: z.object({ locations: z.array(z.object({ url: z.url() })) }) }).optional(),
  events: z.array(z.object({ seq: z.int(), event: z.object({ type: z.string() }) })),
});
export const Tasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string().startsWith('task_'),
      takedownId: Id,
      kind: z.string(),
      caseReference: z.string(),
    }),
  ),
});
export const Failed = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string(), cure: z.string() }),
});

/** The options of a complete request, each with something that must never be told. */
export const about = (reference: string): readonly string[] => [
  '--case-reference',
  reference,
  '--age-in-image',
  'adult',
  '--description',
  `${CANARY} description`,
  '--non-consent-statement',
  `${CANARY} statement`,
  '--good-faith',
  'yes',
  '--accuracy',
  'yes',
  '--authority-basis',
  `${CANARY} authority`,
  '--consented-on',
  '2026-11-20',
  '--subject-country',
  'US',
];
