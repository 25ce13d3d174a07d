import { z } from 'zod';
import { REFUSAL_REASONS } from '../../domain/outcome.ts';
import { ApiRequest, ApiStatus } from './api.ts';
import { Duration, Id, NoticePath, Provenance, Template } from './common.ts';
import { FormSpec } from './form.ts';

/** What a channel is meant for. Only `ncii`, `privacy`, `abuse` and `complaint` are ever chosen by themselves. */
export const PURPOSES = [
  'ncii',
  'privacy',
  'abuse',
  'complaint',
  'escalation',
  'trusted_flagger',
  'legal',
  'copyright',
  'csam',
  'appeal',
  'support',
] as const;

/** One element of the notice that the channel cannot do without, and how long it may be (characters). */
const RequiredField = z.strictObject({ field: NoticePath, maxLength: z.int().positive().optional() });

/** Transport retries: how often, and how the pause grows (exponential with jitter, never above `max`). */
export const RetryPolicy = z.strictObject({
  tries: z.int().min(1).max(20).default(5),
  first: Duration.default(60_000),
  max: Duration.default(3_600_000),
});

const shared = {
  purpose: z.enum(PURPOSES),
  title: z.string().max(200).describe('What a person calls this channel'),
  requires: z.array(RequiredField).default([]),
  /** Regions in which the channel may be used; `any` or country codes of the person shown. */
  regions: z.array(z.string()).default(['any']),
  /** A status that the helpline must hold to use the channel. */
  needsStatus: z.enum(['trusted_flagger', 'partner_account']).optional(),
  /** True if the law or the form needs the name of the person shown. Then, and only then, it is given. */
  namesSubject: z.boolean().default(false),
  retry: RetryPolicy.default({ tries: 5, first: 60_000, max: 3_600_000 }),
  /** After a delivery of unknown fate: how long to wait for a receipt before a person is asked. */
  receiptWithin: Duration.default(3_600_000),
  ...Provenance,
};

export const EmailChannel = z.strictObject({
  kind: z.literal('email'),
  ...shared,
  to: z.email(),
  subject: Template.describe('Never holds red data: the linter allows ids, helpline and recipient only'),
  template: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('File below platforms/templates/<language>/, without .liquid'),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  attachments: z.array(z.enum(['authority_letter', 'xarf'])).default([]),
});

export const FormChannel = z.strictObject({ kind: z.literal('form'), ...shared, ...FormSpec.shape });

export const ApiChannel = z.strictObject({
  kind: z.literal('api'),
  ...shared,
  request: ApiRequest,
  /** Looks up what the request needs first (an account id behind a URL); each result is named in templates. */
  lookups: z
    .array(z.strictObject({ name: Id, request: ApiRequest, pointer: z.string().startsWith('/') }))
    .default([]),
  status: ApiStatus.optional(),
});

export const AssistedChannel = z.strictObject({
  kind: z.literal('assisted'),
  ...shared,
  link: Template.optional(),
  template: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('assisted'),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),
  checklist: z.array(z.string().max(500)).default([]),
});

export const Channel = z.discriminatedUnion('kind', [EmailChannel, FormChannel, ApiChannel, AssistedChannel]);
export type Channel = z.infer<typeof Channel>;
export type ChannelKind = Channel['kind'];
export type ChannelOf<K extends ChannelKind> = Extract<Channel, { kind: K }>;
export const RefusalReasonSchema = z.enum(REFUSAL_REASONS);
