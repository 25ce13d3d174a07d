import { v7 } from 'uuid';

/** `<prefix>_` and a UUIDv7 (RFC 9562, 5.7): ids sort by age. */
export function newId(prefix: string, now?: number): string {
  return `${prefix}_${now === undefined ? v7() : v7({ msecs: now })}`;
}
