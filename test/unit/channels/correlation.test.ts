import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signTag, verifyTag } from '../../../src/domain/correlation.ts';
import { noticeKey } from '../../../src/domain/ids.ts';

const key = randomBytes(32);
const ids = () => {
  const takedownId = `td_${randomUUID()}`;
  return { takedownId, notice: noticeKey({ takedownId, cycle: 0, rung: 0, recipient: 'r', channel: 'c' }) };
};

describe('the correlation tag', () => {
  it('leads back to its takedown and notice, in whatever case it comes back', () => {
    const { takedownId, notice } = ids();
    const tag = signTag(key, takedownId, notice);
    for (const seen of [tag, tag.toUpperCase()]) {
      const said = verifyTag(key, seen);
      expect(said?.takedownId).toBe(takedownId);
      expect(said?.noticeKeyStart).toMatch(/^n[0-9a-f]{8}$/);
      expect(notice.startsWith(said?.noticeKeyStart ?? 'x')).toBe(true);
    }
  });

  it('fits into the local part of an address beside a prefix, and is the same each time', () => {
    const { takedownId, notice } = ids();
    const tag = signTag(key, takedownId, notice);
    expect(tag).toMatch(/^[a-z2-7]{48}$/);
    expect(signTag(key, takedownId, notice)).toBe(tag);
  });

  it('is not taken when a single letter differs, or another key signed it', () => {
    const { takedownId, notice } = ids();
    const tag = signTag(key, takedownId, notice);
    for (let at = 0; at < tag.length; at += 1) {
      const other = tag.charAt(at) === 'a' ? 'b' : 'a';
      expect(verifyTag(key, tag.slice(0, at) + other + tag.slice(at + 1))).toBeUndefined();
    }
    expect(verifyTag(randomBytes(32), tag)).toBeUndefined();
  });

  it('is not made up by chance: no other text verifies', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => verifyTag(key, text) === undefined));
  });

  it('is never signed for something that is no id', () => {
    expect(() => signTag(key, 'td_1', ids().notice)).toThrow('real ids');
    expect(() => signTag(key, ids().takedownId, 'n1')).toThrow('real ids');
  });
});
