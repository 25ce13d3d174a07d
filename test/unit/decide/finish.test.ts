import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/decide/finish.ts';
import type { Send, Takedown } from '../../../src/domain/takedown.ts';
import { at, endedTask, lookOf, replied, sendOf, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const BLIND = withFile(testWorld(), 'site', { removal: { signals: [], method: 'none' } });
const end = (over: Partial<Takedown>, world = testWorld()) => finish(takedownOf(over), world, at(50));
const live = [lookOf('live', 40)];
const byHand = (reason: string) => ({ do: 'ask', task: { kind: 'look_by_hand', reason } });
const closed = (kind: string) => ({ do: 'close', outcome: { kind } });

describe('a ladder that is used up', () => {
  it('is followed by a look, if there was none', () => {
    expect(end({})).toEqual({ do: 'check', at: at(50), purpose: 'follow_up' });
    expect(end({ checkFailures: 2, lastCheckFailedAt: at(50) })).toEqual({
      do: 'check',
      at: at(50.5),
      purpose: 'follow_up',
    });
  });

  it.each<readonly [string, Partial<Takedown>, typeof BLIND]>([
    ['after three checks that failed', { checkFailures: 3, lastCheckFailedAt: at(49) }, testWorld()],
    ['where Redress cannot look', {}, BLIND],
  ])('is followed by a look of a person %s', (_, over, world) => {
    expect(end(over, world)).toEqual(byHand('not_checkable'));
  });

  it.each(['login_wall', 'bot_blocked', 'not_checkable', 'gone'] as const)(
    'is followed by a look of a person when the last one showed %s',
    (verdict) => {
      expect(end({ looks: [lookOf('live', 1), lookOf(verdict, 40)] })).toEqual(byHand(verdict));
    },
  );

  it.each<readonly [string, Takedown['endedTasks'], boolean]>([
    ['has looked', [endedTask({ kind: 'look_by_hand' })], false],
    ['has looked in an earlier cycle', [endedTask({ kind: 'look_by_hand', cycle: 4 })], true],
    ['has done something else', [endedTask({ kind: 'find_receipt' })], true],
  ])('asks for that once a cycle: when a person %s', (_, endedTasks, asks) => {
    const answer = end({ looks: [lookOf('login_wall', 40)], sends: [sendOf()], endedTasks });
    expect(answer).toEqual(asks ? byHand('login_wall') : closed('no_response'));
  });

  it('waits for a host that is down', () => {
    expect(end({ looks: [lookOf('host_down', 40)], sends: [sendOf()] })).toEqual({
      do: 'check',
      at: at(6),
      purpose: 'follow_up',
    });
    expect(end({ looks: [lookOf('host_down', 40)], sends: [sendOf()] }, BLIND)).toEqual(
      closed('no_response'),
    );
  });
});

describe.each(['restricted', 'geo_blocked'] as const)('an image that is only %s at the end', (verdict) => {
  it('is looked at twice', () => {
    expect(end({ looks: [lookOf('live', 1), lookOf(verdict, 40)] })).toEqual({
      do: 'check',
      at: at(41),
      purpose: 'confirm',
    });
    expect(end({ looks: [lookOf(verdict, 40), lookOf(verdict, 41)] })).toEqual(closed('restricted'));
  });

  it('is looked at later when a check failed', () => {
    const over = { looks: [lookOf(verdict, 40)], checkFailures: 1, lastCheckFailedAt: at(41) };
    expect(end(over)).toMatchObject({ do: 'check', at: at(41.25) });
  });

  it('needs no second look when a person saw it', () => {
    expect(end({ looks: [lookOf('live', 1), lookOf(verdict, 40, { by: 'person' })] })).toEqual(
      closed('restricted'),
    );
  });

  it('and says something else at every look is left to a person', () => {
    const confirms = (count: number) =>
      Array.from({ length: count }, (_, n) => lookOf(n % 2 ? verdict : 'live', n, { purpose: 'confirm' }));
    expect(end({ looks: [...confirms(5), lookOf('live', 9), lookOf(verdict, 40)] })).toMatchObject({
      purpose: 'confirm',
    });
    expect(end({ looks: [...confirms(6), lookOf('live', 9), lookOf(verdict, 40)] })).toEqual(byHand(verdict));
  });
});

describe('an image that is still there', () => {
  const refused = { result: 'refused', code: 'no', reason: 'cannot_locate' } as const;
  const failed = { result: 'failed', code: 'smtp_550' } as const;
  const delisting = sendOf({ recipient: 'finder', channel: 'delist', replies: [replied('delisted')] });

  it.each<readonly [string, readonly Send[], string]>([
    ['exhausted when nothing was sent', [], 'exhausted'],
    ['exhausted when nothing arrived', [undelivered(failed)], 'exhausted'],
    ['no_response when nobody answered', [sendOf(), sendOf()], 'no_response'],
    ['no_response when one arrived and nobody answered', [undelivered(failed), sendOf()], 'no_response'],
    [
      'exhausted when one of them answered',
      [sendOf({ replies: [replied('receipt')] }), sendOf()],
      'exhausted',
    ],
    [
      'exhausted when one of them said at once that it is gone',
      [sendOf(), sendOf({ delivery: { result: 'says_gone', code: 'ok', hasReference: false } })],
      'exhausted',
    ],
    ['delisted when a search engine said so', [delisting, sendOf()], 'delisted'],
    [
      'delisted when a search engine said so among other things',
      [{ ...delisting, replies: [replied('in_review'), replied('delisted', 2)] }],
      'delisted',
    ],
    [
      'exhausted when a site says that it delisted something',
      [{ ...delisting, recipient: 'site' }],
      'exhausted',
    ],
    [
      'exhausted when a search engine says something else',
      [{ ...delisting, replies: [replied('in_review')] }],
      'exhausted',
    ],
    ['exhausted when one who has no file says so', [{ ...delisting, recipient: 'nobody' }], 'exhausted'],
    ['exhausted when all that was in an earlier cycle', [sendOf({ cycle: 5 })], 'exhausted'],
  ])('is %s', (_, sends, kind) => {
    expect(end({ looks: live, sends })).toEqual(closed(kind));
  });

  it.each<readonly [string, readonly Send[], string]>([
    ['with the reason that was given at once', [sendOf({ delivery: refused })], 'cannot_locate'],
    [
      'with the reason that came later',
      [sendOf({ replies: [replied('refused', 1, 'duplicate')] })],
      'duplicate',
    ],
    ['without a reason', [sendOf({ replies: [replied('refused')] })], 'other'],
    [
      'with the last reason of a desk',
      [
        sendOf({
          delivery: refused,
          replies: [replied('refused', 1, 'not_ours'), replied('refused', 2, 'duplicate')],
        }),
      ],
      'duplicate',
    ],
    [
      'with the reason of the last desk that refused',
      [sendOf({ delivery: refused }), sendOf({ replies: [replied('refused', 1, 'not_ours')] }), sendOf()],
      'not_ours',
    ],
  ])('is refused %s', (_, sends, reason) => {
    expect(end({ looks: live, sends })).toEqual({ do: 'close', outcome: { kind: 'refused', reason } });
  });
});
