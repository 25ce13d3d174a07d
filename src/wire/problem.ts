import { z } from 'zod';

/** One thing wrong with a request: which field, and what to do. Nothing of the request is repeated in it. */
export const FieldProblem = z
  .object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    cure: z.string().optional(),
  })
  .meta({ id: 'FieldProblem' });

/** Problem details (RFC 9457). `code` is stable and listed in docs/errors.md. */
export const ProblemDetails = z
  .object({
    type: z.string().meta({ description: '`/problems/<code>`, served by Redress itself' }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    cure: z.string().optional().meta({ description: 'What to do' }),
    field: z.string().optional(),
    errors: z.array(FieldProblem).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;
