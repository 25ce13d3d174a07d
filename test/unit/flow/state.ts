import type { EventOf, TakedownEvent } from '../../../src/domain/event.ts';
import { fold } from '../../../src/domain/fold.ts';
import { attemptKey, noticeKey } from '../../../src/domain/ids.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import type { Stored } from '../../../src/flow/ledger.ts';

export const NOW = Date.UTC(2026, 10, 23, 2);
export const ID = 'td_1';

export const requested = (more: Partial<EventOf<'requested'>> = {}): EventOf<'requested'> => ({
  type: 'requested',
  at: NOW,
  by: 'token_1',
  platform: 'site',
  host: 'site.example',
  ageInImage: 'adult',
  regimes: ['two-days'],
  countries: ['US'],
  locations: ['page'],
  statuses: [],
  ...more,
});

export const looked = (
  verdict: EventOf<'checked'>['found'][number]['verdict'],
  at = NOW,
  purpose: EventOf<'checked'>['purpose'] = 'precheck',
): EventOf<'checked'> => ({
  type: 'checked',
  at,
  purpose,
  by: 'redress',
  found: [{ verdict, signal: 'test' }],
});

export const NOTICE = (channel: string, rung = 0): string =>
  noticeKey({ takedownId: ID, cycle: 0, rung, recipient: 'site', channel });

export const intended = (channel: string, attempt = 1, rung = 0): EventOf<'intended'> => ({
  type: 'intended',
  at: NOW,
  key: attemptKey(NOTICE(channel, rung), attempt),
  try: attempt,
  why: 'first_notice',
  recipient: 'site',
  channel,
  rung,
  noticeKey: NOTICE(channel, rung),
});

export const settled = (
  channel: string,
  delivery: EventOf<'settled'>['delivery'],
  at = NOW,
): EventOf<'settled'> => ({ type: 'settled', at, key: attemptKey(NOTICE(channel), 1), delivery });

export const takedown = (...events: TakedownEvent[]): Takedown => fold(ID, [requested(), ...events]);

export function stored(state: Takedown, open?: Stored['open']): Stored {
  return {
    takedown: state,
    caseId: 'case_1',
    helplineId: 'helpline_1',
    caseReference: 'C-1',
    plan: {
      status: 'running',
      dueAt: NOW,
      effect: 'api',
      recipient: 'site',
      channel: 'api',
      deadlineAt: null,
      next: '',
    },
    ...(open === undefined ? {} : { open }),
  };
}
