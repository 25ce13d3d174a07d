import { setTimeout as pause } from 'node:timers/promises';
import type { Locator as Found } from 'playwright';
import type { Locator } from '../../catalog/schema/form.ts';
import type { Millis } from '../../domain/time.ts';
import { countNow, locate, locateVisible } from './locate.ts';
import { endAtWall } from './obstacles/wall.ts';
import { type Run, StepTrouble } from './run.ts';

const LOOK_EVERY: Millis = 100;
const LOOK_FOR_WALL_EVERY: Millis = 1_000;
/** A radio button that is drawn by its label, or a file field behind a button, never becomes visible. */
const HIDDEN_IS_MEANT_AFTER: Millis = 1_000;

/**
 * Waits for exactly one visible element. Fields may come late, so it looks again until the time is over; while
 * nothing is there it also looks for what could stand in the way. Throws StepTrouble `not_found` and `ambiguous`.
 */
export async function findOne(run: Run, at: Locator, within: Millis): Promise<Found> {
  return (await find(run, at, within, false)).one;
}

/** The same, or the only one there is, which nobody can see. */
export function findEvenHidden(run: Run, at: Locator, within: Millis): Promise<Sought> {
  return find(run, at, within, true);
}

export interface Sought {
  readonly one: Found;
  readonly isVisible: boolean;
}

async function find(run: Run, at: Locator, within: Millis, hidden: boolean): Promise<Sought> {
  const from = performance.now();
  const passed = () => performance.now() - from;
  const visible = locateVisible(run.scope.root, at);
  const all = locate(run.scope.root, at);
  let lookForWall = LOOK_FOR_WALL_EVERY;
  for (;;) {
    const count = await countNow(visible);
    if (count === 1) return { one: visible, isVisible: true };
    const patient = passed() < Math.min(HIDDEN_IS_MEANT_AFTER, within);
    if (hidden && count === 0 && !patient && (await countNow(all)) === 1)
      return { one: all, isVisible: false };
    if (passed() >= within) throw new StepTrouble(count === 0 ? 'not_found' : 'ambiguous');
    if (passed() >= lookForWall) {
      lookForWall += LOOK_FOR_WALL_EVERY;
      await endAtWall(run);
    }
    await pause(LOOK_EVERY);
  }
}

/** True as soon as one such element is visible, false when none was in time. */
export async function isSeen(run: Run, at: Locator, within: Millis): Promise<boolean> {
  const until = performance.now() + within;
  const visible = locateVisible(run.scope.root, at);
  for (;;) {
    if ((await countNow(visible)) > 0) return true;
    if (performance.now() >= until) return false;
    await pause(LOOK_EVERY);
  }
}
