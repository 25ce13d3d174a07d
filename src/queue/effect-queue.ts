import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { RedressError } from '../domain/errors.ts';
import type { EffectKind, EffectQueue, Logger } from '../flow/ports.ts';
import type { Backend, ConsumerWorker, ProducerQueue } from './backend.ts';
import { Hands } from './hands.ts';
import { effectsOf, packed, toQueued } from './packs.ts';
import { reasonOf } from './reporter.ts';
import { guarded, within } from './running.ts';
import { queueName } from './settings.ts';

/** The flow's port, and what health asks. */
export interface OpenQueue extends EffectQueue {
  /** Throws when the server of the queue does not answer. */
  ping(): Promise<void>;
  /** Told each time that the server was away and is back, when it may have lost what was queued. */
  onReturn(tell: () => void): void;
  /** What is shown of the queues to those who run Redress. */
  board(of: 'ops' | 'helpline'): Promise<readonly BaseAdapter[]>;
}

/** The port of the flow on a backend. */
export function makeEffectQueue(backend: Backend, logger: Logger): OpenQueue {
  const queues: Readonly<Record<EffectKind, ProducerQueue>> = {
    email: backend.producer(queueName('email')),
    form: backend.producer(queueName('form')),
    api: backend.producer(queueName('api')),
    check: backend.producer(queueName('check')),
  };
  const workers = new Map<EffectKind, ConsumerWorker>();
  const hands: Hands[] = [];
  const perJob = new Map<EffectKind, number>();
  let closing: Promise<void> | undefined;

  const answered = async <T>(asked: Promise<T>, said: string): Promise<T> => {
    try {
      return await asked;
    } catch (cause) {
      throw new RedressError('queue_unreachable', `${backend.name} ${said}: ${reasonOf(cause)}`, {
        cure: `Check that ${backend.name} runs. Nothing is lost: what is due is queued again.`,
        cause,
      });
    }
  };

  const countOf = async (kind: EffectKind) => {
    const asked = queues[kind].getJobCounts('waiting', 'active', 'delayed', 'prioritized');
    const counts = await answered(asked, 'does not answer');
    const of = (type: string): number => counts[type] ?? 0;
    return { waiting: of('waiting') + of('delayed') + of('prioritized'), active: of('active') };
  };

  const shut = async (deadline: number): Promise<void> => {
    const stopped = Promise.all([...workers.values()].map((worker) => worker.close())).then(() =>
      Promise.all(hands.map((some) => some.rest())),
    );
    const inTime = await within(deadline, stopped);
    if (inTime) {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    } else {
      logger.warn({}, 'jobs still ran at the deadline; their leases will bring them back');
      stopped.catch(() => undefined);
    }
    await backend.close(!inTime);
  };

  return {
    add: async (kind, jobs) => {
      if (jobs.length === 0) {
        return;
      }
      const packs = packed(kind, jobs);
      perJob.set(kind, jobs.length / packs.length);
      await answered(queues[kind].addBulk(packs.map((pack) => toQueued(kind, pack))), 'took no jobs');
    },
    work: async (kind, concurrency, handle) => {
      if (workers.has(kind)) {
        throw new Error(`this process works on ${kind} already`);
      }
      const mine = new Hands(concurrency);
      hands.push(mine);
      const run = guarded(handle, logger);
      const worker = backend.consumer(queueName(kind), concurrency, (job) => {
        const performed = mine.perform(effectsOf(kind, job), run);
        worker.concurrency = mine.jobs;
        return performed;
      });
      workers.set(kind, worker);
      await worker.waitUntilReady();
    },
    waiting: async (kinds) => {
      const counts = await Promise.all(
        kinds.map(async (kind) => {
          const found = await answered(queues[kind].getJobCounts('waiting'), 'does not answer');
          return [kind, Math.ceil((found['waiting'] ?? 0) * (perJob.get(kind) ?? 1))] as const;
        }),
      );
      return new Map(counts);
    },
    counts: async () => ({
      email: await countOf('email'),
      form: await countOf('form'),
      api: await countOf('api'),
      check: await countOf('check'),
    }),
    ping: () => backend.ping(),
    onReturn: (tell) => backend.onReturn(tell),
    // Loaded when somebody first looks.
    board: async (of) => (await import('./board.ts')).boardAdapters(Object.values(queues), of),
    close: (deadline) => {
      closing ??= shut(deadline);
      return closing;
    },
  };
}
