import { z } from 'zod';
import { LOCATION_KINDS } from './verdict.ts';

/** Who shows the image to be what it is; `synthetic` covers realistic forgeries (TAKE IT DOWN s.2). */
export const SHOWN = ['image', 'video', 'synthetic_image', 'synthetic_video', 'unknown'] as const;
export const CONTEXTS = [
  'relationship',
  'hacked',
  'sextortion',
  'impersonation',
  'recorded',
  'unknown',
] as const;
export const CLAIMANT_ROLES = ['subject', 'representative'] as const;
export const AGES_IN_IMAGE = ['adult', 'minor', 'unknown'] as const;
export type AgeInImage = (typeof AGES_IN_IMAGE)[number];

/** Characters of a URL, percent-encoded. */
export const MAX_URL = 2048;

const line = (max: number) => z.string().trim().min(1).max(max);

/** One place where the image is. `url` is red data. */
export const Location = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(MAX_URL),
  kind: z.enum(LOCATION_KINDS).default('page'),
});
export type Location = z.infer<typeof Location>;

/** A report that was made before this one: by whom, where, when, under which reference. */
export const PriorReport = z.strictObject({
  by: line(200),
  to: line(200),
  on: z.iso.date(),
  reference: line(200).optional(),
});

/** A hash that the person made on their own device. Redress never computes one. */
export const OwnHash = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pdq'),
    value: z.string().regex(/^[0-9a-f]{64}$/i, 'PDQ is 64 hex digits'),
  }),
  z.strictObject({
    kind: z.literal('md5'),
    value: z.string().regex(/^[0-9a-f]{32}$/i, 'MD5 is 32 hex digits'),
  }),
]);

/** Who files the notice, on whose behalf. A helpline signs with its own role address. */
export const Claimant = z.strictObject({
  role: z.enum(CLAIMANT_ROLES),
  organisation: line(100).optional(),
  name: line(255),
  email: z.email().max(254),
  phone: line(40).optional(),
  postalAddress: line(300).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country code of two capital letters')
    .optional(),
});

/**
 * The canonical notice: the union of the elements that TAKE IT DOWN s.3, the UK intimate image content report and
 * DSA Art. 16 need. All of it is red data. Which elements a takedown must have is said by its regimes' files.
 */
export const Notice = z.strictObject({
  locations: z.array(Location).min(1).max(20),
  claimant: Claimant,
  /** On what the representative's power rests, and when the adult consented to this report. */
  authority: z.strictObject({ basis: line(500), consentedOn: z.iso.date() }).optional(),
  /** The person shown. Left out unless a channel's file says that the law or the form needs it. */
  subject: z
    .strictObject({
      name: line(255).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    })
    .optional(),
  depiction: z
    .strictObject({
      shown: z.enum(SHOWN),
      context: z.enum(CONTEXTS),
      /** Enough to find the depiction on the page; never a description of the person. */
      description: line(2000).optional(),
    })
    .default({ shown: 'unknown', context: 'unknown' }),
  statements: z
    .strictObject({
      nonConsent: line(2000).optional(),
      goodFaith: z.boolean().optional(),
      accuracy: z.boolean().optional(),
      illegality: line(2000).optional(),
    })
    .default({}),
  signature: z.strictObject({ name: line(255), signedOn: z.iso.date() }).optional(),
  priorReports: z.array(PriorReport).max(20).default([]),
  hashes: z.array(OwnHash).max(50).default([]),
});
export type Notice = z.infer<typeof Notice>;
export type NoticeInput = z.input<typeof Notice>;
