import type { Intent } from '../../../../src/domain/decision.ts';
import type { TakedownEvent } from '../../../../src/domain/event.ts';
import { evolve, fold } from '../../../../src/domain/fold.ts';
import { attemptKey, noticeKey } from '../../../../src/domain/ids.ts';
import { Notice } from '../../../../src/domain/notice.ts';
import type { Change, NewTakedown, Plan, Stored } from '../../../../src/flow/ledger.ts';
import { newId } from '../../../../src/ledger/store/new-id.ts';
import { HELPLINE } from './helpline.ts';

export const T0 = Date.parse('2025-11-01T10:00:00Z');

let counter = 0;

export function duePlan(of: Partial<Plan> = {}): Plan {
  return {
    status: 'queued',
    dueAt: T0,
    effect: 'email',
    recipient: 'bigsite',
    channel: 'abuse',
    deadlineAt: null,
    next: 'notify bigsite by abuse',
    ...of,
  };
}

/** A takedown of a URL that no other has, due at T0 by e-mail to bigsite unless `plan` says otherwise. */
export function newTakedown(
  caseId: string,
  of: { readonly plan?: Partial<Plan>; readonly url?: string; readonly at?: number } = {},
): NewTakedown {
  counter += 1;
  const id = newId('td', T0 + counter);
  const url = of.url ?? `https://bigsite.test/post/${counter}-${id}`;
  const requested: TakedownEvent = {
    type: 'requested',
    at: of.at ?? T0,
    by: 'token:tok_1',
    platform: 'bigsite',
    host: 'bigsite.test',
    ageInImage: 'adult',
    regimes: ['dsa'],
    countries: ['DE'],
    locations: ['page'],
    statuses: [],
  };
  return {
    id,
    caseId,
    helplineId: HELPLINE.id,
    red: {
      notice: Notice.parse({
        locations: [{ url }],
        claimant: { role: 'representative', name: 'Ada Example', email: 'reports@helpline.example' },
      }),
      content: { post: 'canary-content' },
    },
    normalisedUrl: url,
    events: [{ event: requested }],
    state: fold(id, [requested]),
    plan: duePlan(of.plan),
  };
}

export function intentFor(id: string, recipient = 'bigsite', attempt = 1): Intent {
  const key = noticeKey({ takedownId: id, cycle: 0, rung: 0, recipient, channel: 'abuse' });
  return {
    recipient,
    channel: 'abuse',
    rung: 0,
    noticeKey: key,
    try: attempt,
    key: attemptKey(key, attempt),
    why: attempt === 1 ? 'first_notice' : 'transport_retry',
  };
}

/** A change that appends events to what is stored. */
export function changeOf(
  stored: Pick<Stored, 'takedown' | 'plan'>,
  events: readonly TakedownEvent[],
  more: Partial<Omit<Change, 'id' | 'expectedVersion' | 'state'>> = {},
): Change {
  return {
    id: stored.takedown.id,
    expectedVersion: stored.takedown.version,
    events: events.map((event) => ({ event })),
    state: events.reduce(evolve, stored.takedown),
    plan: stored.plan,
    lease: null,
    ...more,
  };
}

/** What a claim's step answers for a send: intent, lease and job. */
export function sendStep(stored: Stored, now: number, worker: string, lease = 120_000) {
  const intent = intentFor(stored.takedown.id, stored.plan.recipient ?? 'bigsite');
  const kind = stored.plan.effect ?? 'email';
  return {
    change: changeOf(stored, [{ type: 'intended', at: now, ...intent }], {
      opens: [intent],
      plan: { ...stored.plan, status: 'running', dueAt: null, effect: null, recipient: null, channel: null },
      lease: { until: now + lease, worker },
    }),
    job: { id: intent.key, takedownId: stored.takedown.id, kind },
  };
}

export function settled(key: string, at: number): Extract<TakedownEvent, { type: 'settled' }> {
  return { type: 'settled', at, key, delivery: { result: 'sent', code: 'smtp_250', hasReference: true } };
}
