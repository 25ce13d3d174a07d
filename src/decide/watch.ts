import type { Decision } from '../domain/decision.ts';
import { WATCHED_OUTCOMES } from '../domain/outcome.ts';
import type { Takedown } from '../domain/takedown.ts';
import { afterFailures, verifyOf } from './verify.ts';
import type { World } from './world.ts';

/**
 * After the end: the URL is looked at again on the watch schedule, since uploads come back (DESIGN 4). One `live`
 * look reopens the takedown at once.
 */
export function watch(takedown: Takedown, world: World): Decision | undefined {
  const { closedAt, outcome } = takedown;
  if (closedAt === undefined || outcome === undefined) return undefined;
  const ended: Decision = { do: 'wait', until: null, why: 'ended' };
  if (!WATCHED_OUTCOMES.has(outcome.kind)) return ended;
  const last = takedown.looks.at(-1);
  if (takedown.watched > 0 && last?.purpose === 'watch' && last.verdict === 'live') {
    return { do: 'reopen', why: 'came_back' };
  }
  const verify = verifyOf(takedown, world);
  const pause = verify.watch[takedown.watched];
  if (pause === undefined || !verify.checkable) return ended;
  return { do: 'check', at: afterFailures(takedown, verify, closedAt + pause), purpose: 'watch' };
}
