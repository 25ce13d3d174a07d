import type { TakedownEvent } from '../event.ts';
import type { RefusalReason } from '../outcome.ts';
import type { Send, Takedown } from '../takedown.ts';
import type { Instant } from '../time.ts';
import type { CycleEnd, DeadlineOf } from './cycle-end.ts';

/**
 * What became of a recipient's duty after it was told: `removed`, or `delisted` by a search engine; `refused` by it;
 * `restricted`; `not_removed` when the takedown ended without any of these; `lost` from sight (withdrawn, the host down, a
 * minor). Null while it is open.
 */
export const NOTICE_ENDS = ['removed', 'delisted', 'refused', 'restricted', 'not_removed', 'lost'] as const;
export type NoticeEnd = (typeof NOTICE_ENDS)[number];

/** The first notice of a cycle that reached a recipient, and what followed: one observation of its compliance. */
export interface NoticeFact {
  readonly cycle: number;
  readonly recipient: string;
  readonly channel: string;
  readonly reachedAt: Instant;
  /** The first sign that somebody there has it: an answer, or a reference. That a server took a mail is none. */
  readonly receiptAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly end: NoticeEnd | null;
  /**
   * Until when it was watched. Null: it is not removed and nothing has ended the watching, so that it counts as still
   * there at any later moment. A refusal is such a state, for the image stays.
   */
  readonly stoppedAt: Instant | null;
  readonly reason: RefusalReason | null;
  /** It refused, or wanted to know more. */
  readonly pushedBack: boolean;
  /** It was removed, and came back. */
  readonly returned: boolean;
}

/** Outcomes after which nobody can say any more whether the recipient would have acted. */
const LOST = new Set(['withdrawn', 'minor_route', 'unreachable', 'already_gone']);

/** One for each cycle and recipient that a notice reached while the image was there, by the time of the notice. */
export function noticesOf(
  takedown: Takedown,
  events: readonly TakedownEvent[],
  ends: readonly CycleEnd[],
  deadlineOf: DeadlineOf,
): readonly NoticeFact[] {
  const receipts = receiptsOf(events);
  const groups = new Map<string, Send[]>();
  for (const send of takedown.sends) {
    const group = `${send.cycle} ${send.recipient}`;
    groups.set(group, [...(groups.get(group) ?? []), send]);
  }
  return [...groups.values()]
    .flatMap((sends) => factOf(takedown, sends, ends[sends[0]?.cycle ?? 0], receipts, deadlineOf))
    .toSorted((a, b) => a.reachedAt - b.reachedAt || a.recipient.localeCompare(b.recipient));
}

function factOf(
  takedown: Takedown,
  sends: readonly Send[],
  end: CycleEnd | undefined,
  receipts: ReadonlyMap<string, Instant>,
  deadlineOf: DeadlineOf,
): readonly NoticeFact[] {
  const first = sends
    .filter((send) => send.deliveredAt !== undefined)
    .toSorted((a, b) => (a.deliveredAt ?? 0) - (b.deliveredAt ?? 0))[0];
  const reachedAt = first?.deliveredAt;
  if (first === undefined || reachedAt === undefined) return [];
  // It came after the image had gone, or after the end: nothing was left to obey.
  if (end !== undefined && (end.goneAt ?? end.closed.at) <= reachedAt) return [];
  const { cycle, recipient, channel } = first;
  const replies = sends.flatMap((send) => send.replies);
  const heard = sends.flatMap((send) => receipts.get(send.noticeKey) ?? []);
  const refused = refusalOf(sends);
  const became = endOf(takedown, sends, end, refused?.at);
  return [
    {
      cycle,
      recipient,
      channel,
      reachedAt,
      receiptAt: heard.length === 0 ? null : Math.max(reachedAt, Math.min(...heard)),
      deadlineAt: recipient === takedown.platform ? deadlineOf(takedown.regimes, reachedAt) : null,
      ...became,
      reason: became.end === 'refused' ? (refused?.reason ?? null) : null,
      pushedBack: refused !== undefined || replies.some((reply) => reply.kind === 'needs_more'),
      returned: became.end === 'removed' && end?.reopened?.why === 'came_back',
    },
  ];
}

function endOf(
  takedown: Takedown,
  sends: readonly Send[],
  end: CycleEnd | undefined,
  refusedAt: Instant | undefined,
): Pick<NoticeFact, 'end' | 'stoppedAt'> {
  const delistedAt = sends.flatMap((send) => send.replies).find((reply) => reply.kind === 'delisted')?.at;
  if (delistedAt !== undefined) return { end: 'delisted', stoppedAt: delistedAt };
  const goneAt = end?.goneAt;
  const other =
    goneAt !== undefined && refusedAt !== undefined && anotherWasTold(takedown, sends, refusedAt, goneAt);
  if (goneAt !== undefined && !other) return { end: 'removed', stoppedAt: goneAt };
  // What goes on in a new cycle is watched there.
  const reopenedAt = end?.reopened?.at ?? null;
  if (refusedAt !== undefined) return { end: 'refused', stoppedAt: reopenedAt };
  if (end === undefined) return { end: null, stoppedAt: null };
  const { outcome, at } = end.closed;
  if (LOST.has(outcome)) return { end: 'lost', stoppedAt: at };
  return { end: outcome === 'restricted' ? 'restricted' : 'not_removed', stoppedAt: reopenedAt };
}

/** Who refused gets no credit for a removal before which somebody else was told. */
function anotherWasTold(takedown: Takedown, sends: readonly Send[], from: Instant, until: Instant): boolean {
  const [{ cycle, recipient } = { cycle: -1, recipient: '' }] = sends;
  return takedown.sends.some(
    (send) =>
      send.cycle === cycle &&
      send.recipient !== recipient &&
      send.deliveredAt !== undefined &&
      send.deliveredAt > from &&
      send.deliveredAt <= until,
  );
}

function refusalOf(
  sends: readonly Send[],
): { readonly at: Instant; readonly reason: RefusalReason } | undefined {
  const said = sends.flatMap((send) => [
    ...(send.delivery?.result === 'refused' && send.settledAt !== undefined
      ? [{ at: send.settledAt, reason: send.delivery.reason }]
      : []),
    ...send.replies.flatMap((reply) =>
      reply.kind === 'refused' ? [{ at: reply.at, reason: reply.reason ?? ('other' as const) }] : [],
    ),
  ]);
  return said.toSorted((a, b) => a.at - b.at).at(-1);
}

/** When each notice was first heard of: any answer, an answer at once, or a reference that came with the delivery. */
function receiptsOf(events: readonly TakedownEvent[]): ReadonlyMap<string, Instant> {
  const notices = new Map<string, string>();
  const tasks = new Map<string, string>();
  const first = new Map<string, Instant>();
  const heard = (notice: string | undefined, at: Instant): void => {
    if (notice !== undefined && at < (first.get(notice) ?? Number.POSITIVE_INFINITY)) first.set(notice, at);
  };
  for (const event of events) {
    if (event.type === 'intended') notices.set(event.key, event.noticeKey);
    if (event.type === 'task_opened' && event.noticeKey !== undefined)
      tasks.set(event.taskId, event.noticeKey);
    if (event.type === 'replied') heard(event.noticeKey, event.at);
    if (event.type === 'task_ended' && event.hasReference) heard(tasks.get(event.taskId), event.at);
    if (event.type === 'settled') {
      const { delivery } = event;
      const answered = delivery.result === 'refused' || delivery.result === 'says_gone';
      const numbered = 'hasReference' in delivery && delivery.hasReference;
      if (answered || numbered) heard(notices.get(event.key), event.at);
    }
  }
  return first;
}
