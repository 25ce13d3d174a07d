import { z } from 'zod';
import {
  AGES_IN_IMAGE,
  CLAIMANT_ROLES,
  CONTEXTS,
  Notice,
  OwnHash,
  PriorReport,
  SHOWN,
} from '../../domain/notice.ts';
import { LOCATION_KINDS } from '../../domain/verdict.ts';

const { authority, subject, statements } = Notice.shape;

/** What a helpline says of one takedown. Who files and signs comes from the helpline's own record. */
export const TakedownRequest = z.strictObject({
  /** The helpline's own reference for the person's case: never a name. */
  case: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/#-]*$/u, 'letters, digits, spaces and . _ / # - only'),
  url: z.string().trim().min(1).max(2048),
  /** Further places of the same image: its file on a CDN, an API record, a cached copy. */
  more: z
    .array(
      z.strictObject({
        url: z.string().trim().min(1).max(2048),
        kind: z.enum(LOCATION_KINDS).default('page'),
      }),
    )
    .max(10)
    .default([]),
  ageInImage: z.enum(AGES_IN_IMAGE),
  role: z.enum(CLAIMANT_ROLES).default('representative'),
  authority,
  subject,
  /** Countries whose law protects the person. Without them, the helpline's own. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'a country code of two capital letters'))
    .max(10)
    .default([]),
  shown: z.enum(SHOWN).default('unknown'),
  context: z.enum(CONTEXTS).default('unknown'),
  description: z.string().trim().min(1).max(2000).optional(),
  statements,
  priorReports: z.array(PriorReport).max(20).default([]),
  hashes: z.array(OwnHash).max(50).default([]),
});
export type TakedownRequest = z.infer<typeof TakedownRequest>;
