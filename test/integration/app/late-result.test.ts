import { buffer } from 'node:stream/consumers';
import { Agent } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { createSenders } from '../../../src/channels/registry.ts';
import { claimOnce } from '../../../src/flow/claim.ts';
import type { EffectDeps } from '../../../src/flow/deps.ts';
import { intake } from '../../../src/flow/intake/intake.ts';
import { performSend } from '../../../src/flow/perform-send.ts';
import { EFFECT_KINDS, type EffectJob, type EffectQueue, FREE_HAND } from '../../../src/flow/ports.ts';
import { settle } from '../../../src/flow/settle.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { smtpSink } from '../email/smtp-sink.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.base.deps.ledger.saveHelpline(PRACTICE_HELPLINE);
});
afterAll(() => api.end());

/** A mail server that has taken the whole message, and says so when it is told to. */
async function slowDesk() {
  const waiting: (() => void)[] = [];
  const ids: (string | undefined)[] = [];
  const sink = await smtpSink({
    onData: (stream, _, callback) => {
      buffer(stream).then((bytes) => {
        ids.push(/^Message-ID: (.+)$/im.exec(bytes.toString())?.[1]);
        waiting.push(() => callback());
      }, callback);
    },
  });
  return { ...sink, waiting, ids };
}

/** One process of several: it claims, and sends by the desk's server. */
function worker(name: string, port: number) {
  const jobs: EffectJob[] = [];
  const smtp = { host: '127.0.0.1', port, tls: 'none' } as const;
  const agent = new Agent();
  const senders = createSenders({
    email: () => ({ smtp, messageDomain: 'helpline.test' }),
    dispatcher: agent,
    secrets: { get: () => undefined },
    browser: () => Promise.reject(new Error('only mail is sent here')),
    log: silentLogger,
  });
  const nothing = { waiting: 0, active: 0 };
  const queue: EffectQueue = {
    add: async (_, some) => void jobs.push(...some),
    work: () => Promise.reject(new Error('nobody works here')),
    waiting: async () => new Map(),
    counts: async () => ({ email: nothing, form: nothing, api: nothing, check: nothing }),
    close: async () => undefined,
  };
  const { deps } = api.base;
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

/** A takedown whose notice is due: it was looked at, and it is there. */
async function dueNotice(number: number): Promise<string> {
  const { deps } = api.base;
  const [taken] = await intake(deps, PRACTICE_HELPLINE, 'test', [requestAbout(post('letterbox', number))]);
  if (taken?.result !== 'accepted') throw new Error(JSON.stringify(taken));
  const found = [{ verdict: 'live', signal: 'test' } as const];
  const at = deps.clock.now();
  await settle(deps, taken.id, 'keep', () => ({
    events: [{ event: { type: 'checked', at, purpose: 'precheck', by: 'redress', found } }],
  }));
  return taken.id;
}

it('what a process brings that was taken for lost is recorded, and disturbs nobody who went on', async () => {
  const desk = await slowDesk();
  const [slow, heir] = [worker('slow', desk.port), worker('heir', desk.port)];
  try {
    const id = await dueNotice(910);
    await slow.claim();
    const [job] = slow.jobs;
    if (job === undefined) throw new Error('nothing was claimed');
    const sending = slow.send(job);
    await eventually(
      () => desk.waiting.length,
      (count) => count === 1,
    );
    // As another process does that hears nothing of it any more.
    const { databaseUrl } = api.base.handle;
    await query(databaseUrl, 'UPDATE redress.takedowns SET lease_until = 1 WHERE id = $1', [id]);
    await heir.claim();
    const taken = await api.base.deps.ledger.load(id);
    expect(taken?.takedown.sends[0]).toMatchObject({ delivery: { code: 'worker_lost' }, doubts: [job.id] });
    // It sends the same message again, as mail may be.
    await eventually(
      async () => {
        await heir.claim();
        return heir.jobs.length;
      },
      (count) => count === 1,
      60_000,
    );
    const [again] = heir.jobs;
    if (again === undefined) throw new Error('nothing was claimed again');
    const repeating = heir.send(again);
    await eventually(
      () => desk.waiting.length,
      (count) => count === 2,
    );
    const before = await api.base.deps.ledger.load(id);

    desk.waiting[0]?.();
    await sending;
    const late = await api.base.deps.ledger.load(id);
    expect(late?.takedown.sends[0]).toMatchObject({ key: again.id, deliveredAt: expect.any(Number) });
    expect(late?.takedown.sends[0]?.delivery).toBeUndefined();
    // The takedown is still the heir's.
    expect(late?.lease).toEqual(before?.lease);
    expect(late?.lease?.worker).toBe('heir');

    desk.waiting[1]?.();
    await repeating;
    const shown = await api.base.handle.views.show(id);
    const fates = shown?.events.flatMap(({ event }) => {
      if (event.type === 'intended') return [`try ${event.try}`];
      return event.type === 'settled' ? [`${event.key === job.id ? 1 : 2}: ${event.delivery.code}`] : [];
    });
    expect(fates).toEqual(['try 1', '1: worker_lost', 'try 2', '1: smtp_250', '2: smtp_250']);
    expect(shown?.attempts.map(({ result, code, text }) => [result, code, text !== undefined])).toEqual([
      ['sent', 'smtp_250', true],
      ['sent', 'smtp_250', true],
    ]);
    expect(new Set(desk.ids).size).toBe(1);
    expect((await api.base.handle.verifyAudit()).breaks).toEqual([]);
  } finally {
    for (const answer of desk.waiting) answer();
    await slow.close();
    await heir.close();
    await desk.close();
  }
});
