import type { TakedownId } from '../../domain/ids.ts';
import type { RecordedEvent } from '../../flow/ledger.ts';
import { chainHash, redHash } from '../audit/chain.ts';
import type { CaseKey, Vault } from '../vault/vault.ts';
import type { Base64 } from './context.ts';
import { base64 } from './context.ts';

export interface EventRow {
  readonly takedown_id: TakedownId;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly event: RecordedEvent['event'];
  readonly prev_hash: Base64;
  readonly hash: Base64;
  readonly red: Base64 | null;
  readonly red_hash: Base64;
}

/** Column list of EventRow for json_to_recordset, and the same as values of the table. */
export const EVENT_RECORD = `takedown_id text, seq int, type text, at bigint, event jsonb, prev_hash text,
  hash text, red text, red_hash text`;
export const EVENT_INSERT = `INSERT INTO redress.events
  (takedown_id, seq, type, at, event, prev_hash, hash, red, red_hash)`;
export const EVENT_VALUES = `x.takedown_id, x.seq, x.type, x.at, x.event, decode(x.prev_hash, 'base64'),
  decode(x.hash, 'base64'), decode(x.red, 'base64'), decode(x.red_hash, 'base64')`;

export interface Link {
  readonly id: TakedownId;
  /** Events so far. */
  readonly version: number;
  readonly head: Buffer;
  readonly key: CaseKey;
}

/** Seals and chains new events behind a takedown's last one. */
export function eventRows(
  link: Link,
  recorded: readonly RecordedEvent[],
  vault: Vault,
): { readonly rows: readonly EventRow[]; readonly head: Buffer } {
  let head = link.head;
  const rows = recorded.map(({ event, red }, index) => {
    const seq = link.version + index + 1;
    // An effect that came home after its case was erased: that it did is recorded, not its words.
    const sealed =
      red === undefined || link.key.wrappedKey === null
        ? null
        : vault.seal(link.key, red, { table: 'events', column: 'red', row: `${link.id}:${seq}` });
    const digest = redHash(sealed);
    const previous = head;
    head = chainHash(previous, event, digest);
    return {
      takedown_id: link.id,
      seq,
      type: event.type,
      at: event.at,
      event,
      prev_hash: base64(previous),
      hash: base64(head),
      red: base64(sealed),
      red_hash: base64(digest),
    };
  });
  return { rows, head };
}
