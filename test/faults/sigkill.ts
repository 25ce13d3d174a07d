import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Backend } from '../e2e/support/stage.ts';
import { count } from './support/count.ts';
import { Doubts } from './support/doubts.ts';
import { killed } from './support/killed.ts';
import { type Channel, mix } from './support/mix.ts';
import { random } from './support/random.ts';
import { report } from './support/rows.ts';
import { openScene, type Scene } from './support/scene.ts';
import { FULL, size } from './support/size.ts';
import { FORM_DESKS, OTHER_DESKS, untilArrived } from './support/until.ts';

const TAKEDOWNS = size(1_000, 100);
/** The ladder takes its minute. */
const CHANNELS: readonly Channel[] = [
  'email',
  'api',
  'form',
  'check',
  ...(FULL ? (['ladder'] as const) : []),
];
/** Of both roles together; each backend has its own. */
const KILLS = { worker: size(38, 7), browser: size(12, 3) };
/** Long enough that what the dead left is taken back between two kills, too. */
const LONG_LIFE = 14_000;

/** How long a process lives: until then, ms; or no longer than until the next notice has reached a desk. */
interface Life {
  readonly span: number;
  readonly untilNotice: boolean;
}

/** Mostly short lives, the same at every run; every other one ends when a notice is in flight. */
function* lives(kills: number, seed: number, least: number, most: number): Generator<Life> {
  const next = random(seed);
  for (let kill = 1; kill <= kills; kill += 1) {
    if (kill % 8 === 0) yield { span: LONG_LIFE, untilNotice: false };
    else if (kill % 2 === 0) yield { span: LONG_LIFE, untilNotice: true };
    else yield { span: least + next() * (most - least), untilNotice: false };
  }
}

async function killAgainAndAgain(
  scene: Scene,
  role: keyof typeof KILLS,
  all: Iterable<Life>,
  doubts: Doubts,
  beforeEach: () => Promise<void> = async () => undefined,
): Promise<number> {
  let kills = 0;
  const desks = role === 'browser' ? FORM_DESKS : OTHER_DESKS;
  for (const { span, untilNotice } of all) {
    await beforeEach();
    const process = await scene.serve('--role', role);
    if (untilNotice) await untilArrived(scene, 1, { desks, within: span }).catch(() => undefined);
    else await sleep(span);
    await killed(scene, process, doubts);
    expect(process.err()).toBe('');
    kills += 1;
  }
  return kills;
}

/** The test of one backend; each has a file of its own, so that they run side by side. */
export function sigkill(backend: Backend): void {
  it(
    `that are killed again and again lose nothing and send nothing twice, with the queue on ${backend}`,
    async ({ task, onTestFinished }) => {
      const scene = await openScene(onTestFinished, { backend });
      const doubts = new Doubts();
      const planned = [...mix(TAKEDOWNS, CHANNELS)];
      const some = Math.ceil(TAKEDOWNS / KILLS.worker);
      const submitSome = () => scene.submit(planned.splice(0, some));
      const kills = await Promise.all([
        killAgainAndAgain(scene, 'worker', lives(KILLS.worker, 1, 100, 3_000), doubts, submitSome),
        killAgainAndAgain(scene, 'browser', lives(KILLS.browser, 2, 1_500, 9_000), doubts),
      ]);
      const last = await Promise.all([scene.serve('--role', 'worker'), scene.serve('--role', 'browser')]);
      const over = performance.now();
      const ends = await scene.allAtRest(size(1_200_000, 240_000));
      expect(scene.submitted).toHaveLength(TAKEDOWNS);
      const counted = count(scene.practice, scene.submitted, ends, doubts);
      expect(await scene.helpline.audit()).toMatchObject({ takedowns: TAKEDOWNS, breaks: [] });
      for (const process of last) process.kill('SIGTERM');
      expect((await Promise.all(last.map((process) => process.ended()))).map(({ code }) => code)).toEqual([
        0, 0,
      ]);
      const total = kills.reduce((sum, one) => sum + one, 0);
      const seconds = Math.round((performance.now() - over) / 1000);
      const unsure = scene.submitted.filter(({ id }) => doubts.ofTakedown(id)).map(({ id }) => id);
      const unsureEnds = ends.filter(({ id }) => unsure.includes(id));
      const byHand = unsureEnds.filter((one) => one.task !== null).length;
      const untold = unsureEnds.filter((one) => one.outcome === 'already_gone').length;
      report(
        { task },
        {
          fault: `kill -9 of workers and browsers, queue on ${backend}`,
          ...counted,
          notes: `${total} kills, ${doubts.size} tries in flight at them, of whose takedowns ${byHand} wait for a person and ${untold} ended without knowing that a notice had arrived, all at rest ${seconds} s after the last`,
        },
      );
    },
    size(2_400_000, 400_000),
  );
}
