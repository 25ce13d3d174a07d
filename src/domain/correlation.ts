import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TakedownId } from './ids.ts';

/**
 * The correlation tag of a notice: `reply+<tag>@helpline.test` leads an answer back to the takedown and the notice
 * that it answers, and nobody without the key can make one. It is 48 characters of a-z and 2-7, so that it survives
 * a desk that changes case and fits beside a prefix into the 64 octets of a local part (RFC 5321, 4.5.3.1.1).
 *
 * Inside: the 16 bytes of the takedown's UUID, the first 4 bytes of the notice key, 10 bytes (80 bits) of HMAC.
 */
const UUID_BYTES = 16;
const NOTICE_BYTES = 4;
const MAC_BYTES = 10;
const TAG_BYTES = UUID_BYTES + NOTICE_BYTES + MAC_BYTES;
const TAG_LENGTH = (TAG_BYTES * 8) / 5;
/** RFC 4648, section 6, in lower case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** What a tag says. `noticeKeyStart` is how the key of the answered notice begins. */
export interface Correlation {
  readonly takedownId: TakedownId;
  readonly noticeKeyStart: string;
}

/** Signs the tag of a notice. `key` is secret and must outlive the takedowns; 32 bytes are right. */
export function signTag(key: Buffer, takedownId: TakedownId, noticeKey: string): string {
  const uuid = /^td_(.+)$/.exec(takedownId)?.[1]?.replaceAll('-', '') ?? '';
  const notice = /^n([0-9a-f]{8})/.exec(noticeKey)?.[1] ?? '';
  if (!/^[0-9a-f]{32}$/.test(uuid) || notice === '') throw new Error('a tag needs real ids');
  const facts = Buffer.from(uuid + notice, 'hex');
  return toBase32(Buffer.concat([facts, mac(key, facts)]));
}

/** Reads a tag, in whatever case it came back; undefined if this key did not sign it. */
export function verifyTag(key: Buffer, tag: string): Correlation | undefined {
  const bytes = fromBase32(tag.toLowerCase());
  if (bytes === undefined) return undefined;
  const facts = bytes.subarray(0, UUID_BYTES + NOTICE_BYTES);
  if (!timingSafeEqual(bytes.subarray(facts.length), mac(key, facts))) return undefined;
  const hex = facts.toString('hex');
  const uuid = hex.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  return { takedownId: `td_${uuid}`, noticeKeyStart: `n${hex.slice(32)}` };
}

function mac(key: Buffer, facts: Buffer): Buffer {
  return createHmac('sha256', key)
    .update('redress correlation tag 1\n')
    .update(facts)
    .digest()
    .subarray(0, MAC_BYTES);
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => ALPHABET.charAt(Number.parseInt(five, 2)));
}

function fromBase32(text: string): Buffer | undefined {
  if (text.length !== TAG_LENGTH || !/^[a-z2-7]+$/.test(text)) return undefined;
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
