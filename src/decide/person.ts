import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';
import { rungsOf } from './route.ts';
import { followUp } from './verify.ts';
import { platformOf, type World } from './world.ts';

/** A person has the turn. Looking goes on meanwhile, for the image may go by itself. */
export function personsTurn(takedown: Takedown, world: World): Decision | undefined {
  if (takedown.task === undefined) return undefined;
  const wait: Decision = { do: 'wait', until: null, why: 'person' };
  if (takedown.platform === null) return wait;
  return followUp(takedown, world) ?? wait;
}

/** No file knows the host, or its file has no way in: a person finds out where to report. Never a guess. */
export function findPlatform(takedown: Takedown, world: World): Decision | undefined {
  const unknown = platformOf(takedown, world) === undefined;
  const reason = unknown ? 'unknown_host' : 'no_channel';
  if (!unknown && rungsOf(takedown, world).length > 0) return undefined;
  if (takedown.endedTasks.some((task) => task.kind === 'find_platform' && task.reason === reason))
    return undefined;
  return takedown.task === undefined ? { do: 'ask', task: { kind: 'find_platform', reason } } : undefined;
}
