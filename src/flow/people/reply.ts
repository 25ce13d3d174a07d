import type { ReplyKind } from '../../domain/delivery.ts';
import { RedressError } from '../../domain/errors.ts';
import type { RefusalReason } from '../../domain/outcome.ts';
import type { Send, Takedown } from '../../domain/takedown.ts';
import type { FlowDeps } from '../deps.ts';
import { settle } from '../settle.ts';

/** What a recipient answered, as a person tells it. `reference` and `text` are red. */
export interface ReplyByHand {
  /** Which notice was answered; without it the last one that reached a desk. */
  readonly noticeKey?: string | undefined;
  readonly kind: ReplyKind;
  readonly reason?: RefusalReason | undefined;
  readonly reference?: string | undefined;
  readonly text?: string | undefined;
}

/**
 * Records an answer and decides again.
 *
 * @throws RedressError `takedown_unknown`, `notice_unknown`
 */
export async function recordReply(
  deps: FlowDeps,
  id: string,
  by: string,
  reply: ReplyByHand,
): Promise<Takedown> {
  const { kind, reason, reference, text } = reply;
  const after = await settle(deps, id, 'keep', (takedown) => {
    const { noticeKey } = answered(takedown, reply.noticeKey);
    const red = {
      ...(reference === undefined ? {} : { reference }),
      ...(text === undefined ? {} : { answer: text }),
    };
    const event = { type: 'replied', at: deps.clock.now(), noticeKey, kind, via: 'person', by } as const;
    return {
      events: [
        {
          event: reason === undefined ? event : { ...event, reason },
          ...(Object.keys(red).length === 0 ? {} : { red }),
        },
      ],
    };
  });
  if (after !== undefined) return after;
  throw new RedressError('takedown_unknown', 'There is no such takedown.', { field: 'id' });
}

function answered(takedown: Takedown, noticeKey: string | undefined): Send {
  const send =
    noticeKey === undefined
      ? takedown.sends.findLast((one) => one.delivery !== undefined && one.delivery.result !== 'retry')
      : takedown.sends.find((one) => one.noticeKey === noticeKey);
  if (send !== undefined) return send;
  throw new RedressError(
    'notice_unknown',
    noticeKey === undefined
      ? 'No notice of this takedown has gone out yet, so nobody can have answered one.'
      : 'This takedown has no such notice.',
    { field: 'noticeKey', cure: 'Its notices and their keys are listed with the takedown.' },
  );
}
