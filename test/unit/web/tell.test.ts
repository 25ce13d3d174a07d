import { describe, expect, it } from 'vitest';
import { HANDOVER_REASONS } from '../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { CHECK_PURPOSES, SEND_REASONS, TASK_KINDS } from '../../../src/domain/event.ts';
import { OUTCOMES, REFUSAL_REASONS } from '../../../src/domain/outcome.ts';
import { VERDICTS } from '../../../src/domain/verdict.ts';
import { LANGS, textsOf } from '../../../src/web/i18n/texts.ts';
import { nextStep } from '../../../src/web/pages/takedown/next-step.ts';
import { namesIn, tell } from '../../../src/web/pages/takedown/tell.ts';
import { testWorld } from '../decide/world.ts';
import { EVENTS, kinds, T } from '../domain/events.ts';

const names = namesIn(testWorld());
const { checked, closed, intended, requested, settled, task_opened, task_ended } = EVENTS;

const VARIANTS: readonly TakedownEvent[] = [
  ...kinds().map((kind) => EVENTS[kind]),
  ...SEND_REASONS.map((why) => ({ ...intended, why, try: 2 })),
  ...TASK_KINDS.map((kind) => ({ ...task_opened, kind })),
  ...OUTCOMES.map((outcome) => ({ ...closed, outcome })),
  ...REFUSAL_REASONS.map((reason) => ({ ...closed, outcome: 'refused' as const, reason })),
  ...CHECK_PURPOSES.map((purpose) => ({ ...checked, purpose })),
  ...VERDICTS.map((verdict) => ({ ...checked, by: 'person' as const, found: [{ verdict, signal: 'x' }] })),
  ...HANDOVER_REASONS.map((reason) => ({
    ...settled,
    delivery: { result: 'handover' as const, code: 'x', reason },
  })),
  { ...settled, delivery: { result: 'retry', code: 'http_503' } },
  { ...settled, delivery: { result: 'unknown', code: 'worker_lost' } },
  { ...settled, delivery: { result: 'refused', code: 'http_200', reason: 'not_ours' } },
  { ...requested, platform: null },
  { ...requested, ageInImage: 'minor', host: '' },
  { ...task_ended, result: 'dropped' },
];

describe.each(LANGS)('the timeline in $name', ({ id }) => {
  const t = textsOf(id);
  it.each(VARIANTS.map((event) => [JSON.stringify(event), event] as const))(
    'tells %s in plain words',
    (_, event) => {
      const words = tell(event, t, names);
      expect(words).toMatch(/^\p{Lu}.{8,}\.$/u);
      expect(words.replace('helpline_b', 'B')).not.toMatch(/undefined|\[object|_|\.\./);
    },
  );

  it('tells what comes next for every decision', () => {
    const desk = { recipient: 'site', channel: 'api', noticeKey: 'n1' };
    const send = { do: 'send', at: T, ...desk, rung: 0, try: 1, key: 'k', why: 'first_notice' } as const;
    const decisions = [
      send,
      { ...send, try: 2, why: 'transport_retry' } as const,
      { do: 'poll', at: T, ...desk } as const,
      ...CHECK_PURPOSES.map((purpose) => ({ do: 'check', at: T, purpose }) as const),
      ...(['person', 'answer', 'transport', 'receipt', 'paused', 'ended'] as const).map(
        (why) => ({ do: 'wait', until: null, why }) as const,
      ),
      { do: 'reopen', why: 'came_back' } as const,
    ];
    const told = decisions.map((decision) => nextStep(decision, t, names));
    expect(told.filter(({ what }) => !/^\p{Lu}.{8,}$/u.test(what))).toEqual([]);
    expect(new Set(told.map(({ what }) => what)).size).toBe(decisions.length);
    expect(told[0]).toMatchObject({ at: T, why: t.takedown.because.first_notice });
    expect(told[0]?.what).toContain('Site');
  });
});

describe('the timeline', () => {
  it.each<readonly [TakedownEvent, string]>([
    [intended, 'First notice to Site: API.'],
    [{ ...intended, why: 'transport_retry', try: 3 }, 'Delivering again to Site: API. Try 3.'],
    [settled, 'Delivered. They gave it a number.'],
    [checked, 'Looked: still there.'],
    [{ ...closed, outcome: 'refused', reason: 'not_ours' }, 'Ended: Refused, they say it is not theirs.'],
    [{ ...intended, recipient: 'gone', channel: 'old' }, 'First notice to gone: old.'],
  ])('%j is "%s"', (event, words) => {
    expect(tell(event, textsOf('en'), names)).toBe(words);
  });
});
