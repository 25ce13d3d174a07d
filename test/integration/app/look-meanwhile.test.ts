import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { claimOnce } from '../../../src/flow/claim.ts';
import type { EffectDeps } from '../../../src/flow/deps.ts';
import { performCheck } from '../../../src/flow/perform-check.ts';
import { EFFECT_KINDS, FREE_HAND } from '../../../src/flow/ports.ts';
import { settle } from '../../../src/flow/settle.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';
import { dueLook } from './support/due.ts';
import { keepingQueue } from './support/keeping-queue.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.base.deps.ledger.saveHelpline(PRACTICE_HELPLINE);
});
afterAll(() => api.end());

let post = 960;

/** A process that claims looks, with a takedown whose first is due. `meanwhile` happens while it looks. */
async function looker(meanwhile: (id: string) => Promise<unknown>) {
  const { deps } = api.base;
  post += 1;
  const id = await dueLook(deps, post);
  const { jobs, queue } = keepingQueue();
  let looked = 0;
  let read = 0;
  const { ledger } = deps;
  const sight: typeof ledger.sight = (takedown) => {
    read += 1;
    return ledger.sight(takedown);
  };
  const effects: EffectDeps = {
    ...deps,
    ledger: { ...ledger, sight },
    worker: `looker${post}`,
    senders: { get: () => Promise.reject(new Error('nothing is sent here')) },
    checker: {
      check: async () => {
        looked += 1;
        if (looked === 1) await meanwhile(id);
        return { verdict: 'live', signal: 'test' };
      },
      close: async () => undefined,
    },
    shutdown: new AbortController().signal,
  };
  const concurrency = { email: 0, form: 0, api: 0, check: 5 };
  return {
    id,
    worker: effects.worker,
    claim: async () => {
      jobs.length = 0;
      await claimOnce({ ...effects, queue, kinds: EFFECT_KINDS, concurrency }, 10);
      const job = jobs.find((one) => one.takedownId === id);
      if (job === undefined) throw new Error('it was not claimed');
      return job;
    },
    look: (job: Parameters<typeof performCheck>[1]) => performCheck(effects, job, FREE_HAND),
    found: async () => {
      const shown = await api.base.handle.views.show(id);
      const checks = shown?.events.filter(({ event }) => event.type === 'checked').length;
      return { looked, read, checks, leased: (await ledger.load(id))?.lease !== undefined };
    },
  };
}

it('looks by what the claim has read, and gives the takedown back', async () => {
  const one = await looker(async () => undefined);
  await one.look(await one.claim());
  expect(await one.found()).toEqual({ looked: 1, read: 0, checks: 1, leased: false });
});

it('looks once where the job is brought again', async () => {
  const one = await looker(async () => undefined);
  const job = await one.claim();
  await one.look(job);
  await one.look(job);
  expect(await one.found()).toEqual({ looked: 1, read: 1, checks: 1, leased: false });
});

it('looks once where the takedown was given back and claimed again while it looked', async () => {
  const again: Awaited<ReturnType<typeof one.claim>>[] = [];
  const one = await looker(async () => {
    await api.base.handle.workers.giveBackUnbegun(one.worker, api.base.deps.clock.now());
    again.push(await one.claim());
  });
  const job = await one.claim();
  await one.look(job);
  // The queue had lost the job, so that the second is really there, and comes within the second.
  for (const second of again) await one.look(second);
  expect(again).toEqual([job]);
  expect(await one.found()).toEqual({ looked: 1, read: 1, checks: 1, leased: false });
});

it('records no look at a takedown that was withdrawn meanwhile, and holds it no longer', async () => {
  const { deps } = api.base;
  const one = await looker((id) =>
    settle(deps, id, 'keep', () => ({
      events: [{ event: { type: 'withdrawn', at: deps.clock.now(), by: 'user:ada' } }],
    })),
  );
  await one.look(await one.claim());
  expect(await one.found()).toEqual({ looked: 1, read: 0, checks: 0, leased: false });
});
