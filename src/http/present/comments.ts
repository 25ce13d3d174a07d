import type { ShownEvent } from '../../ledger/views/show.ts';
import { moment } from './times.ts';

/** Red: what people noted about a takedown. */
export function commentsIn(events: readonly ShownEvent[]) {
  return events.flatMap(({ event, red }) => {
    const text = red?.['text'];
    return event.type === 'commented' && typeof text === 'string'
      ? [{ at: moment(event.at), by: event.by, text }]
      : [];
  });
}
