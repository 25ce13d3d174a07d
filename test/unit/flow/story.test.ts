import { describe, expect, it } from 'vitest';
import { HANDOVER_REASONS } from '../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { SEND_REASONS, TASK_KINDS } from '../../../src/domain/event.ts';
import { OUTCOMES, REFUSAL_REASONS } from '../../../src/domain/outcome.ts';
import { sentence } from '../../../src/flow/people/story.ts';
import { testWorld } from '../decide/world.ts';
import { EVENTS, kinds } from '../domain/events.ts';

const WORLD = testWorld();
const said = (event: TakedownEvent): string => sentence(event, WORLD);

const VARIANTS: readonly TakedownEvent[] = [
  ...kinds().map((kind) => EVENTS[kind]),
  ...SEND_REASONS.map((why) => ({ ...EVENTS.intended, why })),
  ...TASK_KINDS.map((kind) => ({ ...EVENTS.task_opened, kind })),
  ...OUTCOMES.map((outcome) => ({ ...EVENTS.closed, outcome })),
  ...REFUSAL_REASONS.map((reason) => ({ ...EVENTS.closed, outcome: 'refused' as const, reason })),
  ...HANDOVER_REASONS.map((reason) => ({
    ...EVENTS.settled,
    delivery: { result: 'handover' as const, code: 'x', reason },
  })),
  { ...EVENTS.settled, delivery: { result: 'retry', code: 'http_503' } },
  { ...EVENTS.settled, delivery: { result: 'failed', code: 'smtp_550' } },
  { ...EVENTS.settled, delivery: { result: 'unknown', code: 'worker_lost' } },
  { ...EVENTS.settled, delivery: { result: 'says_gone', code: 'http_200', hasReference: false } },
  { ...EVENTS.settled, delivery: { result: 'refused', code: 'http_200', reason: 'not_ours' } },
  { ...EVENTS.requested, platform: null },
  { ...EVENTS.requested, ageInImage: 'minor', host: '' },
  { ...EVENTS.task_ended, result: 'dropped' },
  { ...EVENTS.reopened, why: 'person', by: 'ada' },
];

describe('the timeline', () => {
  it.each(VARIANTS.map((event) => [JSON.stringify(event), event] as const))(
    'tells %s in words',
    (_, event) => {
      const words = said(event);
      expect(words).toMatch(/^[A-Z].{5,}$/);
      expect(words).not.toMatch(/undefined|\[object|_by_hand|no_response/);
    },
  );

  it.each<readonly [TakedownEvent, string]>([
    [EVENTS.intended, 'First notice: Site, API'],
    [{ ...EVENTS.intended, why: 'transport_retry', try: 3 }, 'Delivering again: Site, API (try 3)'],
    [EVENTS.settled, 'Delivered (http_201), with a reference'],
    [EVENTS.checked, 'Looked: live'],
    [EVENTS.task_opened, 'A person is asked to send the notice by hand (captcha)'],
    [{ ...EVENTS.closed, outcome: 'refused', reason: 'not_a_violation' }, 'Ended: refused (not a violation)'],
    [EVENTS.reopened, 'It is back: reopened'],
    [{ ...EVENTS.intended, recipient: 'gone', channel: 'old' }, 'First notice: gone, old'],
  ])('%j is "%s"', (event, words) => {
    expect(said(event)).toBe(words);
  });
});
