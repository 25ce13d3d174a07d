import { describe, expect, it } from 'vitest';
import { TakedownEvent } from '../../../src/domain/event.ts';
import { evolve, fold, phaseOf } from '../../../src/domain/fold.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { phaseAfter } from '../../../src/domain/transitions.ts';
import { EVENTS, intended, kinds, opened, requested } from './events.ts';

const OPEN = fold('td_1', [requested, intended, opened]);
const ENDED = fold('td_1', [requested, intended, opened, EVENTS.closed]);

/** What may happen to an open takedown, and to one that has ended, and where it then stands. */
const TABLE: Readonly<Record<TakedownEvent['type'], readonly [open: string, ended: string]>> = {
  requested: ['never', 'never'],
  intended: ['open', 'never'],
  settled: ['open', 'ended'],
  checked: ['open', 'ended'],
  check_failed: ['open', 'ended'],
  polled: ['open', 'ended'],
  replied: ['open', 'ended'],
  task_opened: ['open', 'never'],
  task_ended: ['open', 'ended'],
  platform_set: ['open', 'never'],
  withdrawn: ['open', 'ended'],
  age_changed: ['open', 'ended'],
  closed: ['ended', 'never'],
  reopened: ['never', 'open'],
  revealed: ['open', 'ended'],
  shared: ['open', 'ended'],
  unshared: ['open', 'ended'],
  commented: ['open', 'ended'],
  retried: ['open', 'never'],
  paused: ['open', 'never'],
  unpaused: ['open', 'never'],
  escalated: ['open', 'never'],
  assigned: ['open', 'never'],
  erased: ['never', 'ended'],
};

function outcomeOf(takedown: Takedown, event: TakedownEvent): string {
  try {
    return phaseOf(evolve(takedown, event));
  } catch {
    return 'never';
  }
}

describe('the event', () => {
  it.each(kinds())('%s happens only where it may', (kind) => {
    expect([outcomeOf(OPEN, EVENTS[kind]), outcomeOf(ENDED, EVENTS[kind])]).toEqual(TABLE[kind]);
  });

  it.each(kinds().filter((kind) => kind !== 'requested'))('%s never comes first', (kind) => {
    expect(() => phaseAfter('none', kind)).toThrow();
    expect(() => fold('td_1', [EVENTS[kind]])).toThrow();
  });

  it.each(kinds())('%s is what its schema says, and survives being stored', (kind) => {
    expect(TakedownEvent.parse(JSON.parse(JSON.stringify(EVENTS[kind])))).toEqual(EVENTS[kind]);
  });

  it.each(kinds())('%s may hold nothing that the schema does not name', (kind) => {
    expect(TakedownEvent.safeParse({ ...EVENTS[kind], url: 'https://canary.example' }).success).toBe(false);
  });

  it.each(kinds().filter((kind) => TABLE[kind][0] !== 'never'))('%s counts the version up by one', (kind) => {
    expect(evolve(OPEN, EVENTS[kind]).version).toBe(OPEN.version + 1);
  });
});

it('no events make no takedown', () => {
  expect(() => fold('td_1', [])).toThrow();
});
