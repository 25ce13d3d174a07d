import type { Recipient } from '../../../src/catalog/schema/recipient.ts';
import type { World } from '../../../src/decide/world.ts';
import type { EndedTask, Look, OpenTask, Send, Takedown } from '../../../src/domain/takedown.ts';
import { HOUR, type Instant } from '../../../src/domain/time.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';

export const T: Instant = Date.UTC(2026, 10, 23, 2, 0, 0);

/** A moment, in hours from the request. */
export const at = (hours: number): Instant => T + hours * HOUR;

/** Requested at T, and nothing has happened since. */
export function takedownOf(over: Partial<Takedown> = {}): Takedown {
  return {
    id: 'td_1',
    version: 1,
    platform: 'site',
    host: 'site.example',
    ageInImage: 'adult',
    regimes: ['two-days'],
    countries: ['US'],
    statuses: [],
    locations: ['page'],
    requestedAt: T,
    cycle: 0,
    cycleStartedAt: T,
    sends: [],
    looks: [],
    checkFailures: 0,
    endedTasks: [],
    watched: 0,
    ...over,
  };
}

/** A notice that reached site/api at once; `over` may say otherwise. */
export function sendOf(over: Partial<Send> = {}): Send {
  return {
    noticeKey: 'n1',
    cycle: 0,
    rung: 0,
    recipient: 'site',
    channel: 'api',
    why: 'first_notice',
    tries: 1,
    key: 'n1-1',
    intendedAt: T,
    settledAt: T,
    delivery: { result: 'sent', code: 'ok', hasReference: true },
    deliveredAt: T,
    replies: [],
    polls: 0,
    hasReference: true,
    ...over,
  };
}

/** One that did not reach its desk. */
export const undelivered = (delivery: Send['delivery'], over: Partial<Send> = {}): Send =>
  sendOf({ delivery, deliveredAt: undefined, hasReference: false, ...over });

export const replied = (
  kind: Send['replies'][number]['kind'],
  hours = 1,
  reason?: Send['replies'][number]['reason'],
): Send['replies'][number] => ({ kind, reason, via: 'api', at: at(hours) });

export function lookOf(verdict: Verdict, hours: number, over: Partial<Look> = {}): Look {
  return { cycle: 0, at: at(hours), purpose: 'follow_up', by: 'redress', verdict, ...over };
}

export function openTask(over: Partial<OpenTask> = {}): OpenTask {
  return {
    id: 'task_1',
    kind: 'send_by_hand',
    reason: 'captcha',
    noticeKey: 'n1',
    cycle: 0,
    openedAt: T,
    ...over,
  };
}

export function endedTask(over: Partial<EndedTask> = {}): EndedTask {
  return { ...openTask(), result: 'failed', endedAt: T, ...over };
}

/** The world with one recipient's file changed. */
export function withFile(world: World, id: string, over: Partial<Recipient>): World {
  const recipient = world.recipients.get(id);
  if (recipient === undefined) throw new Error(`the test world has no ${id}`);
  return { ...world, recipients: new Map([...world.recipients, [id, { ...recipient, ...over }]]) };
}
