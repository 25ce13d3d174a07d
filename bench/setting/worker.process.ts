import { createLog } from '../../src/observe/log.ts';
import { openRig } from './rig.ts';
import { RigOptions } from './rig-options.ts';

/**
 * One worker process. On `claim` it claims until `rest`, and tells how many effects it has done. Ends with its
 * parent.
 */
/** ms. A message for each effect would be a cost that no worker has. */
const TELLS_EVERY = 5;

const rig = await openRig(RigOptions.parse(JSON.parse(process.argv[2] ?? '')), createLog('error'));
let rest: (() => Promise<void>) | undefined;
let done = 0;

function count(): void {
  done += 1;
  if (done > 1) return;
  setTimeout(() => {
    process.send?.({ done, at: Date.now() });
    done = 0;
  }, TELLS_EVERY);
}

process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  if (message === 'claim') {
    rest = rig.claim(count);
    return;
  }
  await rest?.();
  if (message === 'rest') {
    process.send?.({ resting: true });
    return;
  }
  await rig.close();
  process.send?.({ closed: true });
});
process.send?.({ ready: true });
