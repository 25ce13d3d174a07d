import { parse, toSeconds } from 'iso8601-duration';
import { z } from 'zod';
import type { Millis } from '../../domain/time.ts';

/** Lower-case words joined by hyphens: the id of a recipient, channel, regime or signal. */
export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

/** ISO 8601 duration such as PT48H or P7D, read as milliseconds. Years and months have no fixed length. */
export const Duration = z.iso
  .duration()
  .refine((text) => !/^P[^T]*[YM]/.test(text), 'years and months have no fixed length: use days')
  .transform((text): Millis => Math.round(toSeconds(parse(text)) * 1000))
  .describe('ISO 8601 duration, e.g. PT48H');

/** A LiquidJS template (strict variables). What it may name is said in docs/platforms.md. */
export const Template = z.string().max(10_000).describe('LiquidJS template with strict variables');

/** A JavaScript regular expression. Matched with the `iu` flags. */
export const Pattern = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => {
    try {
      new RegExp(text, 'iu');
      return true;
    } catch {
      return false;
    }
  }, 'not a regular expression that can be compiled')
  .describe('JavaScript regular expression, matched without regard to case');

export const CONFIDENCE = ['sourced', 'unverified'] as const;

/**
 * Where a fact comes from. `checkedOn` is the day on which the source was read; `confidence: unverified` marks what
 * no source was found for, and the linter demands one of the two.
 */
export const Provenance = {
  source: z
    .string()
    .min(1)
    .max(1000)
    .describe('URL or reference where the fact was read; "general knowledge" if none'),
  checkedOn: z.iso.date().optional().describe('Day on which the source was read'),
  checkedBy: z.string().max(200).optional().describe('Who read it'),
  confidence: z.enum(CONFIDENCE),
  note: z.string().max(2000).optional(),
};

/** A dotted path into the canonical notice, e.g. `statements.nonConsent`. */
export const NoticePath = z
  .string()
  .regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/, 'a path into the notice, such as statements.nonConsent');
