import { strictestClock } from '../../decide/deadline.ts';
import type { World } from '../../decide/world.ts';
import type { Problem } from '../../domain/errors.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { NewTakedown } from '../ledger.ts';

/** What became of one request. `problems` name field and cure; nothing of the request is in them. */
export type IntakeAnswer =
  | {
      readonly result: 'accepted';
      readonly id: TakedownId;
      readonly platform: string | null;
      readonly deadlineAt: number | null;
      readonly next: string;
    }
  | { readonly result: 'duplicate'; readonly id: TakedownId }
  /** Recorded without its URL; the caller shows the hand-off card. */
  | { readonly result: 'minor_route'; readonly id: TakedownId }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] };

/** The answer to a request that was added. */
export function answerOf(takedown: NewTakedown, world: World, now: number): IntakeAnswer {
  if (takedown.red === null) return { result: 'minor_route', id: takedown.id };
  const clock = strictestClock(takedown.state, world, now);
  return {
    result: 'accepted',
    id: takedown.id,
    platform: takedown.state.platform,
    deadlineAt: clock?.at ?? null,
    next: takedown.plan.next,
  };
}
