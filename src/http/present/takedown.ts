import { OUTCOMES, type OutcomeKind } from '../../domain/outcome.ts';
import type { Send, Takedown as State } from '../../domain/takedown.ts';
import type { ListedTakedown } from '../../ledger/views/list.ts';
import type { Takedown, TakedownDetail } from '../../wire/takedown.ts';
import { moment, momentOrNull } from './times.ts';

export function wireTakedown(one: ListedTakedown): Takedown {
  return {
    id: one.id,
    caseId: one.caseId,
    caseReference: one.caseReference === '' ? null : one.caseReference,
    helplineId: one.helplineId,
    status: one.status,
    outcome: outcomeOf(one.outcome),
    platform: one.platform,
    host: one.host,
    next: one.next,
    dueAt: momentOrNull(one.dueAt),
    deadlineAt: momentOrNull(one.deadlineAt),
    createdAt: moment(one.createdAt),
    updatedAt: moment(one.updatedAt),
  };
}

export function outcomeOf(text: string | null): OutcomeKind | null {
  return OUTCOMES.find((one) => one === text) ?? null;
}

export function wireDetail(one: ListedTakedown, state: State): TakedownDetail {
  const look = state.looks.at(-1);
  return {
    ...wireTakedown(one),
    reason: state.outcome?.kind === 'refused' ? state.outcome.reason : null,
    regimes: [...state.regimes],
    countries: [...state.countries],
    locations: [...state.locations],
    cycle: state.cycle,
    withdrawnAt: momentOrNull(state.withdrawnAt),
    pausedAt: momentOrNull(state.pausedAt),
    lastLook: look === undefined ? null : { at: moment(look.at), verdict: look.verdict, by: look.by },
    task:
      state.task === undefined
        ? null
        : { id: state.task.id, kind: state.task.kind, reason: state.task.reason },
    notices: state.sends.map(wireSend),
  };
}

function wireSend(send: Send): TakedownDetail['notices'][number] {
  const { noticeKey, recipient, channel, rung, cycle, tries, delivery, hasReference } = send;
  return {
    noticeKey,
    recipient,
    channel,
    rung,
    cycle,
    tries,
    result: delivery?.result ?? null,
    code: delivery?.code ?? null,
    deliveredAt: momentOrNull(send.deliveredAt),
    hasReference,
    replies: send.replies.map((reply) => ({
      kind: reply.kind,
      reason: reply.reason ?? null,
      via: reply.via,
      at: moment(reply.at),
    })),
  };
}
