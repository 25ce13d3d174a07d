import { describe, expect, it } from 'vitest';
import {
  lastDelivered,
  lastLook,
  lastRun,
  looksNow,
  saidGoneAt,
  sendsNow,
} from '../../../src/decide/history.ts';
import { at, lookOf, replied, sendOf, takedownOf, undelivered } from './takedown.ts';

const failed = { result: 'failed', code: 'smtp_550' } as const;

describe('what happened in the present cycle', () => {
  it('leaves out the sends and looks of earlier ones, and the looks of the watch', () => {
    const takedown = takedownOf({
      cycle: 1,
      sends: [sendOf({ noticeKey: 'old' }), sendOf({ noticeKey: 'new', cycle: 1 })],
      looks: [
        lookOf('gone', 1),
        lookOf('live', 2, { purpose: 'watch', cycle: 1 }),
        lookOf('restricted', 3, { cycle: 1 }),
        lookOf('gone', 4, { purpose: 'watch', cycle: 1 }),
      ],
    });
    expect(sendsNow(takedown).map((send) => send.noticeKey)).toEqual(['new']);
    expect(looksNow(takedown).map((look) => look.verdict)).toEqual(['restricted']);
    expect(lastLook(takedown)?.verdict).toBe('restricted');
  });

  it('knows the last notice that arrived', () => {
    const sends = [
      sendOf({ noticeKey: 'first' }),
      sendOf({ noticeKey: 'second' }),
      undelivered(failed, { noticeKey: 'third' }),
    ];
    expect(lastDelivered(takedownOf({ sends }))?.noticeKey).toBe('second');
    expect(lastDelivered(takedownOf({ cycle: 1, sends }))).toBeUndefined();
    expect(lastDelivered(takedownOf())).toBeUndefined();
  });

  it.each([
    [[], []],
    [['live'], [1]],
    [
      ['live', 'gone', 'gone'],
      [2, 3],
    ],
    [['gone', 'live', 'gone'], [3]],
    [
      ['gone', 'gone', 'gone'],
      [1, 2, 3],
    ],
  ] as const)('of the looks %j the last agreeing ones are %j', (verdicts, hours) => {
    const looks = verdicts.map((verdict, index) => lookOf(verdict, index + 1));
    expect(lastRun(takedownOf({ looks })).map((look) => look.at)).toEqual(hours.map(at));
  });
});

describe('when a recipient last said that the content is gone', () => {
  const said = { result: 'says_gone', code: 'ok', hasReference: false } as const;
  const when = (...sends: ReturnType<typeof sendOf>[]) => saidGoneAt(takedownOf({ sends }));

  it.each([
    ['is nowhere without a notice', [], undefined],
    ['is nowhere when it only took the notice', [sendOf()], undefined],
    ['is its answer at once', [sendOf({ delivery: said, settledAt: at(1) })], at(1)],
    ['is a later answer', [sendOf({ replies: [replied('says_gone', 3)] })], at(3)],
    ['is its delisting', [sendOf({ replies: [replied('delisted', 4)] })], at(4)],
    [
      'is no other answer',
      [sendOf({ replies: [replied('in_review'), replied('restricted'), replied('refused')] })],
      undefined,
    ],
    [
      'is the latest of all',
      [
        sendOf({
          delivery: said,
          settledAt: at(1),
          replies: [replied('says_gone', 7), replied('delisted', 5)],
        }),
        sendOf({ delivery: said, settledAt: at(6) }),
      ],
      at(7),
    ],
    ['is not in an earlier cycle', [sendOf({ cycle: 3, delivery: said, settledAt: at(1) })], undefined],
  ])('%s', (_, sends, expected) => {
    expect(when(...sends)).toBe(expected);
  });
});
