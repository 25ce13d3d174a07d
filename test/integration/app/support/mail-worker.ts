import { Agent } from 'undici';
import { createSenders } from '../../../../src/channels/registry.ts';
import { claimOnce } from '../../../../src/flow/claim.ts';
import type { EffectDeps, FlowDeps } from '../../../../src/flow/deps.ts';
import { performSend } from '../../../../src/flow/perform-send.ts';
import { EFFECT_KINDS, type EffectJob, FREE_HAND } from '../../../../src/flow/ports.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { keepingQueue } from './keeping-queue.ts';

/** One process of several: it claims, and sends by the desk's server. */
export function mailWorker(deps: FlowDeps, name: string, port: number) {
  const { jobs, queue } = keepingQueue();
  const smtp = { host: '127.0.0.1', port, tls: 'none' } as const;
  const agent = new Agent();
  const senders = createSenders({
    email: () => ({ smtp, messageDomain: 'helpline.test' }),
    dispatcher: agent,
    secrets: { get: () => undefined },
    browser: () => Promise.reject(new Error('only mail is sent here')),
    log: silentLogger,
  });
  const effects: EffectDeps = {
    ...deps,
    worker: name,
    senders,
    checker: { check: () => Promise.reject(new Error('nobody looks here')), close: async () => undefined },
    shutdown: new AbortController().signal,
  };
  const concurrency = { email: 5, form: 0, api: 0, check: 0 };
  return {
    jobs,
    claim: () => claimOnce({ ...effects, queue, kinds: EFFECT_KINDS, concurrency }, 10),
    send: (job: EffectJob) => performSend(effects, job, FREE_HAND),
    close: async () => {
      await senders.close();
      await agent.destroy();
    },
  };
}
