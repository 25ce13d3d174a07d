import { describe, expect, it } from 'vitest';
import { afterSend, refusalOf } from '../../../src/decide/after-send.ts';
import { retryAt } from '../../../src/decide/retry.ts';
import type { World } from '../../../src/decide/world.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { noticeKey } from '../../../src/domain/ids.ts';
import type { Send, Takedown } from '../../../src/domain/takedown.ts';
import { at, endedTask, lookOf, replied, sendOf, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const busy: Delivery = { result: 'retry', code: 'http_503' };
const failed: Delivery = { result: 'failed', code: 'smtp_550' };
const lost: Delivery = { result: 'unknown', code: 'lost' };
const refused: Delivery = { result: 'refused', code: 'no', reason: 'cannot_locate' };
const captcha: Delivery = { result: 'handover', code: 'captcha', reason: 'captcha' };

function follows(send: Send, over: Partial<Takedown> = {}, world: World = testWorld(), hours = 2) {
  return afterSend(takedownOf({ sends: [send], ...over }), world, at(hours), send);
}

/** The first try of a notice to a desk, now. */
function first(recipient: string, channel: string, rung: number, why: string, hours = 2, cycle = 0) {
  const key = noticeKey({ takedownId: 'td_1', cycle, rung, recipient, channel });
  return {
    do: 'send',
    at: at(hours),
    recipient,
    channel,
    rung,
    noticeKey: key,
    try: 1,
    key: `${key}-1`,
    why,
  };
}
/** One more try of the notice n1. */
const again = (when: number | undefined, why: string, over: object = {}) => ({
  do: 'send',
  at: when,
  recipient: 'site',
  channel: 'api',
  rung: 0,
  noticeKey: 'n1',
  try: 2,
  key: 'n1-2',
  why,
  ...over,
});
const byForm = { platform: 'formonly' } as const;
const form = (delivery: Delivery, over: Partial<Send> = {}) =>
  undelivered(delivery, { recipient: 'formonly', channel: 'form', ...over });
const byHand = { do: 'ask', task: { kind: 'send_by_hand', reason: 'captcha', noticeKey: 'n1' } };

describe('after a notice', () => {
  it('that was refused, at once or later, the next rung is asked at once', () => {
    const form1 = first('site', 'form', 1, 'refused_before');
    expect(follows(sendOf({ delivery: refused }))).toEqual(form1);
    expect(follows(sendOf({ replies: [replied('refused')] }))).toEqual(form1);
    expect(follows(sendOf({ rung: 3, delivery: refused }))).toBeUndefined();
  });

  it('that arrived, its answer is awaited', () => {
    expect(follows(sendOf())?.do).toBe('poll');
  });

  it.each<readonly [string, Send]>([
    ['failed for good', undelivered(failed)],
    ['went to a channel that is no longer in the file', undelivered(busy, { channel: 'fax' })],
    ['went to a recipient that has no file', undelivered(busy, { recipient: 'nobody' })],
    ['was tried often enough', undelivered(busy, { tries: 5 })],
  ])('that %s, another desk of the rung is asked at once', (_, send) => {
    const left = send.channel === 'api' && send.recipient === 'site' ? 'mail' : 'api';
    expect(follows(send)).toEqual(first('site', left, 0, 'channel_unusable'));
  });

  it('that failed, with no other desk on its rung, the next rung is asked', () => {
    const sends = [undelivered(failed, { channel: 'api' }), undelivered(failed, { channel: 'mail' })];
    const [, mail] = sends;
    expect(mail && follows(mail, { sends })).toEqual(first('site', 'form', 1, 'channel_unusable'));
    expect(follows(undelivered(failed, { rung: 9 }))).toBeUndefined();
  });

  it('that failed on the way, it is tried again after its pause', () => {
    const send = undelivered(busy);
    const policy = testWorld().recipients.get('site')?.channels['api']?.retry;
    expect(follows(send)).toEqual(again(policy && retryAt(send, policy), 'transport_retry'));
  });

  it('of which nobody knows whether it arrived, an API with a key is asked again', () => {
    const send = undelivered(lost);
    const policy = testWorld().recipients.get('site')?.channels['api']?.retry;
    expect(follows(send)).toEqual(again(policy && retryAt(send, policy), 'repeat_after_unknown'));
  });
});

describe('when the channel keeps failing for everybody', () => {
  const resting = (hours: number, ...more: [string, number][]) =>
    testWorld({ resting: new Map([['site/api', at(hours)], ['formonly/form', at(hours)], ...more]) });

  it('another desk of the rung is asked at once', () => {
    expect(follows(undelivered(busy), {}, resting(20))).toEqual(first('site', 'mail', 0, 'channel_unusable'));
  });

  it.each<readonly [string, World]>([
    ['rests too', resting(20, ['site/mail', at(9)])],
    ['nobody has checked', { ...resting(20), verified: new Set(['site/api']) }],
  ])('it is waited for where the other one %s', (_, world) => {
    expect(follows(undelivered(busy), {}, world)).toEqual(again(at(20), 'transport_retry'));
  });

  it('it is waited for where there is no other, and for what the recipient asked', () => {
    const more = { recipient: 'formonly', channel: 'form' };
    expect(follows(form(busy), byForm, resting(20))).toEqual(again(at(20), 'transport_retry', more));
    const asked = form({ ...busy, retryAfter: at(30) - at(0) });
    expect(follows(asked, byForm, resting(20))).toEqual(again(at(30), 'transport_retry', more));
  });

  it('it is tried again as usual when its rest is over', () => {
    expect(follows(undelivered(busy), {}, resting(2))).toMatchObject({ channel: 'api', try: 2 });
  });
});

describe('a notice that was handed over', () => {
  it('goes to a machine at another desk of the rung first', () => {
    expect(follows(undelivered(captcha))).toEqual(first('site', 'mail', 0, 'channel_unusable'));
  });

  it('goes to a person where there is none', () => {
    expect(follows(form(captcha), byForm)).toEqual(byHand);
    expect(follows(undelivered(captcha), {}, testWorld({ verified: new Set() }))).toEqual(byHand);
  });

  it.each<readonly [string, Takedown['endedTasks'], boolean]>([
    ['could not send it', [endedTask()], true],
    ['could not send another one', [endedTask({ noticeKey: 'n2' })], false],
    ['did something else about it', [endedTask({ kind: 'find_receipt' })], false],
  ])('is asked of a person once: when one %s', (_, endedTasks, asked) => {
    expect(follows(form(captcha), { ...byForm, endedTasks })).toEqual(asked ? undefined : byHand);
  });

  it('is followed by the next rung when the person could not send it', () => {
    const sends = [undelivered(captcha), undelivered(failed, { channel: 'mail', noticeKey: 'n2' })];
    expect(follows(undelivered(captcha), { sends, endedTasks: [endedTask()] })).toEqual(
      first('site', 'form', 1, 'channel_unusable'),
    );
  });

  it('is come back to when the machine at the other desk failed as well', () => {
    const mail = undelivered(failed, { channel: 'mail', noticeKey: 'n2', key: 'n2-1' });
    const left = (handed: Send, over: Partial<Takedown> = {}) =>
      follows(mail, { sends: [handed, mail], ...over });
    expect(left(undelivered(captcha))).toEqual(byHand);
    const form1 = first('site', 'form', 1, 'channel_unusable');
    expect(left(undelivered(captcha), { endedTasks: [endedTask()] })).toEqual(form1);
    expect(left(undelivered(captcha, { deliveredAt: at(1) }))).toEqual(form1);
    expect(left(undelivered(captcha, { rung: 1 }))).toEqual(form1);
    expect(left(undelivered(failed))).toEqual(form1);
  });

  it('is come back to though a person was asked about another one of the rung', () => {
    const asked = undelivered(captcha, { noticeKey: 'n0' });
    const mail = undelivered(failed, { channel: 'mail', noticeKey: 'n2', key: 'n2-1' });
    const over = { sends: [asked, undelivered(captcha), mail], endedTasks: [endedTask({ noticeKey: 'n0' })] };
    expect(follows(mail, over)).toEqual(byHand);
  });
});

describe('a notice of unknown fate that must not be repeated', () => {
  const receipt = { do: 'ask', task: { kind: 'find_receipt', reason: 'unknown_delivery', noticeKey: 'n1' } };
  const sent = { intendedAt: at(0.9), settledAt: at(1) };

  it('is looked for while its receipt may still come', () => {
    expect(follows(form(lost, sent), byForm, testWorld(), 1)).toEqual({
      do: 'check',
      at: at(1),
      purpose: 'follow_up',
    });
    const looks = [lookOf('live', 1)];
    expect(follows(form(lost, sent), { ...byForm, looks }, testWorld(), 1.5)).toEqual({
      do: 'wait',
      until: at(2),
      why: 'receipt',
    });
  });

  it('waits for its receipt where a look is due no earlier, or nobody can look', () => {
    const waits = { do: 'wait', until: at(2), why: 'receipt' };
    expect(follows(form(lost, sent), { ...byForm, cycleStartedAt: at(1) }, testWorld(), 1)).toEqual(waits);
    const blind = withFile(testWorld(), 'formonly', { removal: { signals: [], method: 'none' } });
    expect(follows(form(lost, sent), byForm, blind, 1)).toEqual(waits);
  });

  it('is given to a person when no receipt came in time', () => {
    expect(follows(form(lost, sent), byForm, testWorld(), 2)).toEqual(receipt);
    expect(follows(form(lost, sent), byForm, testWorld(), 9)).toEqual(receipt);
  });

  it('is given to a person, too, when it was repeated often enough', () => {
    expect(follows(undelivered(lost, { tries: 5, ...sent }))).toEqual(receipt);
  });

  it.each<readonly [string, Takedown['endedTasks'], boolean]>([
    ['found none', [endedTask({ kind: 'find_receipt' })], true],
    ['looked for another one', [endedTask({ kind: 'find_receipt', noticeKey: 'n2' })], false],
    ['did something else about it', [endedTask()], false],
  ])('is given up when a person %s: %3$s', (_, endedTasks, up) => {
    expect(follows(form(lost, sent), { ...byForm, endedTasks })).toEqual(up ? undefined : receipt);
    if (up) {
      expect(follows(undelivered(lost, { tries: 5 }), { endedTasks })).toEqual(
        first('site', 'mail', 0, 'channel_unusable'),
      );
    }
  });
});

describe('the refusal of a desk', () => {
  it.each<readonly [string, Partial<Send>, string | undefined]>([
    ['is none by itself', {}, undefined],
    ['is none when the transport failed', { delivery: failed }, undefined],
    ['is its answer at once', { delivery: refused }, 'cannot_locate'],
    ['is its later answer', { replies: [replied('refused', 1, 'duplicate')] }, 'duplicate'],
    ['may come without a reason', { replies: [replied('refused')] }, 'other'],
    ['stays when it sends a receipt', { delivery: refused, replies: [replied('receipt')] }, 'cannot_locate'],
    [
      'stays while it looks again',
      { replies: [replied('refused', 1, 'duplicate'), replied('in_review', 2)] },
      'duplicate',
    ],
    ['is taken back by another answer', { delivery: refused, replies: [replied('says_gone')] }, undefined],
    ['is taken back by a question', { replies: [replied('refused'), replied('needs_more', 2)] }, undefined],
    ['is its last word', { replies: [replied('says_gone'), replied('refused', 2, 'not_ours')] }, 'not_ours'],
  ])('%s', (_, over, reason) => {
    expect(refusalOf(sendOf(over))).toBe(reason);
  });
});
