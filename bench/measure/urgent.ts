import { setTimeout as sleep } from 'node:timers/promises';
import { alternate } from '../harness/alternate.ts';
import { compare } from '../harness/comparison.ts';
import { median } from '../harness/median.ts';
import { platformId } from '../setting/catalogue.ts';
import { openRig, type Rig } from '../setting/rig.ts';
import { seed } from '../setting/seed.ts';
import { query } from '../setting/setting.ts';
import { analyse, type Bench, type Measured, rigOptions } from './context.ts';

const URGENT = platformId('mail', 1);
/** A busy platform without limits worth the name, so that as much as can be stands in the queue before the urgent one. */
const BUSY = platformId('api', 1);
/** One with the limits of a file that states none: 30 a minute, two at once. */
const PACED = platformId('paced', 1);

/**
 * How long a takedown of an idle platform waits from its submission until its first look begins: in an idle system,
 * and beside another platform with a backlog.
 */
export async function measureUrgent(bench: Bench): Promise<Measured> {
  const { setting, sizes } = bench;
  const rigs: Rig[] = [];
  const open = async () => {
    const rig = await openRig(await rigOptions(bench, 'check', 'postgres'), setting.log);
    rigs.push(rig);
    await seed(rig.base, { count: 50, platforms: [URGENT], looked: false });
    await rig.rateOf(50);
    return rig;
  };
  try {
    const idle = await open();
    const busy = await open();
    const paced = await open();
    await topUp(paced, PACED, sizes.backlog);
    const pacedDelays: number[] = [];
    const pairs = await alternate(
      sizes.rounds,
      async () => {
        pacedDelays.push(await delay(bench, paced, 'beside a backlog with the usual limits'));
        return delay(bench, idle, 'in an idle system');
      },
      async () => {
        await topUp(busy, BUSY, sizes.backlog);
        const found = await delay(bench, busy, 'beside a backlog without limits');
        if ((await due(busy, BUSY)) === 0)
          throw new Error('the backlog was used up before the measurement ended');
        return found;
      },
    );
    const what = {
      base: 'an urgent takedown in an idle system',
      ours: `the same beside ${sizes.backlog} due on another platform without limits`,
    };
    return { comparisons: [compare('urgent', 'ms', what, pairs)], extra: { 'urgent.paced': pacedDelays } };
  } finally {
    for (const rig of rigs) await rig.close();
  }
}

/** The median delay of some urgent takedowns, submitted at different moments of the claim loop's pause. */
async function delay({ sizes, say }: Bench, rig: Rig, where: string): Promise<number> {
  const delays = await rig.whileClaiming(async (begun) => {
    const found: number[] = [];
    await sleep(500);
    for (let index = 0; index < sizes.urgent; index += 1) {
      await sleep(((index * 370) % 1000) / 2);
      const from = performance.now();
      const [one] = await seed(rig.base, { count: 1, platforms: [URGENT], looked: false });
      found.push((await begun(one?.takedown.id ?? '')) - from);
    }
    return found;
  });
  const middle = median(delays);
  say(`urgent  ${where}: ${delays.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  return middle;
}

async function due({ databaseUrl }: Rig, platform: string): Promise<number> {
  const rows = await query(
    databaseUrl,
    `SELECT id FROM redress.takedowns WHERE claim_effect = 'check' AND claim_recipient = $1 AND claim_at <= $2`,
    [platform, Date.now()],
  );
  return rows.length;
}

async function topUp(rig: Rig, platform: string, to: number): Promise<void> {
  const count = to - (await due(rig, platform));
  if (count > 0) await seed(rig.base, { count, platforms: [platform], looked: false });
  await analyse(rig.databaseUrl);
}
