import { RedressError } from '../../../domain/errors.ts';
import type { HelplineId, TakedownId } from '../../../domain/ids.ts';
import type { Caller, Person } from '../../caller.ts';
import { type ActDeps, act } from './act.ts';
import type { ActAnswer, ActOrder } from './order.ts';

/** What one caller may do to takedowns. Answers hold nothing red. */
export interface Acts {
  /** Each takedown is answered on its own, in the order of the ids; an id that comes twice is answered once. */
  do(ids: readonly TakedownId[], order: ActOrder): Promise<readonly ActAnswer[]>;
  /** To whom tasks of a helpline can be assigned. */
  people(helplineId: HelplineId): Promise<readonly Person[]>;
}

export function makeActs(deps: ActDeps, caller: Caller): Acts {
  return {
    do: async (ids, order) => {
      const once: ActDeps = { ...deps, people: asked(deps.people) };
      return Promise.all([...new Set(ids)].map((id) => answer(once, caller, id, order)));
    },
    people: (helplineId) => deps.people.of(helplineId, deps.flow.clock.now()),
  };
}

async function answer(deps: ActDeps, caller: Caller, id: TakedownId, order: ActOrder): Promise<ActAnswer> {
  try {
    const { status, next } = await act(deps, caller, id, order);
    return { id, done: true, status, next };
  } catch (error) {
    if (!(error instanceof RedressError)) throw error;
    const { code, message, cure } = error;
    return { id, done: false, code, message, cure };
  }
}

/** For one request: who there is at a helpline is read once, however many takedowns are asked for. */
function asked(people: ActDeps['people']): ActDeps['people'] {
  const known = new Map<HelplineId, Promise<readonly Person[]>>();
  return {
    of: (helplineId, now) => {
      const found = known.get(helplineId) ?? people.of(helplineId, now);
      known.set(helplineId, found);
      return found;
    },
  };
}
