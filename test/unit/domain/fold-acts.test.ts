import { describe, expect, it } from 'vitest';
import { done, foldAct } from '../../../src/domain/fold-acts.ts';
import { at, takedownOf } from '../decide/takedown.ts';

const ASKED = { at: at(1), by: 'ada', why: 'urgent' } as const;

describe('what a person asked for', () => {
  it.each([
    ['hastened', { hastenedAt: at(1) }],
    ['escalated', { escalatedFrom: 2 }],
    ['both', { hastenedAt: at(1), escalatedFrom: 0 }],
  ])('is over when it was done: %s', (_, asked) => {
    expect(done(takedownOf(asked))).toEqual(takedownOf());
  });

  it('changes nothing when nothing was asked for', () => {
    const takedown = takedownOf();
    expect(done(takedown)).toBe(takedown);
  });

  it('pauses once: the first moment counts', () => {
    const paused = foldAct(takedownOf(), { type: 'paused', ...ASKED });
    expect(paused.pausedAt).toBe(at(1));
    expect(foldAct(paused, { type: 'paused', ...ASKED, at: at(2) }).pausedAt).toBe(at(1));
    expect(foldAct(paused, { type: 'unpaused', ...ASKED }).pausedAt).toBeUndefined();
  });

  it('is one thing at a time: who escalates does not hasten any more', () => {
    const hastened = foldAct(takedownOf(), { type: 'retried', ...ASKED });
    expect(hastened.hastenedAt).toBe(at(1));
    const escalated = foldAct(hastened, { type: 'escalated', ...ASKED, rung: 0 });
    expect(escalated).toMatchObject({ hastenedAt: undefined, escalatedFrom: 0 });
  });
});
