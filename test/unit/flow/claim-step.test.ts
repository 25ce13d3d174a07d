import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../src/domain/event.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { MINUTE, SECOND } from '../../../src/domain/time.ts';
import { claimStep } from '../../../src/flow/claim.ts';
import { LEASES, type Stop, type Stored } from '../../../src/flow/ledger.ts';
import { testWorld } from '../decide/world.ts';
import { ID, intended, looked, NOTICE, NOW, requested, settled, stored, takedown } from './state.ts';

const WORLD = testWorld();
const LATER = NOW + 5 * MINUTE;

function step(state: Takedown, open?: Stored['open'], now = LATER, stops: readonly Stop[] = []) {
  return claimStep(stored(state, open), WORLD, stops, now, 'worker-2', () => 'task_1');
}

const types = (answer: ReturnType<typeof step>) => answer.change.events.map(({ event }) => event.type);
const open = (channel: string, state: 'intended' | 'committed') =>
  ({ key: `${NOTICE(channel)}-1`, state }) as const;

const NO_WAY_IN: EventOf<'platform_set'> = {
  type: 'platform_set',
  at: NOW,
  platform: 'mute',
  regimes: [],
  by: 'ada',
};

describe('a due takedown', () => {
  it('gets its intent, its lease and a job with the same key in one step', () => {
    const answer = step(takedown(looked('live')));
    const key = `${NOTICE('api')}-1`;
    expect(types(answer)).toEqual(['intended']);
    expect(answer.change.opens).toMatchObject([{ key, recipient: 'site', channel: 'api', try: 1 }]);
    expect(answer.change.lease).toEqual({ until: LATER + LEASES.api, worker: 'worker-2' });
    expect(answer.change.plan).toMatchObject({ status: 'running', effect: 'api', recipient: 'site' });
    expect(answer.job).toEqual({ id: key, takedownId: ID, kind: 'api' });
  });

  it('that is to be looked at gets no attempt, and a job named by its version', () => {
    const state = takedown();
    const answer = step(state);
    expect(types(answer)).toEqual([]);
    expect(answer.change.opens).toEqual([]);
    expect(answer.job).toEqual({ id: `check-${ID}-${state.version}`, takedownId: ID, kind: 'check' });
    expect(answer.change.lease).toEqual({ until: LATER + LEASES.check, worker: 'worker-2' });
  });

  it('gives its job nothing but ids', () => {
    for (const state of [takedown(), takedown(looked('live'))])
      expect(Object.keys(step(state).job ?? {}).sort()).toEqual(['id', 'kind', 'takedownId']);
  });

  it('that turns out not to be due is given back with its new date', () => {
    const state = takedown(
      looked('live'),
      intended('mail'),
      settled('mail', { result: 'retry', code: 'smtp_451' }, LATER - SECOND),
    );
    const answer = step(state);
    expect(answer.job).toBeUndefined();
    expect(answer.change).toMatchObject({ lease: null, events: [] });
    expect(answer.change.plan.dueAt).toBeGreaterThan(LATER);
  });

  it('that only a person can go on with is given to one', () => {
    const state = takedown(looked('live'), NO_WAY_IN);
    const answer = step(state);
    expect(answer.job).toBeUndefined();
    expect(answer.change).toMatchObject({
      lease: null,
      openedTasks: [{ id: 'task_1', kind: 'find_platform' }],
    });
    expect(answer.change.plan.status).toBe('person');
  });

  it('that has ended is left alone', () => {
    const state = takedown(
      { type: 'closed', at: NOW, outcome: 'withdrawn' },
      { type: 'withdrawn', at: NOW, by: 'ada' },
    );
    expect(step(state)).toMatchObject({
      change: { lease: null, events: [], plan: { dueAt: null, effect: null } },
    });
  });
});

