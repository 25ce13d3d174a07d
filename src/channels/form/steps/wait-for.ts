import { setTimeout as pause } from 'node:timers/promises';
import { holds } from '../expectation.ts';
import { endAtWall } from '../obstacles/wall.ts';
import { StepTrouble } from '../run.ts';
import type { Verb } from './verb.ts';

export const waitFor: Verb<'wait_for'> = async (run, step, within) => {
  const from = performance.now();
  for (let looks = 1; ; looks += 1) {
    if (await holds(run, step.expect)) return;
    if (performance.now() - from >= within) throw new StepTrouble('not_seen');
    if (looks % 5 === 0) await endAtWall(run);
    await pause(200);
  }
};
