import type { TakedownEvent } from '../../domain/event.ts';
import type { TimelineEntry } from '../../wire/takedown.ts';
import { moment } from './times.ts';

/** An event as it is recorded (it holds no red data), with its sentence for people. */
export function wireEvent(seq: number, event: TakedownEvent, text: string): TimelineEntry {
  const { type, at, ...details } = event;
  return {
    seq,
    at: moment(at),
    type,
    text,
    by: 'by' in event ? event.by : null,
    details,
  };
}
