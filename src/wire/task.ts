import { z } from 'zod';
import { REPLY_KINDS } from '../domain/delivery.ts';
import { TASK_KINDS } from '../domain/event.ts';
import { REFUSAL_REASONS } from '../domain/outcome.ts';
import { VERDICTS } from '../domain/verdict.ts';
import { AnyId, Cursor, limit, line, Moment, Next, words } from './common.ts';

export const Task = z
  .object({
    id: z.string(),
    takedownId: z.string(),
    caseId: z.string(),
    caseReference: z.string().nullable(),
    helplineId: z.string(),
    platform: z.string().nullable(),
    host: z.string(),
    kind: z.enum(TASK_KINDS),
    reason: z.string(),
    recipient: z.string().nullable(),
    channel: z.string().nullable(),
    status: z.enum(['open', 'done', 'failed', 'dropped']),
    openedAt: Moment,
    dueAt: Moment.nullable(),
    endedAt: Moment.nullable(),
    endedBy: z.string().nullable(),
    claimedBy: z.string().nullable().meta({ description: 'The id of the token that has it now' }),
    claimedUntil: Moment.nullable(),
    assignedTo: z.string().nullable().meta({ description: 'The id of the token that it was given to' }),
    assignedBy: z.string().nullable(),
    assignedAt: Moment.nullable(),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof Task>;

export const TaskPage = z.object({ tasks: z.array(Task), next: Next }).meta({ id: 'TaskPage' });
export const TaskQuery = z.strictObject({
  kind: z.enum(TASK_KINDS).optional(),
  claimed: z.enum(['mine', 'none']).optional().meta({ description: 'Mine, or those that nobody has' }),
  assigned: z.enum(['mine']).optional().meta({ description: 'Those that were given to me' }),
  caseId: AnyId.optional(),
  limit: limit(500, 100),
  cursor: Cursor.optional(),
});
export const TaskParams = z.object({ taskId: AnyId });

export const ClaimRequest = z
  .strictObject({
    minutes: z.int().min(1).max(480).default(60).meta({ description: 'It is free again after so long' }),
  })
  .meta({ id: 'ClaimRequest' });

export const Claimed = z
  .object({ id: z.string(), claimedBy: z.string().nullable(), claimedUntil: Moment.nullable() })
  .meta({ id: 'Claimed' });

/** Red: what a person needs to do the task. */
export const Sheet = z
  .object({
    id: z.string(),
    takedownId: z.string(),
    kind: z.enum(TASK_KINDS),
    ask: z.string(),
    urls: z.array(z.string()),
    text: z.string().nullable(),
    link: z.string().nullable(),
    checklist: z.array(z.string()),
    comments: z.array(z.object({ at: Moment, by: z.string(), text: z.string() })),
  })
  .meta({ id: 'Sheet' });

export const TaskDone = z
  .strictObject({
    reference: line(200).optional().meta({ description: 'The number that the recipient gave the report' }),
    verdict: z.enum(VERDICTS).optional().meta({ description: 'look_by_hand: what the page showed' }),
    platform: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'the id of a platform file')
      .optional()
      .meta({ description: 'find_platform: whose page it is' }),
    reply: z
      .strictObject({ kind: z.enum(REPLY_KINDS), reason: z.enum(REFUSAL_REASONS).optional() })
      .optional()
      .meta({ description: 'What the recipient said at once' }),
  })
  .meta({ id: 'TaskDone' });

export const TaskEnded = z
  .object({ id: z.string(), takedownId: z.string(), result: z.enum(['done', 'failed']) })
  .meta({ id: 'TaskEnded' });

export const NewComment = z.strictObject({ text: words(4000) }).meta({ id: 'NewComment' });
export const Commented = z.object({ id: z.string(), takedownId: z.string() }).meta({ id: 'Commented' });
