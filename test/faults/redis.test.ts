import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, it } from 'vitest';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { mix } from './support/mix.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';
import { untilArrived } from './support/until.ts';

const TAKEDOWNS = size(400, 50);
const ROUNDS = size(4, 1);

describe('the queue on Redis', () => {
  it(
    'that is emptied, and one that dies and comes back empty, loses nothing and sends nothing twice',
    async ({ task, onTestFinished }) => {
      const scene = await openScene(onTestFinished, { backend: 'redis' });
      const process = await scene.serve();
      const planned = [...mix(TAKEDOWNS, ['email', 'api', 'form', 'check'])];
      const submitSome = () => scene.submit(planned.splice(0, Math.ceil(TAKEDOWNS / ROUNDS / 2)));
      for (let round = 0; round < ROUNDS; round += 1) {
        await submitSome();
        await untilArrived(scene, 3);
        const admin = new Redis(scene.redis?.url ?? '');
        await admin.flushall();
        admin.disconnect();
        await submitSome();
        await untilArrived(scene, 1);
        await scene.redis?.stop();
        await sleep(2_000);
        await scene.redis?.start();
      }
      const counted = await ended(scene, [process], new Doubts(), size(600_000, 300_000));
      report(
        { task },
        {
          fault: 'Redis emptied, then killed and started empty',
          ...counted,
          notes: `${ROUNDS} times each`,
        },
      );
    },
    size(1_200_000, 420_000),
  );
});
