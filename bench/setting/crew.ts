import { z } from 'zod';
import { type Base, openBase } from '../../src/app/base.ts';
import { packageRoot } from '../../src/app/package-root.ts';
import { Releases } from '../../src/app/releases.ts';
import { readConfig } from '../../src/config.ts';
import type { Logger } from '../../src/flow/ports.ts';
import { built } from './built.ts';
import { type Child, startBuilt } from './child.ts';
import { inTime } from './rig.ts';
import type { RigOptions } from './rig-options.ts';

/** Worker processes beside one another on one ledger and one queue, as a deployment runs them: one for each core. */
export interface Crew {
  /** The same ledger, for what fills it. */
  readonly base: Base;
  readonly databaseUrl: string;
  /** All claim until `count` effects have been performed and settled; answers how many a second that made. */
  rateOf(count: number): Promise<number>;
  close(): Promise<void>;
}

const Done = z.object({ done: z.int(), at: z.number() });

/** What is done at once is shared out: the crew has as many effects in flight as one worker would. */
export async function openCrew(options: RigOptions, workers: number, log: Logger): Promise<Crew> {
  const config = readConfig(
    {
      REDRESS_DATA_DIR: options.folder,
      REDRESS_PLATFORMS_DIR: options.platforms,
      DATABASE_URL: options.databaseUrl,
    },
    packageRoot(),
  );
  const releases = new Releases();
  try {
    const base = await openBase(config, log);
    releases.add('ledger', () => base.close());
    const given = JSON.stringify({ ...options, concurrency: Math.ceil(options.concurrency / workers) });
    const worker = await built('bench/setting/worker.process');
    const crew: Child[] = [];
    for (let index = 0; index < workers; index += 1) {
      const child = startBuilt(worker, [given]);
      releases.add(`worker ${index}`, () => child.end());
      crew.push(child);
      // One after the other: the first may have the ledger or the queue to migrate.
      await child.next();
    }
    let onDone: (done: number, at: number) => void = () => undefined;
    for (const child of crew)
      child.listen((message) => {
        const told = Done.safeParse(message);
        if (told.success) onDone(told.data.done, told.data.at);
      });
    const all = async (word: string) => {
      const answers = crew.map((child) => answer(child));
      for (const child of crew) child.tell(word);
      await Promise.all(answers);
    };
    return {
      base,
      databaseUrl: options.databaseUrl,
      rateOf: async (count) => {
        let done = 0;
        const last = new Promise<number>((resolve) => {
          onDone = (more, at) => {
            done += more;
            if (done >= count) resolve(at);
          };
        });
        const from = Date.now();
        for (const child of crew) child.tell('claim');
        try {
          return (count * 1000) / ((await inTime(last)) - from);
        } finally {
          await all('rest');
        }
      },
      close: async () => {
        await all('close');
        await releases.run(log);
      },
    };
  } catch (error) {
    await releases.run(log);
    throw error;
  }
}

/** The next message that is not a count. */
async function answer(child: Child): Promise<void> {
  while (Done.safeParse(await child.next()).success);
}
