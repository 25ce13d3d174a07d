import { z } from 'zod';
import { createLog } from '../../src/observe/log.ts';
import { platformId } from '../setting/catalogue.ts';
import { openRig } from '../setting/rig.ts';
import { RigOptions } from '../setting/rig-options.ts';
import { seed } from '../setting/seed.ts';

/**
 * One worker in a fresh process: makes looks in a ledger that was filled beforehand, then tells what one cost and
 * how much memory the process holds.
 */
const Options = RigOptions.extend({ checks: z.int() });
const { checks, ...options } = Options.parse(JSON.parse(process.argv[2] ?? ''));

const rig = await openRig(options, createLog('error'));
try {
  const platforms = [platformId('api', 1), platformId('api', 2)];
  await seed(rig.base, { count: 100, platforms, looked: false });
  await rig.rateOf(100);
  await seed(rig.base, { count: checks, platforms, looked: false });
  const ms = 1000 / (await rig.rateOf(checks));
  globalThis.gc?.();
  process.send?.({ ms, mb: process.memoryUsage().rss / 2 ** 20 });
} finally {
  await rig.close();
}
process.disconnect();
