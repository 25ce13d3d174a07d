import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { BACKENDS } from '../e2e/support/stage.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { patientPractice } from './support/catalogue.ts';
import { ownClock } from './support/clock.ts';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { inFlight, unknown } from './support/ledger.ts';
import { mix } from './support/mix.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';
import { arrivals, untilArrived } from './support/until.ts';

const TAKEDOWNS = size(201, 30);
const JUMPS = 3;
/** Mails and API calls that a process has under way at once, unless told otherwise. */
const AT_ONCE = 20;

describe('the clock', () => {
  it.for(BACKENDS)(
    'that jumps a day ahead and an hour back loses nothing and sends nothing twice, with the queue on %s',
    { timeout: size(600_000, 420_000) },
    async (backend, { task, onTestFinished }) => {
      const folder = await tempFolder('clock');
      onTestFinished(() => folder.remove());
      const clock = await ownClock(folder.path);
      const env = { ...clock.env, REDRESS_PLATFORMS_DIR: await patientPractice(folder.path) };
      const scene = await openScene(onTestFinished, { backend, env, now: () => Date.now() + DAY });
      const process = await scene.serve('--role', 'worker');
      const doubts = new Doubts();
      const planned = [...mix(TAKEDOWNS, ['email', 'api', 'check'])];
      const submitSome = () => scene.submit(planned.splice(0, TAKEDOWNS / 3));
      const jump = async (ahead: number): Promise<void> => {
        doubts.add(await inFlight(scene.database));
        await clock.set(ahead);
        doubts.add([...(await inFlight(scene.database)), ...(await unknown(scene.database))]);
      };
      await submitSome();
      await untilArrived(scene, 3);
      await jump(DAY);
      await submitSome();
      await untilArrived(scene, 3);
      await jump(DAY - HOUR);
      const before = arrivals(scene);
      await submitSome();
      // Whatever was planned before the jump waits; what is new goes on at once.
      await untilArrived(scene, 3);
      expect(arrivals(scene)).toBeGreaterThan(before);
      await jump(DAY);
      const counted = await ended(scene, [process], doubts, size(400_000, 300_000));
      const unknowns = await unknown(scene.database);
      expect(unknowns.length).toBeLessThanOrEqual(AT_ONCE * JUMPS);
      report(
        { task },
        {
          fault: `clock a day ahead, then an hour back, queue on ${backend}`,
          ...counted,
          notes: `${doubts.size} tries in flight at the jumps, ${unknowns.length} of them taken for lost`,
        },
      );
    },
  );
});
