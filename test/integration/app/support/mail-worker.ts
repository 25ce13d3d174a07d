import { Agent } from 'undici';
import { PRACTICE_HELPLINE } from '../../../../src/app/practice-helpline.ts';
import { createSenders } from '../../../../src/channels/registry.ts';
import { claimOnce } from '../../../../src/flow/claim.ts';
import type { EffectDeps, FlowDeps, IntakeDeps } from '../../../../src/flow/deps.ts';
import { intake } from '../../../../src/flow/intake/intake.ts';
import { performSend } from '../../../../src/flow/perform-send.ts';
import { EFFECT_KINDS, type EffectJob, type EffectQueue, FREE_HAND } from '../../../../src/flow/ports.ts';
import { settle } from '../../../../src/flow/settle.ts';
import { post, requestAbout } from '../../../e2e/support/request.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

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

/** A takedown whose first look is due. */
export async function dueLook(deps: IntakeDeps, number: number): Promise<string> {
  const [taken] = await intake(deps, PRACTICE_HELPLINE, 'test', [requestAbout(post('letterbox', number))]);
  if (taken?.result !== 'accepted') throw new Error(JSON.stringify(taken));
  return taken.id;
}

/** A takedown whose notice is due: it was looked at, and it is there. */
export async function dueNotice(deps: IntakeDeps, number: number): Promise<string> {
  const id = await dueLook(deps, number);
  const found = [{ verdict: 'live', signal: 'test' } as const];
  const at = deps.clock.now();
  await settle(deps, id, 'keep', () => ({
    events: [{ event: { type: 'checked', at, purpose: 'precheck', by: 'redress', found } }],
  }));
  return id;
}
