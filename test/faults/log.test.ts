import { describe, it } from 'vitest';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { mix } from './support/mix.ts';
import { serveMutely } from './support/mute.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';
import { untilArrived } from './support/until.ts';

const TAKEDOWNS = size(200, 24);

describe('the log', () => {
  it.for(['/dev/full', 'a reader'] as const)(
    'that cannot be written (%s) stops no work',
    { timeout: size(600_000, 420_000) },
    async (log, { task, onTestFinished }) => {
      // So that a lot is written.
      const scene = await openScene(onTestFinished, {
        backend: 'postgres',
        env: { REDRESS_LOG_LEVEL: 'debug' },
      });
      const process = await serveMutely(scene.env, log);
      onTestFinished(() => process.clear());
      const planned = [...mix(TAKEDOWNS, ['email', 'api', 'check'])];
      await scene.submit(planned.splice(0, TAKEDOWNS / 2));
      await untilArrived(scene, 3);
      process.deafen();
      await scene.submit(planned);
      const counted = await ended(scene, [process], new Doubts(), size(300_000, 300_000));
      const fault = log === '/dev/full' ? 'log on a full disk' : 'nobody reads the log any more';
      report({ task }, { fault, ...counted, notes: '' });
    },
  );
});
