import { describe, expect, it } from 'vitest';
import { signTag, verifyTag } from '../../../src/domain/correlation.ts';

const KEY = Buffer.alloc(32, 7);
const UUID = '0190c2f0-1234-7abc-8def-0123456789ab';
const TAKEDOWN = `td_${UUID}`;
const NOTICE = 'nae0f4c2c9f5e8696cac4d71bb921aa880c795d7f';
const TAG = 'agimf4asgr5lzdppaerukz4jvoxa6tbmpgp4a7ds4o3hylud';

describe('a correlation tag', () => {
  it('is known to answers that are still to come: it must never change', () => {
    expect(signTag(KEY, TAKEDOWN, NOTICE)).toBe(TAG);
    expect(verifyTag(KEY, TAG)).toEqual({ takedownId: TAKEDOWN, noticeKeyStart: 'nae0f4c2c' });
  });

  it.each([
    [`x${TAKEDOWN}`, NOTICE],
    [`${TAKEDOWN}\n`, NOTICE],
    [`${TAKEDOWN}0`, NOTICE],
    [`td_0${UUID}`, NOTICE],
    [`td_${UUID.slice(1)}`, NOTICE],
    [`td_${UUID.slice(1)}g`, NOTICE],
    ['td_', NOTICE],
    [UUID, NOTICE],
    [TAKEDOWN, `x${NOTICE}`],
    [TAKEDOWN, NOTICE.slice(1)],
    [TAKEDOWN, 'nae0f4c2'],
    [TAKEDOWN, 'nxe0f4c2c9'],
  ])('is never signed for %j and %j', (takedown, notice) => {
    expect(() => signTag(KEY, takedown, notice)).toThrow('a tag needs real ids');
  });

  it.each([
    ['', 'nothing'],
    [TAG.slice(1), 'one letter less'],
    [`${TAG}a`, 'one letter more'],
    [`1${TAG.slice(1)}`, 'a sign at the begin that no tag has'],
    [`${TAG.slice(0, -1)}8`, 'a sign at the end that no tag has'],
    [`${TAG.slice(0, 20)}-${TAG.slice(21)}`, 'a sign in the middle that no tag has'],
    [`${TAG} `, 'a blank behind it'],
  ])('is not what %j is: %s', (text) => {
    expect(verifyTag(KEY, text)).toBeUndefined();
  });
});
