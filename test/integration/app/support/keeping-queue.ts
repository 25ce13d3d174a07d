import type { EffectJob, EffectQueue } from '../../../../src/flow/ports.ts';

/** A queue that keeps what is put into it for the test to run. */
export function keepingQueue() {
  const jobs: EffectJob[] = [];
  const nothing = { waiting: 0, active: 0 };
  const queue: EffectQueue = {
    add: async (_, some) => void jobs.push(...some),
    work: () => Promise.reject(new Error('nobody works here')),
    waiting: async () => new Map(),
    counts: async () => ({ email: nothing, form: nothing, api: nothing, check: nothing }),
    close: async () => undefined,
  };
  return { jobs, queue };
}
