import { z } from 'zod';
import { REPLY_KINDS } from '../domain/delivery.ts';
import { REFUSAL_REASONS } from '../domain/outcome.ts';
import { line, words } from './common.ts';

/** What a recipient answered, entered by a person. `reference` and `text` are red and are sealed. */
export const NewReply = z
  .strictObject({
    noticeKey: z
      .string()
      .regex(/^n[0-9a-f]{40}$/, 'the noticeKey of one of its notices')
      .optional()
      .meta({
        description: 'Which notice was answered; without it the last one that reached a desk',
      }),
    kind: z.enum(REPLY_KINDS),
    reason: z.enum(REFUSAL_REASONS).optional().meta({ description: 'With `refused`: why' }),
    reference: line(200).optional(),
    text: words(4000).optional(),
  })
  .refine((reply) => reply.reason === undefined || reply.kind === 'refused', {
    path: ['reason'],
    message: 'only a refusal has a reason',
  })
  .meta({ id: 'NewReply' });
