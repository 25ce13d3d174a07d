import { z } from 'zod';
import { TakedownRequest } from '../flow/intake/request.ts';
import { Moment } from './common.ts';
import { FieldProblem } from './problem.ts';

export { TakedownRequest };
export type TakedownRequestInput = z.input<typeof TakedownRequest>;

/** Requests in one call. */
export const MOST_AT_ONCE = 1_000;
/** Rows in one CSV upload. */
export const MOST_ROWS = 5_000;

/** Each is read on its own, so that one bad request does not keep the others from being taken. */
export const BulkRequest = z.strictObject({ takedowns: z.array(z.unknown()).min(1).max(MOST_AT_ONCE) });

export const HandOffCard = z
  .object({
    rule: z.string(),
    handOff: z.array(z.object({ name: z.string(), url: z.string(), for: z.string() })),
  })
  .meta({ id: 'HandOffCard', description: 'Where to go when a minor may be shown (docs/minors.md)' });

const Accepted = z.object({
  result: z.literal('accepted'),
  id: z.string(),
  platform: z.string().nullable().meta({ description: 'Null: no file knows the host; a person is asked' }),
  deadlineAt: Moment.nullable(),
  next: z.string(),
});
const Duplicate = z.object({
  result: z.literal('duplicate'),
  id: z.string().meta({ description: 'The takedown that has this URL open already' }),
});
const MinorRoute = z.object({
  result: z.literal('minor_route'),
  id: z.string(),
  minors: HandOffCard,
});

/** A request that was taken. One that was rejected is a problem of its own. */
export const TakenAnswer = z
  .discriminatedUnion('result', [Accepted, Duplicate, MinorRoute])
  .meta({ id: 'TakenAnswer' });
export type TakenAnswer = z.infer<typeof TakenAnswer>;

export const IntakeAnswer = z
  .discriminatedUnion('result', [
    Accepted,
    Duplicate,
    z.object({ result: z.literal('minor_route'), id: z.string() }),
    z.object({ result: z.literal('rejected'), problems: z.array(FieldProblem) }),
  ])
  .meta({ id: 'IntakeAnswer' });
export type IntakeAnswer = z.infer<typeof IntakeAnswer>;

const counts = { accepted: z.int(), duplicate: z.int(), minorRoute: z.int(), rejected: z.int() };

export const BulkAnswer = z
  .object({
    counts: z.object(counts),
    answers: z.array(IntakeAnswer).meta({ description: 'In the order of the requests' }),
    minors: HandOffCard.optional(),
  })
  .meta({ id: 'BulkAnswer' });
export type BulkAnswer = z.infer<typeof BulkAnswer>;

export const CsvAnswer = z
  .object({
    counts: z.object(counts),
    rows: z.array(z.object({ line: z.int(), answer: IntakeAnswer })),
    minors: HandOffCard.optional(),
  })
  .meta({ id: 'CsvAnswer' });
export type CsvAnswer = z.infer<typeof CsvAnswer>;
