import { alternate } from '../harness/alternate.ts';
import { type Comparison, compare, type RatioName } from '../harness/comparison.ts';
import { type Crew, openCrew } from '../setting/crew.ts';
import type { RigOptions } from '../setting/rig-options.ts';
import { type Seed, type SeedOptions, seed } from '../setting/seed.ts';
import type { Backend } from '../setting/setting.ts';
import type { Counts } from '../setting/sinks.ts';
import { analyse, assertArrived, type Bench, rigOptions } from './context.ts';

/** One effect's whole path (claim, queue, perform, settle) beside the bare library. */
export interface Path<T> {
  readonly name: RatioName;
  readonly kind: RigOptions['kind'];
  readonly backend: Backend;
  readonly count: number;
  readonly warmUp: number;
  /** Worker processes beside one another. */
  readonly workers: number;
  readonly seeds: Pick<SeedOptions, 'platforms' | 'looked'>;
  /** Which of the sinks' counts both sides drive up. */
  readonly arrives: keyof Counts;
  readonly what: { readonly base: string; readonly ours: string };
  /** What the bare side is given for a seed: made beforehand, outside of the time that is measured. */
  prepare(crew: Crew, seed: Seed): Promise<T> | T;
  bare(items: readonly T[]): Promise<number>;
}

export async function measurePath<T>(bench: Bench, path: Path<T>): Promise<Comparison> {
  const { setting, sizes, say } = bench;
  const crew = await openCrew(await rigOptions(bench, path.kind, path.backend), path.workers, setting.log);
  try {
    const counted = async (who: string, count: number, run: () => Promise<number>) => {
      const before = (await setting.sinks.counts())[path.arrives];
      const rate = await run();
      assertArrived(`${path.name}, ${who}`, before, (await setting.sinks.counts())[path.arrives], count);
      say(`${path.name}  ${who} ${rate.toFixed(1)}/s`);
      return rate;
    };
    const ours = async (count: number) => {
      await seed(crew.base, { count, ...path.seeds });
      await analyse(crew.databaseUrl);
      return counted('redress', count, () => crew.rateOf(count));
    };
    const items = await Promise.all(
      (await seed(crew.base, { count: path.warmUp, ...path.seeds })).map((one) => path.prepare(crew, one)),
    );
    await crew.rateOf(path.warmUp);
    await path.bare(items);
    const many = Array.from({ length: path.count }, (_, index) => items[index % items.length]).filter(
      (item) => item !== undefined,
    );
    const pairs = await alternate(
      sizes.rounds,
      () => counted('bare', path.count, () => path.bare(many)),
      () => ours(path.count),
    );
    return compare(path.name, '1/s', path.what, pairs);
  } finally {
    await crew.close();
  }
}
