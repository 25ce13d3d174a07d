import { describe, expect, it } from 'vitest';
import { Ahead } from '../../../src/flow/ahead.ts';

const HANDS = 50;

/** Queues what there is room for every `every` ms, while `perSecond` effects leave the queue. Answers what waits then. */
function served(ahead: Ahead, perSecond: number, of: { from?: number; waiting?: number; ms?: number } = {}) {
  const every = 10;
  let waiting = of.waiting ?? 0;
  let most = 0;
  const start = of.from ?? 0;
  let now = start;
  for (; now < start + (of.ms ?? 3_000); now += every) {
    waiting = Math.max(0, waiting - (perSecond * every) / 1_000);
    const room = ahead.room('check', HANDS, waiting, now);
    ahead.queued('check', room);
    waiting += room;
    most = Math.max(most, waiting);
  }
  return { most, waiting, now };
}

describe('what is queued ahead', () => {
  it('is three rounds while nothing is known', () => {
    expect(new Ahead().room('email', HANDS, 0, 0)).toBe(150);
    expect(new Ahead().room('form', 2, 0, 0)).toBe(6);
  });

  it('is filled up when half of it is used, and not before', () => {
    const ahead = new Ahead();
    expect(ahead.room('email', HANDS, 76, 0)).toBe(0);
    expect(ahead.room('email', HANDS, 75, 0)).toBe(75);
  });

  it.each([
    ['slow effects: three rounds, however slow', 2, 150],
    ['as fast as three rounds last: no more', 400, 150],
    ['fast ones: what is done in 300 ms', 1_000, 300],
    ['faster ones', 1_700, 510],
    ['the fastest: twelve rounds', 20_000, 600],
  ])('for %s', (_, perSecond, expected) => {
    const { most } = served(new Ahead(), perSecond);
    expect(most).toBeGreaterThan(expected * 0.85);
    expect(most).toBeLessThan(expected * 1.15);
  });

  it('is three rounds again when effects have turned slow', () => {
    const ahead = new Ahead();
    const fast = served(ahead, 2_000);
    expect(fast.most).toBeGreaterThan(500);
    const used = served(ahead, 10, { from: fast.now, waiting: fast.waiting, ms: 60_000 });
    const slow = served(ahead, 10, { from: used.now, waiting: used.waiting, ms: 60_000 });
    expect(slow.most).toBeLessThanOrEqual(150);
  });

  it('knows each kind by itself', () => {
    const ahead = new Ahead();
    served(ahead, 2_000);
    expect(ahead.room('email', HANDS, 0, 3_000)).toBe(150);
  });

  it('learns nothing from a clock that was set back, and goes on', () => {
    const ahead = new Ahead();
    const { now, waiting } = served(ahead, 1_000);
    ahead.room('check', HANDS, waiting, now);
    const back = served(ahead, 1_000, { from: now - 3_600_000, waiting });
    expect(back.most).toBeGreaterThan(250);
    expect(back.most).toBeLessThan(350);
  });

  it('takes what others queue for nothing that was done', () => {
    const ahead = new Ahead();
    ahead.room('check', HANDS, 0, 0);
    expect(ahead.room('check', HANDS, 100, 1_000)).toBe(0);
    expect(ahead.room('check', HANDS, 0, 1_001)).toBeGreaterThanOrEqual(150);
  });
});