describe('an attempt whose worker is gone', () => {
  it.each(['api', 'mail', 'form'])(
    'runs again under the same key if it was only intended (%s)',
    (channel) => {
      const state = takedown(looked('live'), intended(channel));
      const answer = step(state, open(channel, 'intended'));
      expect(types(answer)).toEqual([]);
      expect(answer.change.opens).toEqual([]);
      expect(answer.change.settles).toBeUndefined();
      expect(answer.job?.id).toBe(`${NOTICE(channel)}-1`);
    },
  );

  it.each(['api', 'mail', 'form'])('is of unknown fate if it was committed (%s)', (channel) => {
    const state = takedown(looked('live'), intended(channel));
    const answer = step(state, open(channel, 'committed'), NOW + 5 * MINUTE);
    expect(answer.change.events[0]?.event).toEqual({
      type: 'settled',
      at: NOW + 5 * MINUTE,
      key: `${NOTICE(channel)}-1`,
      delivery: { result: 'unknown', code: 'worker_lost' },
    });
    expect(answer.change.settles).toEqual({
      key: `${NOTICE(channel)}-1`,
      result: 'unknown',
      code: 'worker_lost',
    });
    expect(answer.job).toBeUndefined();
  });

  it.each([
    ['api', 'the same idempotency key'],
    ['mail', 'the same Message-ID'],
  ])('and committed is repeated later by %s, under %s', (channel) => {
    const lost = step(takedown(looked('live'), intended(channel)), open(channel, 'committed'));
    expect(lost.change.plan).toMatchObject({ recipient: 'site', channel });
    const again = step(lost.change.state, undefined, lost.change.plan.dueAt ?? 0);
    expect(again.change.opens).toMatchObject([
      { noticeKey: NOTICE(channel), key: `${NOTICE(channel)}-2`, why: 'repeat_after_unknown' },
    ]);
  });

  it('and committed is never repeated by a form: it waits for a receipt, then a person is asked', () => {
    const lost = step(takedown(looked('live'), intended('form')), open('form', 'committed'));
    let { state, plan } = lost.change;
    const sent = new Set<string>();
    for (let now = LATER, turn = 0; state.task === undefined && turn < 100; turn += 1) {
      now = Math.max(now, plan.dueAt ?? now);
      const next = step(state, undefined, now);
      if (next.job?.kind === 'form') sent.add(next.job.id);
      state = next.change.state;
      plan = next.change.plan;
      if (next.job?.kind === 'check') {
        const { change } = claimStep(
          stored(takedownWith(state, now)),
          WORLD,
          [],
          now,
          'worker-2',
          () => 'task_1',
        );
        state = change.state;
        plan = change.plan;
      }
    }
    expect([...sent]).toEqual([]);
    expect(state.task).toMatchObject({ kind: 'find_receipt', noticeKey: NOTICE('form') });
  });

  it('is not settled a second time when it has come home meanwhile', () => {
    const state = takedown(
      looked('live'),
      intended('mail'),
      settled('mail', { result: 'sent', code: 'smtp_250', hasReference: false }),
    );
    const answer = step(state, open('mail', 'committed'));
    expect(types(answer)).not.toContain('settled');
    expect(answer.change.settles).toBeUndefined();
  });

  it('of a takedown that was withdrawn does nothing more', () => {
    const state = takedown(looked('live'), intended('mail'), { type: 'withdrawn', at: NOW, by: 'ada' });
    const answer = step(state, open('mail', 'intended'));
    expect(answer.job).toBeUndefined();
    expect(types(answer)).toEqual(['closed']);
  });
});

/** The look that a check would have brought. */
function takedownWith(state: Takedown, at: number): Takedown {
  return {
    ...state,
    version: state.version + 1,
    looks: [...state.looks, { cycle: 0, at, purpose: 'follow_up', by: 'redress', verdict: 'live' }],
  };
}

describe('the stop switch', () => {
  it.each([
    ['*', true],
    ['site', true],
    ['site/api', true],
    ['site/form', false],
    ['hoster', false],
  ])('at %s keeps a notice to site/api back: %s', (scope, stops) => {
    const stop = { scope, at: NOW, by: 'ops', why: 'test' };
    const answer = step(takedown(looked('live')), undefined, LATER, [stop]);
    expect(answer.job === undefined).toBe(stops);
    if (!stops) return;
    expect(answer.change).toMatchObject({ lease: null, events: [], plan: { status: 'waiting' } });
    expect(answer.change.plan.dueAt).toBeGreaterThan(LATER);
    expect(answer.change.plan.next).toContain('stopped');
  });
});

it('a state of the test is what its events make', () => {
  expect(takedown().platform).toBe(requested().platform);
});
