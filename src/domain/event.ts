import { z } from 'zod';
import { HANDOVER_REASONS, REPLY_KINDS } from './delivery.ts';
import { OUTCOMES, REFUSAL_REASONS } from './outcome.ts';
import { LOCATION_KINDS, VERDICTS } from './verdict.ts';

const instant = z.int();
const desk = { recipient: z.string(), channel: z.string(), rung: z.int(), noticeKey: z.string() };

/** Why a notice goes to this desk now. It is what the timeline tells a person. */
export const SEND_REASONS = [
  'first_notice',
  'transport_retry',
  'repeat_after_unknown',
  'channel_unusable',
  'deadline_passed',
  'refused_before',
  'came_back',
  'escalated',
] as const;
export type SendReason = (typeof SEND_REASONS)[number];

export const CHECK_PURPOSES = ['precheck', 'follow_up', 'confirm', 'watch'] as const;
export type CheckPurpose = (typeof CHECK_PURPOSES)[number];

export const TASK_KINDS = [
  'send_by_hand',
  'find_platform',
  'find_receipt',
  'look_by_hand',
  'answer_recipient',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What of a takedown was shown to a person: all that is red, the sheet of its task, or a copy for the person shown. */
export const REVEALS = ['takedown', 'task', 'export'] as const;
export type Reveal = (typeof REVEALS)[number];

/** Why a person acted on a takedown: a closed list, so that nothing red can stand in an event. */
export const ACT_REASONS = [
  'urgent',
  'recipient_back',
  'recipient_trouble',
  'no_answer_expected',
  'person_asked',
  'evidence',
  'under_review',
  'workload',
  'mistake',
  'other',
] as const;
export type ActReason = (typeof ACT_REASONS)[number];
const act = { at: instant, by: z.string(), why: z.enum(ACT_REASONS) };

export const DeliverySchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('sent'), code: z.string(), hasReference: z.boolean() }),
  z.strictObject({ result: z.literal('retry'), code: z.string(), retryAfter: z.number().optional() }),
  z.strictObject({ result: z.literal('failed'), code: z.string() }),
  z.strictObject({ result: z.literal('refused'), code: z.string(), reason: z.enum(REFUSAL_REASONS) }),
  z.strictObject({ result: z.literal('says_gone'), code: z.string(), hasReference: z.boolean() }),
  z.strictObject({ result: z.literal('handover'), code: z.string(), reason: z.enum(HANDOVER_REASONS) }),
  z.strictObject({ result: z.literal('unknown'), code: z.string() }),
]);

/**
 * Everything that can happen to a takedown. Events are append-only, hash-chained per takedown and hold no red data:
 * what is red (notice text, reference, a reply's words) lies sealed beside them, under the same sequence number.
 */
export const TakedownEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('requested'),
    at: instant,
    by: z.string(),
    /** Null: no file knows the host. */
    platform: z.string().nullable(),
    host: z.string(),
    ageInImage: z.enum(['adult', 'minor', 'unknown']),
    regimes: z.array(z.string()),
    countries: z.array(z.string()),
    locations: z.array(z.enum(LOCATION_KINDS)),
    statuses: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal('intended'),
    at: instant,
    key: z.string(),
    try: z.int(),
    why: z.enum(SEND_REASONS),
    ...desk,
  }),
  z.strictObject({ type: z.literal('settled'), at: instant, key: z.string(), delivery: DeliverySchema }),
  z.strictObject({
    type: z.literal('checked'),
    at: instant,
    purpose: z.enum(CHECK_PURPOSES),
    by: z.enum(['redress', 'person']),
    /** One entry for each location, in the order of the request. */
    found: z.array(
      z.strictObject({ verdict: z.enum(VERDICTS), signal: z.string(), status: z.int().optional() }),
    ),
  }),
  z.strictObject({
    type: z.literal('check_failed'),
    at: instant,
    purpose: z.enum(CHECK_PURPOSES),
    code: z.string(),
  }),
  z.strictObject({ type: z.literal('polled'), at: instant, noticeKey: z.string(), code: z.string() }),
  z.strictObject({
    type: z.literal('replied'),
    at: instant,
    noticeKey: z.string(),
    kind: z.enum(REPLY_KINDS),
    reason: z.enum(REFUSAL_REASONS).optional(),
    via: z.enum(['api', 'person', 'mail']),
    by: z.string(),
  }),
  z.strictObject({
    type: z.literal('task_opened'),
    at: instant,
    taskId: z.string(),
    kind: z.enum(TASK_KINDS),
    reason: z.string(),
    noticeKey: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('task_ended'),
    at: instant,
    taskId: z.string(),
    result: z.enum(['done', 'failed', 'dropped']),
    by: z.string(),
    hasReference: z.boolean().default(false),
  }),
  /** A person found out which platform file the URL belongs to. */
  z.strictObject({
    type: z.literal('platform_set'),
    at: instant,
    platform: z.string(),
    regimes: z.array(z.string()),
    by: z.string(),
  }),
  z.strictObject({ type: z.literal('withdrawn'), at: instant, by: z.string() }),
  z.strictObject({
    type: z.literal('age_changed'),
    at: instant,
    ageInImage: z.enum(['minor', 'unknown']),
    by: z.string(),
  }),
  z.strictObject({
    type: z.literal('closed'),
    at: instant,
    outcome: z.enum(OUTCOMES),
    reason: z.enum(REFUSAL_REASONS).optional(),
  }),
  z.strictObject({
    type: z.literal('reopened'),
    at: instant,
    why: z.enum(['came_back', 'person']),
    by: z.string(),
  }),
  z.strictObject({ type: z.literal('revealed'), at: instant, what: z.enum(REVEALS), by: z.string() }),
  /** Its case is in the hands of a second helpline too (the international hand-over). */
  z.strictObject({
    type: z.literal('shared'),
    at: instant,
    with: z.string(),
    access: z.enum(['read', 'act']),
    by: z.string(),
  }),
  z.strictObject({ type: z.literal('unshared'), at: instant, with: z.string(), by: z.string() }),
  /** A person noted something; the words lie sealed beside it. */
  z.strictObject({
    type: z.literal('commented'),
    at: instant,
    by: z.string(),
    taskId: z.string().optional(),
  }),
  /** What it waits for is due at once. */
  z.strictObject({ type: z.literal('retried'), ...act }),
  /** Nothing is sent or looked at until it is unpaused; legal clocks run on. */
  z.strictObject({ type: z.literal('paused'), ...act }),
  z.strictObject({ type: z.literal('unpaused'), ...act }),
  /** The next rung is taken at once; `rung` is the one that is not waited for any longer. */
  z.strictObject({ type: z.literal('escalated'), rung: z.int(), ...act }),
  /** Whose task it is: the id of a token, or null for nobody's. */
  z.strictObject({ type: z.literal('assigned'), taskId: z.string(), to: z.string().nullable(), ...act }),
  /** Its case's key was destroyed: what was sealed about it can be read by nobody any more. */
  z.strictObject({ type: z.literal('erased'), at: instant, by: z.string() }),
]);
export type TakedownEvent = z.infer<typeof TakedownEvent>;
/** The name of each kind of event: what can be told of a takedown. */
export const EVENT_TYPES = TakedownEvent.options.map((one) => one.shape.type.value);
export type EventOf<T extends TakedownEvent['type']> = Extract<TakedownEvent, { type: T }>;
