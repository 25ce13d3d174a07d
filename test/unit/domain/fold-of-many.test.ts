import { describe, expect, it } from 'vitest';
import type { EventOf, TakedownEvent } from '../../../src/domain/event.ts';
import { evolve, fold, phaseOf } from '../../../src/domain/fold.ts';
import { phaseAfter } from '../../../src/domain/transitions.ts';
import { EVENTS, intended, opened, requested, T } from './events.ts';

const second: EventOf<'intended'> = { ...intended, key: 'n2-1', noticeKey: 'n2', channel: 'mail' };
const handed = (key: string): EventOf<'settled'> => ({
  ...EVENTS.settled,
  key,
  delivery: { result: 'handover', code: 'captcha', reason: 'captcha' },
});
const base: readonly TakedownEvent[] = [requested, intended, handed('n1-1'), second, handed('n2-1')];

describe('of several notices', () => {
  it.each<readonly [string, readonly TakedownEvent[], object]>([
    ['a poll', [{ ...EVENTS.polled, noticeKey: 'n2', at: T + 9 }], { polls: 1, polledAt: T + 9 }],
    ['a reply', [{ ...EVENTS.replied, noticeKey: 'n2', at: T + 9 }], { deliveredAt: T + 9, replies: [{}] }],
    ['a settling', [{ ...EVENTS.settled, key: 'n2-1', at: T + 9 }], { settledAt: T + 9, hasReference: true }],
    [
      'the task of a person',
      [
        { ...opened, noticeKey: 'n2' },
        { ...EVENTS.task_ended, hasReference: true, at: T + 9 },
      ],
      { deliveredAt: T + 9, hasReference: true },
    ],
    ['one more try', [{ ...second, key: 'n2-2', try: 2, at: T + 9 }], { tries: 2, intendedAt: T + 9 }],
  ])('%s concerns the one that it names', (_, events, change) => {
    const before = fold('td_1', base).sends;
    const [first, other, ...more] = fold('td_1', [...base, ...events]).sends;
    expect(first).toEqual(before[0]);
    expect(other).toMatchObject(change);
    expect(other?.noticeKey).toBe('n2');
    expect(more).toEqual([]);
  });

  it('the one that was tried last stands last', () => {
    const again = { ...intended, key: 'n1-2', try: 2 };
    expect(fold('td_1', [...base, again]).sends.map((send) => send.key)).toEqual(['n2-1', 'n1-2']);
  });

  it('a receipt that is found later does not move the day on which a notice arrived', () => {
    const reply = { ...EVENTS.replied, at: T + 5 };
    const done: TakedownEvent[] = [
      reply,
      opened,
      { ...EVENTS.task_ended, at: T + 9 },
      { ...reply, at: T + 12 },
    ];
    expect(fold('td_1', [...base, ...done]).sends.at(0)).toMatchObject({
      deliveredAt: T + 5,
      replies: [{}, {}],
    });
  });
});

describe('a record that cannot be', () => {
  it('is refused with its reason', () => {
    expect(() => fold('td_1', [intended])).toThrow('the first event of a takedown must be requested');
    expect(() => evolve(fold('td_1', [requested]), requested)).toThrow(
      'a takedown that is open cannot have the event requested',
    );
    expect(() => phaseAfter('ended', 'intended')).toThrow(
      'a takedown that is ended cannot have the event intended',
    );
  });

  it('is in no phase before it begins', () => {
    expect(phaseOf(undefined)).toBe('none');
    expect(phaseAfter(phaseOf(undefined), 'requested')).toBe('open');
  });
});
