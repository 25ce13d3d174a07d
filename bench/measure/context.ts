import type { Comparison } from '../harness/comparison.ts';
import type { Sizes } from '../harness/sizes.ts';
import type { RigOptions } from '../setting/rig-options.ts';
import { type Backend, query, type Setting } from '../setting/setting.ts';

/** What every measurement gets. */
export interface Bench {
  readonly setting: Setting;
  readonly sizes: Sizes;
  /** Tells a person how far it is. */
  readonly say: (line: string) => void;
}

export interface Measured {
  readonly comparisons: readonly Comparison[];
  readonly extra?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** A worker of a kind, on a database of its own. */
export async function rigOptions(
  { setting, sizes }: Bench,
  kind: RigOptions['kind'],
  backend: Backend,
): Promise<RigOptions> {
  return {
    folder: setting.folder,
    platforms: setting.platforms,
    smtpPort: setting.sinks.smtp,
    httpPort: setting.sinks.http,
    databaseUrl: await setting.newDatabase(),
    ...(backend === 'redis' ? { redisUrl: setting.redisUrl } : {}),
    kind,
    concurrency: kind === 'form' ? sizes.formConcurrency : sizes.concurrency,
  };
}

/** Tables that were just filled have no statistics yet; in service autovacuum has made them. */
export async function analyse(databaseUrl: string): Promise<void> {
  await query(databaseUrl, 'ANALYZE redress.takedowns, redress.events, redress.attempts, redress.cases');
}

/** Throws when less arrived than was counted as done: a rate of failures would look splendid. */
export function assertArrived(what: string, before: number, after: number, least: number): void {
  if (after - before < least) throw new Error(`${what}: ${after - before} arrived of ${least}`);
}
