import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { killChromium } from './support/kill-chromium.ts';
import { unknown } from './support/ledger.ts';
import { mix } from './support/mix.ts';
import { random } from './support/random.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';

const TAKEDOWNS = size(60, 8);
const KILLS = size(20, 3);
/** As `redress serve` fills in at once, unless told otherwise. */
const AT_ONCE = 2;

describe('Chromium', () => {
  it(
    'that is killed in the middle of forms loses none and sends none twice',
    async ({ task, onTestFinished }) => {
      const scene = await openScene(onTestFinished, { backend: 'postgres' });
      const processes = [await scene.serve('--role', 'worker'), await scene.serve('--role', 'browser')];
      await scene.submit(mix(TAKEDOWNS, ['form']));
      const moment = random(3);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await sleep(500 + moment() * 4_000);
        await killChromium();
      }
      const doubts = new Doubts();
      await scene.allAtRest(size(600_000, 300_000));
      doubts.add(await unknown(scene.database));
      expect(doubts.size).toBeLessThanOrEqual(KILLS * AT_ONCE);
      const counted = await ended(scene, processes, doubts, 1_000);
      report(
        { task },
        {
          fault: 'Chromium killed',
          ...counted,
          notes: `${KILLS} kills, ${doubts.size} forms in flight at them`,
        },
      );
    },
    size(900_000, 420_000),
  );
});
