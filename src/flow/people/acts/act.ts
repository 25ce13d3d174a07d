import {
  type ActRefusal,
  rungNow,
  whyNotAssign,
  whyNotEscalate,
  whyNotPause,
  whyNotRetry,
  whyNotUnpause,
} from '../../../decide/acts.ts';
import { next } from '../../../decide/next.ts';
import type { World } from '../../../decide/world.ts';
import type { TakedownEvent } from '../../../domain/event.ts';
import type { TakedownId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Caller, People } from '../../caller.ts';
import type { CaseShares } from '../../case-shares.ts';
import type { FlowDeps } from '../../deps.ts';
import type { Plan, Stored } from '../../ledger.ts';
import { planOf } from '../../plan.ts';
import { settle } from '../../settle.ts';
import { assertMayAct, unknownTakedown } from '../access.ts';
import type { ActOrder } from './order.ts';
import { REFUSED, unknownPerson } from './refused.ts';

export interface ActDeps {
  readonly flow: FlowDeps;
  readonly shares: Pick<CaseShares, 'accessOf'>;
  readonly people: People;
}

/**
 * Does what a person asks with one takedown, as an event with who and why. A helpline may where it may do tasks, ops may
 * everywhere.
 *
 * @throws RedressError `takedown_unknown`, `share_insufficient`, `person_unknown`, and a code of ACT_REFUSALS
 */
export async function act(
  { flow, shares, people }: ActDeps,
  caller: Caller,
  id: TakedownId,
  order: ActOrder,
): Promise<Pick<Plan, 'status' | 'next'>> {
  const known = await flow.ledger.load(id);
  if (known === undefined) throw unknownTakedown();
  if (caller.kind === 'helpline') await assertMayAct(shares, caller, known);
  if (order.act === 'assign' && order.to !== null) {
    const helplineId = caller.kind === 'helpline' ? caller.helplineId : known.helplineId;
    const found = await people.of(helplineId, flow.clock.now());
    if (!found.some((person) => person.id === order.to)) throw unknownPerson();
  }
  const world = await flow.worlds.current();
  const after = await settle(
    flow,
    id,
    'keep',
    (_, stored) => {
      const now = flow.clock.now();
      const refusal = whyNot(order, stored, world, now);
      if (refusal !== undefined) throw REFUSED[refusal]();
      return { events: [{ event: eventOf(order, stored, caller.tokenId, now) }] };
    },
    known,
  );
  if (after === undefined) throw unknownTakedown();
  const now = flow.clock.now();
  return planOf(after, next(after, world, now), world, now);
}

function whyNot(order: ActOrder, stored: Stored, world: World, now: Instant): ActRefusal | undefined {
  const { takedown, lease, plan } = stored;
  switch (order.act) {
    case 'retry': {
      const refusal = whyNotRetry(takedown, world, now);
      if (refusal !== undefined) return refusal;
      if (lease !== undefined && lease.until > now) return 'takedown_running';
      // Due, and only held up by the pace of its recipient: asking again would change nothing.
      return plan.dueAt !== null && plan.dueAt <= now ? 'takedown_due' : undefined;
    }
    case 'escalate':
      return whyNotEscalate(takedown, world, now);
    case 'pause':
      return whyNotPause(takedown);
    case 'unpause':
      return whyNotUnpause(takedown);
    case 'assign':
      return whyNotAssign(takedown);
  }
}

function eventOf(order: ActOrder, { takedown }: Stored, by: string, at: Instant): TakedownEvent {
  const { why } = order;
  switch (order.act) {
    case 'retry':
      return { type: 'retried', at, by, why };
    case 'pause':
      return { type: 'paused', at, by, why };
    case 'unpause':
      return { type: 'unpaused', at, by, why };
    case 'escalate':
      return { type: 'escalated', at, by, why, rung: rungNow(takedown) ?? 0 };
    case 'assign':
      return { type: 'assigned', at, by, why, taskId: takedown.task?.id ?? '', to: order.to };
  }
}
