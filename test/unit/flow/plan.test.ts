import { describe, expect, it } from 'vitest';
import { next } from '../../../src/decide/next.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { HOUR } from '../../../src/domain/time.ts';
import type { Plan } from '../../../src/flow/ledger.ts';
import { effectOf, planOf } from '../../../src/flow/plan.ts';
import { testWorld } from '../decide/world.ts';
import { intended, looked, NOTICE, NOW, settled, takedown } from './state.ts';

const WORLD = testWorld();

function plan(events: readonly TakedownEvent[], now = NOW): Plan {
  const state = takedown(...events);
  return planOf(state, next(state, WORLD, now), WORLD, now);
}

const sent = settled('api', { result: 'sent', code: 'http_201', hasReference: true });
const opened = {
  type: 'task_opened',
  at: NOW,
  taskId: 'task_1',
  kind: 'send_by_hand',
  reason: 'captcha',
  noticeKey: NOTICE('form'),
} as const;

describe('what is stored about a decision', () => {
  it.each<readonly [string, readonly TakedownEvent[], Partial<Plan>]>([
    [
      'a look that is due',
      [],
      { status: 'queued', dueAt: NOW, effect: 'check', recipient: 'site', next: 'look whether it is there' },
    ],
    [
      'a notice that is due',
      [looked('live')],
      {
        status: 'queued',
        dueAt: NOW,
        effect: 'api',
        recipient: 'site',
        channel: 'api',
        next: 'notify site by api',
      },
    ],
    [
      'a try again',
      [looked('live'), intended('mail'), settled('mail', { result: 'retry', code: 'smtp_451' })],
      { status: 'waiting', effect: 'email', channel: 'mail', next: 'try again: site/mail' },
    ],
    [
      'a question about the report',
      [looked('live'), intended('api'), sent],
      {
        status: 'waiting',
        dueAt: NOW + HOUR,
        effect: 'api',
        next: 'ask site for the state of the report',
      },
    ],
    [
      'a second look',
      [
        looked('live'),
        intended('mail'),
        settled('mail', { result: 'sent', code: 'x', hasReference: false }),
        looked('gone', NOW + HOUR, 'follow_up'),
      ],
      { status: 'waiting', effect: 'check' },
    ],
    [
      "a person's turn",
      [looked('live'), intended('form'), opened],
      { status: 'person', next: 'a person: send_by_hand (captcha)' },
    ],
    [
      'the end that is watched',
      [{ type: 'closed', at: NOW, outcome: 'removed' }],
      { status: 'ended', effect: 'check', next: 'removed; watching for its return' },
    ],
    [
      'the end for good',
      [{ type: 'closed', at: NOW, outcome: 'refused', reason: 'not_ours' }],
      {
        status: 'ended',
        dueAt: null,
        effect: null,
        recipient: null,
        deadlineAt: null,
        next: 'refused (not_ours)',
      },
    ],
  ])('tells %s', (_, events, expected) => {
    expect(plan(events)).toMatchObject(expected);
  });

  it('tells the strictest deadline, which runs from the first notice that was delivered', () => {
    expect(plan([looked('live')], NOW + HOUR).deadlineAt).toBe(NOW + HOUR + 48 * HOUR);
    expect(plan([looked('live'), intended('api'), sent], NOW + HOUR).deadlineAt).toBe(NOW + 48 * HOUR);
  });

  it('tells when the next step comes while looks go on', () => {
    const { next: words } = plan(
      [looked('live'), intended('form'), settled('form', { result: 'sent', code: 'x', hasReference: false })],
      NOW,
    );
    expect(words).toMatch(/^look whether it is gone; next step at 2026-11-\d\dT/);
  });
});

describe('the effect of a decision', () => {
  const send = (recipient: string, channel: string): Decision => ({
    do: 'send',
    at: NOW,
    recipient,
    channel,
    rung: 0,
    noticeKey: 'n1',
    try: 1,
    key: 'n1-1',
    why: 'first_notice',
  });

  it.each<readonly [string, Decision, string | null]>([
    ['e-mail', send('site', 'mail'), 'email'],
    ['a form', send('site', 'form'), 'form'],
    ['an API', send('site', 'api'), 'api'],
    ['an assisted channel', send('authority', 'complaint'), null],
    ['a channel that is gone', send('site', 'none'), null],
    ['a recipient that is gone', send('none', 'mail'), null],
    ['a status question', { do: 'poll', at: NOW, recipient: 'site', channel: 'api', noticeKey: 'n1' }, 'api'],
    ['a look', { do: 'check', at: NOW, purpose: 'watch' }, 'check'],
    ['a wait', { do: 'wait', until: NOW, why: 'answer' }, null],
    ['a close', { do: 'close', outcome: { kind: 'removed' } }, null],
  ])('of %s', (_, decision, kind) => {
    expect(effectOf(decision, WORLD)).toBe(kind);
  });
});
