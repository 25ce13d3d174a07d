import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { settle } from '../../../src/flow/settle.ts';
import { smtpSink } from '../email/smtp-sink.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';
import { dueNotice } from './support/due.ts';
import { mailWorker } from './support/mail-worker.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.base.deps.ledger.saveHelpline(PRACTICE_HELPLINE);
});
afterAll(() => api.end());

/** A mail server during whose answer to the first recipient something happens. */
async function deskWhere(meanwhile: () => Promise<unknown>) {
  let asked = 0;
  let taken = 0;
  const sink = await smtpSink({
    onRcptTo: (_, __, callback) => {
      asked += 1;
      const first = asked === 1 ? meanwhile() : Promise.resolve();
      first.then(() => callback(), callback);
    },
    onData: (stream, _, callback) => {
      buffer(stream).then(() => {
        taken += 1;
        callback();
      }, callback);
    },
  });
  return { ...sink, asked: () => asked, taken: () => taken };
}

let post = 930;

/**
 * Claims a notice and sends it by what the claim has read, while `meanwhile` happens to its takedown; then again, as
 * the queue may bring it.
 */
async function sentWhile(meanwhile: (id: string) => Promise<unknown>, times = 2) {
  const { deps } = api.base;
  post += 1;
  const id = await dueNotice(deps, post);
  const desk = await deskWhere(() => meanwhile(id));
  const worker = mailWorker(deps, `w${post}`, desk.port);
  try {
    await worker.claim();
    const job = worker.jobs.find((one) => one.takedownId === id);
    if (job === undefined) throw new Error('it was not claimed');
    for (let time = 0; time < times; time += 1) await worker.send(job);
    const stored = await deps.ledger.load(id);
    const [send] = stored?.takedown.sends ?? [];
    return {
      asked: desk.asked(),
      taken: desk.taken(),
      result: send?.delivery?.result,
      open: stored?.open?.state,
      leased: stored?.lease !== undefined,
    };
  } finally {
    await worker.close();
    await desk.close();
  }
}

const write = (id: string, event: TakedownEvent) =>
  settle(api.base.deps, id, 'keep', () => ({ events: [{ event }] }));

it('goes by what the claim has read, where nothing has happened since', async () => {
  expect(await sentWhile(async () => undefined)).toEqual({
    asked: 1,
    taken: 1,
    result: 'sent',
    open: undefined,
    leased: false,
  });
});

it('begins anew when the takedown was given back meanwhile, and sends once', async () => {
  const sent = await sentWhile(async () => {
    const given = await api.base.handle.workers.giveBackUnbegun(`w${post}`, api.base.deps.clock.now());
    expect(given).toBe(1);
  });
  expect(sent).toEqual({ asked: 2, taken: 1, result: 'sent', open: undefined, leased: false });
});

it('begins anew when its try failed while the takedown was given back and claimed again', async () => {
  const { deps } = api.base;
  const sent = await sentWhile(async () => {
    await api.base.handle.workers.giveBackUnbegun(`w${post}`, deps.clock.now());
    // The same process claims it again, and the queue knows the job already.
    const again = mailWorker(deps, `w${post}`, 1);
    await again.claim();
    await again.close();
    expect(again.jobs).toHaveLength(1);
    throw Object.assign(new Error('try again later'), { responseCode: 451 });
  }, 1);
  expect(sent).toEqual({ asked: 2, taken: 1, result: 'sent', open: undefined, leased: false });
});

it('sends nothing when another has begun it meanwhile', async () => {
  const { deps } = api.base;
  const sent = await sentWhile(async (id) => {
    const key = (await deps.ledger.load(id))?.open?.key ?? '';
    const now = deps.clock.now();
    expect(await deps.ledger.begin(key, 'faster', now, now + 60_000)).toBeDefined();
  });
  expect(sent).toEqual({ asked: 1, taken: 0, result: undefined, open: 'intended', leased: true });
});

it('hands a takedown back that was paused meanwhile', async () => {
  const sent = await sentWhile((id) =>
    write(id, { type: 'paused', at: api.base.deps.clock.now(), by: 'user:ada', why: 'recipient_trouble' }),
  );
  expect(sent).toEqual({ asked: 1, taken: 0, result: undefined, open: 'intended', leased: false });
});

it('sends nothing for one that was withdrawn meanwhile', async () => {
  const sent = await sentWhile((id) =>
    write(id, { type: 'withdrawn', at: api.base.deps.clock.now(), by: 'user:ada' }),
  );
  expect(sent).toMatchObject({ asked: 1, taken: 0, result: undefined });
});

it('hands a takedown back whose desk was stopped meanwhile', async () => {
  const { ledger, clock } = api.base.deps;
  const sent = await sentWhile(() =>
    ledger.stop({ scope: 'practice-letterbox', by: 'user:ada', at: clock.now(), why: 'test' }),
  );
  await ledger.resume('practice-letterbox');
  expect(sent).toEqual({ asked: 3, taken: 0, result: undefined, open: 'intended', leased: false });
});
