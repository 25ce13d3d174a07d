import { z } from 'zod';
import { REPLY_KINDS } from '../domain/delivery.ts';
import { TASK_KINDS } from '../domain/event.ts';
import { OUTCOMES, REFUSAL_REASONS } from '../domain/outcome.ts';
import { LOCATION_KINDS, VERDICTS } from '../domain/verdict.ts';
import { TakedownRequest } from '../flow/intake/request.ts';
import { STATUSES } from '../flow/ledger.ts';
import { AnyId, Cursor, limit, Moment, Next } from './common.ts';

/** A line of a list: host and ids. The URL is told on reveal alone. */
const listed = {
  id: z.string(),
  caseId: z.string(),
  caseReference: z.string().nullable().meta({ description: 'Null for ops, and once the case was erased' }),
  helplineId: z.string(),
  status: z.enum(STATUSES),
  outcome: z.enum(OUTCOMES).nullable(),
  platform: z.string().nullable(),
  host: z.string(),
  next: z.string().meta({ description: 'What comes next, in plain words' }),
  dueAt: Moment.nullable(),
  deadlineAt: Moment.nullable().meta({ description: 'The strictest legal clock' }),
  createdAt: Moment,
  updatedAt: Moment,
};
export const Takedown = z.object(listed).meta({ id: 'Takedown' });
export type Takedown = z.infer<typeof Takedown>;

export const SentNotice = z
  .object({
    noticeKey: z.string(),
    recipient: z.string(),
    channel: z.string(),
    rung: z.int(),
    cycle: z.int(),
    tries: z.int(),
    result: z.string().nullable().meta({ description: 'Null while it is under way' }),
    code: z.string().nullable(),
    deliveredAt: Moment.nullable(),
    hasReference: z.boolean(),
    replies: z.array(
      z.object({
        kind: z.enum(REPLY_KINDS),
        reason: z.enum(REFUSAL_REASONS).nullable(),
        via: z.enum(['api', 'person', 'mail']),
        at: Moment,
      }),
    ),
  })
  .meta({ id: 'SentNotice' });

export const TakedownDetail = z
  .object({
    ...listed,
    reason: z.enum(REFUSAL_REASONS).nullable().meta({ description: 'With the outcome `refused`: why' }),
    regimes: z.array(z.string()),
    countries: z.array(z.string()),
    locations: z.array(z.enum(LOCATION_KINDS)),
    cycle: z.int().meta({ description: '0, and one more each time the image came back' }),
    withdrawnAt: Moment.nullable(),
    pausedAt: Moment.nullable().meta({ description: 'Nothing is sent or looked at since; clocks run on' }),
    lastLook: z
      .object({ at: Moment, verdict: z.enum(VERDICTS), by: z.enum(['redress', 'person']) })
      .nullable(),
    task: z.object({ id: z.string(), kind: z.enum(TASK_KINDS), reason: z.string() }).nullable(),
    notices: z.array(SentNotice),
  })
  .meta({ id: 'TakedownDetail' });
export type TakedownDetail = z.infer<typeof TakedownDetail>;

export const TakedownPage = z
  .object({ takedowns: z.array(Takedown), next: Next })
  .meta({ id: 'TakedownPage' });

const host = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9.[\]:-]{1,253}$/, 'a host name');
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'the id of a platform file');

export const TakedownQuery = z.strictObject({
  status: z.enum(STATUSES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  platform: slug.optional(),
  host: host.optional(),
  caseId: AnyId.optional(),
  deadlineBefore: Moment.optional().meta({ description: 'Whose strictest clock ends at or before it' }),
  limit: limit(500, 50),
  cursor: Cursor.optional(),
});

/** The same with what may not stand in a URL: the helpline's reference of a case may well be a name. */
export const TakedownSearch = z
  .strictObject({
    ...TakedownQuery.shape,
    limit: z.int().min(1).max(500).default(50),
    caseReference: TakedownRequest.shape.case.optional(),
  })
  .meta({ id: 'TakedownSearch' });

export const TakedownParams = z.object({ takedownId: AnyId });

/** What an act left behind. */
export const TakedownState = z
  .object({
    id: z.string(),
    status: z.enum(STATUSES),
    outcome: z.enum(OUTCOMES).nullable(),
    next: z.string(),
  })
  .meta({ id: 'TakedownState' });
export type TakedownState = z.infer<typeof TakedownState>;

export const WithdrawRequest = z
  .strictObject({
    minorMayBeShown: z.boolean().default(false).meta({
      description: 'The image may show a minor after all: the URL and the notice are forgotten as well',
    }),
  })
  .meta({ id: 'WithdrawRequest' });

export const TimelineEntry = z
  .object({
    seq: z.int(),
    at: Moment,
    type: z.string(),
    text: z.string().meta({ description: 'The event as a sentence' }),
    by: z.string().nullable(),
    details: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The event as it is recorded: no red data' }),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const Timeline = z
  .object({ id: z.string(), events: z.array(TimelineEntry), next: z.int().nullable() })
  .meta({ id: 'Timeline' });
export const TimelineQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(0)
    .meta({ description: '`next` of the page before' }),
  limit: limit(500, 200),
});

/** Red: all that Redress keeps of one takedown, opened. The act is on record. */
export const Revealed = z
  .object({
    id: z.string(),
    caseReference: z.string().nullable(),
    locations: z
      .array(z.object({ kind: z.enum(LOCATION_KINDS), url: z.string() }))
      .nullable()
      .meta({
        description: 'Null: not kept (minor route), or erased',
      }),
    description: z.string().nullable(),
    notices: z.array(
      z.object({
        noticeKey: z.string(),
        recipient: z.string(),
        channel: z.string(),
        reference: z.string().nullable(),
        text: z.string().nullable().meta({ description: 'The notice as it was sent' }),
        answer: z.string().nullable().meta({ description: 'What the recipient answered' }),
      }),
    ),
    notes: z.array(
      z.object({ seq: z.int(), at: Moment, type: z.string(), red: z.record(z.string(), z.unknown()) }),
    ),
  })
  .meta({ id: 'Revealed' });
