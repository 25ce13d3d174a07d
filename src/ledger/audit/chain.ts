import { createHash } from 'node:crypto';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import { canonicalJson } from './canonical.ts';

function sha256(...parts: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
}

/** What the first event of a takedown is chained to: its id, so that no chain can be passed off as another's. */
export function genesis(id: TakedownId): Buffer {
  return sha256(`redress takedown ${id}`);
}

/** Digest of what is sealed beside an event. The chain holds this, so it outlives the sealed bytes. */
export function redHash(sealed: Buffer | null): Buffer {
  return sha256(sealed ?? '');
}

/** SHA-256(previous hash, canonical JSON of the event, SHA-256 of the sealed bytes). */
export function chainHash(previous: Buffer, event: TakedownEvent, red: Buffer): Buffer {
  return sha256(previous, canonicalJson(event), red);
}
