import { z } from 'zod';

/** A moment as ISO 8601 in UTC. */
export const Moment = z.iso.datetime().meta({ example: '2026-11-23T10:00:00.000Z' });

/** An id as Redress gives them. What can be none is answered with 404, like what is not there. */
export const AnyId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'an id');

/** Words of a person. Control characters but line breaks are refused: no desk shows them, and no database keeps NUL. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*(?:[\n\r\t][^\p{Cc}\p{Cs}]*)*$/u, 'no control characters');

/** One line of words. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'one line without control characters');

/** `next` of the page before. */
export const Cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,200}$/, 'the value of "next" as it was given')
  .meta({ description: '`next` of the page before' });

export const limit = (most: number, usual: number) =>
  z.coerce.number().int().min(1).max(most).default(usual).meta({ description: 'At most so many' });

export const Next = Cursor.nullable().meta({ description: '`cursor` of the next page; null on the last' });

export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capital letters');
