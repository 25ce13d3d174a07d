import { z } from 'zod';
import { alternate } from '../harness/alternate.ts';
import { compare } from '../harness/comparison.ts';
import { platformId } from '../setting/catalogue.ts';
import { startChild } from '../setting/child.ts';
import { fillWaiting } from '../setting/fill.ts';
import { openRig } from '../setting/rig.ts';
import type { RigOptions } from '../setting/rig-options.ts';
import { type Bench, type Measured, rigOptions } from './context.ts';

const Cost = z.object({ ms: z.number(), mb: z.number() });
type Cost = z.infer<typeof Cost>;

/** What one look costs, and what a worker holds in memory, in a small ledger and in a large one. */
export async function measureScale(bench: Bench): Promise<Measured> {
  const { sizes, say } = bench;
  const small = await filled(bench, sizes.scaleSmall);
  const between = await Promise.all(
    sizes.scaleBetween.map(async (open) => ({
      open,
      options: await filled(bench, open),
      costs: [] as Cost[],
    })),
  );
  const large = await filled(bench, sizes.scaleLarge);
  const pairs = await alternate(
    sizes.rounds,
    async () => {
      const cost = await costIn(bench, small, sizes.scaleSmall);
      for (const { open, options, costs } of between) costs.push(await costIn(bench, options, open));
      return cost;
    },
    () => costIn(bench, large, sizes.scaleLarge),
  );
  const what = (thing: string) => ({
    base: `${thing} with ${sizes.scaleSmall} open takedowns`,
    ours: `${thing} with ${sizes.scaleLarge}`,
  });
  say('scale  done');
  return {
    comparisons: [
      compare(
        'scale.cost',
        'ms',
        what('one look'),
        pairs.map(({ a, b }) => ({ a: a.ms, b: b.ms })),
      ),
      compare(
        'scale.memory',
        'MB',
        what('a worker'),
        pairs.map(({ a, b }) => ({ a: a.mb, b: b.mb })),
      ),
    ],
    extra: Object.fromEntries(
      between.flatMap(({ open, costs }) => [
        [`scale.cost ${open}`, costs.map(({ ms }) => ms)],
        [`scale.memory ${open}`, costs.map(({ mb }) => mb)],
      ]),
    ),
  };
}

async function filled(bench: Bench, count: number): Promise<RigOptions> {
  const options = await rigOptions(bench, 'check', 'postgres');
  const rig = await openRig(options, bench.setting.log);
  try {
    const from = performance.now();
    await fillWaiting(rig, platformId('mail', 1), count);
    bench.say(`scale  ${count} takedowns filled in, ${((performance.now() - from) / 1000).toFixed(0)} s`);
    return options;
  } finally {
    await rig.close();
  }
}

async function costIn({ sizes, say }: Bench, options: RigOptions, open: number) {
  const given = JSON.stringify({ ...options, checks: sizes.scaleChecks });
  const child = startChild('../measure/scale.process.ts', [given], ['--expose-gc']);
  try {
    const cost = Cost.parse(await child.next());
    say(`scale  ${open} open: ${cost.ms.toFixed(2)} ms a look, ${cost.mb.toFixed(0)} MB`);
    return cost;
  } finally {
    await child.end();
  }
}
