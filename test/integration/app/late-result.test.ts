import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { query } from '../../e2e/support/stage.ts';
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

it('what a process brings that was taken for lost is recorded, and disturbs nobody who went on', async () => {
  const desk = await slowDesk();
  const { deps } = api.base;
  const [slow, heir] = [mailWorker(deps, 'slow', desk.port), mailWorker(deps, 'heir', desk.port)];
  try {
    const id = await dueNotice(deps, 910);
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
    const taken = await deps.ledger.load(id);
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
    const before = await deps.ledger.load(id);

    desk.waiting[0]?.();
    await sending;
    const late = await deps.ledger.load(id);
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
