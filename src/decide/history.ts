import type { Look, Send, Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';

/** Sends of the present cycle, in the order of their last try. */
export function sendsNow(takedown: Takedown): readonly Send[] {
  return takedown.sends.filter((send) => send.cycle === takedown.cycle);
}

/** Looks of the present cycle while it is open. */
export function looksNow(takedown: Takedown): readonly Look[] {
  return takedown.looks.filter((look) => look.cycle === takedown.cycle && look.purpose !== 'watch');
}

export function lastLook(takedown: Takedown): Look | undefined {
  return looksNow(takedown).at(-1);
}

/** The last notice of this cycle that reached a desk. */
export function lastDelivered(takedown: Takedown): Send | undefined {
  return sendsNow(takedown).findLast((send) => send.deliveredAt !== undefined);
}

/** The looks at the end of the cycle that all say the same as the last one, oldest first. */
export function lastRun(takedown: Takedown): readonly Look[] {
  const looks = looksNow(takedown);
  const last = looks.at(-1);
  const breakAt = looks.findLastIndex((look) => look.verdict !== last?.verdict);
  return looks.slice(breakAt + 1);
}

/** When a recipient last said, by its answer or later, that the content is gone. */
export function saidGoneAt(takedown: Takedown): Instant | undefined {
  const said = sendsNow(takedown).flatMap((send) => [
    ...(send.delivery?.result === 'says_gone' && send.settledAt !== undefined ? [send.settledAt] : []),
    ...send.replies
      .filter((reply) => reply.kind === 'says_gone' || reply.kind === 'delisted')
      .map((reply) => reply.at),
  ]);
  return said.length === 0 ? undefined : Math.max(...said);
}
