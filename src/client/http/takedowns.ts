import type { z } from 'zod';
import { ActsAnswered, type ActsRequest } from '../../wire/act.ts';
import { BulkAnswer, CsvAnswer, type TakedownRequestInput, TakenAnswer } from '../../wire/intake.ts';
import type { NewReply } from '../../wire/reply.ts';
import {
  Revealed,
  type Takedown,
  TakedownDetail,
  TakedownPage,
  type TakedownSearch,
  TakedownState,
  Timeline,
  type TimelineEntry,
  type WithdrawRequest,
} from '../../wire/takedown.ts';
import { eachOf } from './pages.ts';
import type { CallOptions, Transport } from './transport.ts';

const at = (id: string, more = ''): string => `/v1/takedowns/${encodeURIComponent(id)}${more}`;

/** Takedowns: what a helpline enqueues, and what becomes of it. */
export function takedownCalls({ call }: Transport) {
  const act = <T extends z.ZodType>(path: string, answer: T, body: unknown, options?: CallOptions) =>
    call({ method: 'POST', path, answer, body, options });
  const page = (query: z.input<typeof TakedownSearch>) => act('/v1/takedowns/search', TakedownPage, query);
  return {
    /** Enqueues one. Throws `request_invalid` with `problem.errors` when something is wrong with it. */
    enqueue: (request: TakedownRequestInput, options?: CallOptions) =>
      act('/v1/takedowns', TakenAnswer, request, options),
    /** Enqueues up to 1,000; each is answered on its own. */
    enqueueMany: (takedowns: readonly TakedownRequestInput[], options?: CallOptions) =>
      act('/v1/takedowns/bulk', BulkAnswer, { takedowns }, options),
    /** Enqueues the rows of a CSV file (docs/csv.md). */
    enqueueCsv: (csv: string, options?: CallOptions) => act('/v1/takedowns/csv', CsvAnswer, csv, options),
    read: (id: string, options?: CallOptions) =>
      call({ method: 'GET', path: at(id), answer: TakedownDetail, options }),
    /** One page; `next` of it is the `cursor` of the next. */
    page,
    /** All that fit the filter, newest first, page by page as they are asked for. */
    list: (
      filter: Omit<z.input<typeof TakedownSearch>, 'cursor'> = {},
    ): AsyncGenerator<Takedown, void, undefined> =>
      eachOf(
        (cursor) => page({ ...filter, ...(cursor === undefined ? {} : { cursor }) }),
        ({ takedowns }) => takedowns,
      ),
    /** What happened to it, oldest first. */
    timeline: async function* (id: string): AsyncGenerator<TimelineEntry, void, undefined> {
      for (let after: number | null = 0; after !== null; ) {
        const found: z.infer<typeof Timeline> = await call({
          method: 'GET',
          path: at(id, '/timeline'),
          answer: Timeline,
          query: { after },
        });
        yield* found.events;
        after = found.next;
      }
    },
    withdraw: (id: string, how: z.input<typeof WithdrawRequest> = {}, options?: CallOptions) =>
      act(at(id, '/withdraw'), TakedownState, how, options),
    reopen: (id: string, options?: CallOptions) => act(at(id, '/reopen'), TakedownState, undefined, options),
    /** Retries, pauses, unpauses, escalates or assigns up to 500; each is answered on its own. */
    act: (what: z.input<typeof ActsRequest>, options?: CallOptions) =>
      act('/v1/takedowns/acts', ActsAnswered, what, options),
    /** Notes what a recipient answered. */
    reply: (id: string, reply: z.input<typeof NewReply>, options?: CallOptions) =>
      act(at(id, '/replies'), TakedownState, reply, options),
    /** All that is kept of it, opened; for leads. The act is on record. */
    reveal: (id: string, options?: CallOptions) => act(at(id, '/reveal'), Revealed, undefined, options),
  };
}
