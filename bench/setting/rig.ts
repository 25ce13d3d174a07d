import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Base, openBase } from '../../src/app/base.ts';
import { type Effects, openEffects } from '../../src/app/effects.ts';
import { packageRoot } from '../../src/app/package-root.ts';
import { openPractice } from '../../src/app/practice.ts';
import { Releases } from '../../src/app/releases.ts';
import { readConfig } from '../../src/config.ts';
import { runClaimLoop } from '../../src/flow/claim-loop.ts';
import { perform } from '../../src/flow/perform.ts';
import type { EffectJob, Logger } from '../../src/flow/ports.ts';
import { openQueue } from '../../src/queue/open.ts';
import type { RigOptions } from './rig-options.ts';

/** A worker of Redress as `redress serve --role worker` makes it, whose claiming can be started and stopped. */
export interface Rig {
  readonly base: Base;
  readonly databaseUrl: string;
  /** Claims until what it answers is called; tells of each effect that has been performed and settled. */
  claim(done: () => void): () => Promise<void>;
  /** Claims until `count` effects have been performed and settled; answers how many a second that made. */
  rateOf(count: number): Promise<number>;
  /** Claims while `during` runs, then waits until the queue is empty. `during` can wait for an effect to start. */
  whileClaiming<T>(during: (begun: (takedownId: string) => Promise<number>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const PATIENCE = 300_000;
/** As src/app/service.ts claims. */
const CLAIMING = { batch: 200, maxPause: 1_000 };

export async function openRig(options: RigOptions, log: Logger): Promise<Rig> {
  const { kind } = options;
  const config = readConfig(
    {
      REDRESS_DATA_DIR: options.folder,
      REDRESS_PLATFORMS_DIR: options.platforms,
      DATABASE_URL: options.databaseUrl,
      REDIS_URL: options.redisUrl,
      REDRESS_PRACTICE_SMTP: `127.0.0.1:${options.smtpPort}`,
      REDRESS_PRACTICE_HTTP: `127.0.0.1:${options.httpPort}`,
      REDRESS_CHROMIUM: process.env['REDRESS_CHROMIUM'],
    },
    packageRoot(),
  );
  const releases = new Releases();
  try {
    const base = await openBase(config, log);
    releases.add('ledger', () => base.close());
    const effects: Effects = openEffects(config, log, await openPractice(config));
    releases.add('effects', () => effects.close());
    const { redisUrl, databaseUrl } = options;
    const queue = await openQueue({
      ...(redisUrl === undefined ? { databaseUrl } : { redisUrl }),
      logger: log,
    });
    releases.add('queue', () => queue.close(10_000));
    let onBegin: (job: EffectJob) => void = () => undefined;
    let onEnd: () => void = () => undefined;
    const shutdown = new AbortController().signal;
    // Every effect that runs listens to it.
    setMaxListeners(0, shutdown);
    const deps = { ...base.deps, ...effects, shutdown };
    await queue.work(kind, options.concurrency, async (job, hand) => {
      onBegin(job);
      await perform(deps, job, hand);
      onEnd();
    });
    const claim = {
      ...base.deps,
      queue,
      kinds: [kind],
      concurrency: { email: 0, api: 0, form: 0, check: 0, [kind]: options.concurrency },
    };

    const startClaiming = () => {
      const stop = new AbortController();
      const loop = runClaimLoop(claim, CLAIMING, stop.signal);
      return async () => {
        stop.abort();
        await loop;
      };
    };
    const claiming = async <T>(work: Promise<T>): Promise<T> => {
      const stop = startClaiming();
      try {
        return await inTime(work);
      } finally {
        await stop();
      }
    };

    return {
      base,
      databaseUrl,
      claim: (done) => {
        onEnd = done;
        return startClaiming();
      },
      rateOf: async (count) => {
        const from = performance.now();
        let done = 0;
        const all = new Promise<number>((resolve) => {
          onEnd = () => {
            done += 1;
            if (done === count) resolve(performance.now());
          };
        });
        return (count * 1000) / ((await claiming(all)) - from);
      },
      whileClaiming: async (during) => {
        const waiting = new Map<string, (at: number) => void>();
        onBegin = (job) => waiting.get(job.takedownId)?.(performance.now());
        const begun = (id: string) => new Promise<number>((resolve) => waiting.set(id, resolve));
        const answer = await claiming(during(begun));
        onBegin = () => undefined;
        for (;;) {
          const { waiting: left, active } = (await queue.counts())[kind];
          if (left + active === 0) return answer;
          await sleep(50);
        }
      },
      close: () => releases.run(log),
    };
  } catch (error) {
    await releases.run(log);
    throw error;
  }
}

/** Throws when `work` hangs. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(PATIENCE, undefined, { signal: over.signal, ref: false }).then(
    () => {
      throw new Error(`the effects did not end within ${PATIENCE / 1000} s`);
    },
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
