import type { CaseId, TakedownId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** Where a reader of the feed stands. */
export interface Position {
  readonly tx: number;
  readonly feed: number;
}

/** An event as the feed tells it: nothing red, and the takedown as it stands now. */
export interface FedEvent {
  readonly position: Position;
  readonly takedownId: TakedownId;
  readonly caseId: CaseId;
  readonly type: string;
  readonly at: Instant;
  readonly state: string;
  readonly outcome: string | null;
}

/** What happened, in the order in which it came to be seen. A reader that keeps its position misses nothing. */
export interface Feed {
  /** The end of the feed now. */
  end(): Promise<Position>;
  after(position: Position, limit: number): Promise<readonly FedEvent[]>;
}

export const BEGINNING_OF_FEED: Position = { tx: 0, feed: 0 };

/** The id of an event in messages: a reader hands it back to go on after it. */
export function eventId({ tx, feed }: Position): string {
  return `evt_${tx}-${feed}`;
}

/** Undefined for what is no id of an event. */
export function positionOf(id: string): Position | undefined {
  const [, tx, feed] = /^evt_(\d{1,15})-(\d{1,15})$/.exec(id) ?? [];
  return tx === undefined || feed === undefined ? undefined : { tx: Number(tx), feed: Number(feed) };
}
