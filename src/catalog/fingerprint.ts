import { createHash } from 'node:crypto';
import { isMap } from './files/inherit.ts';
import type { Channel } from './schema/channel.ts';
import { Provenance } from './schema/common.ts';

/**
 * What a channel does, as SHA-256 (hex) of its canonical JSON: keys sorted, defaults filled in. A channel that is
 * edited gets another fingerprint and must be checked by a person again; where its facts come from (`source`,
 * `checkedOn`, `note` ...) is no part of it, or writing down that it was checked would undo the check.
 */
export function channelFingerprint(channel: Channel): string {
  const acts = Object.fromEntries(Object.entries(channel).filter(([key]) => !(key in Provenance)));
  return createHash('sha256').update(canonicalJson(acts)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value) ?? 'null';
  const pairs = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${pairs.join(',')}}`;
}
