import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainChromium, ownChromiums } from '../integration/browser/support/processes.ts';
import { eventually } from './support/eventually.ts';
import { type OwnDatabase, ownDatabase } from './support/own-database.ts';
import { post, requestAbout } from './support/request.ts';
import { BACKENDS, openStage, type Stage } from './support/stage.ts';

const NAMES = ['pixhub', 'letterbox', 'wobbly-mail', 'wobbly'] as const;
const WITHIN = 90_000;

const submit = (stage: Stage, id: number): Promise<readonly string[]> =>
  Promise.all(NAMES.map((name) => stage.accept(requestAbout(post(name, id)))));

const arrived = (stage: Stage, id: number): readonly number[] =>
  NAMES.map((name) => stage.practice.arrivals(name).posts.get(String(id)) ?? 0);

/** Some notices have arrived, others have not. */
const inTheMiddle = (stage: Stage, id: number) =>
  eventually(
    () => arrived(stage, id),
    (counts) => counts.some((count) => count > 0),
    WITHIN,
  );

async function allRemoved(stage: Stage, ids: readonly string[], id: number): Promise<void> {
  expect(await Promise.all(ids.map((one) => stage.outcome(one, WITHIN)))).toEqual(ids.map(() => 'removed'));
  expect(arrived(stage, id)).toEqual(NAMES.map(() => 1));
  expect(NAMES.map((name) => stage.practice.arrivals(name).sameText)).toEqual(NAMES.map(() => 0));
}

/** As if the time of the leases had passed, which is minutes; not for what may be on its way out right now. */
const leasesRunOut = (stage: Stage) =>
  stage.sql(`UPDATE redress.takedowns t SET lease_until = 1 WHERE lease_until IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM redress.attempts a WHERE a.takedown_id = t.id AND a.state = 'committed')`);

const lines = async (stage: Stage, message: string): Promise<readonly string[]> =>
  (await stage.logText()).split('\n').filter((line) => line.includes(message));

describe('while the database is away', { timeout: 200_000 }, () => {
  let server: OwnDatabase;
  let stages: readonly Stage[];
  beforeAll(async () => {
    server = await ownDatabase();
    stages = await Promise.all(
      BACKENDS.map(async (backend) =>
        openStage({ backend, databaseUrl: await server.database(`with_${backend}`) }),
      ),
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all(stages.map((stage) => stage.end()));
    await server.remove();
  }, 60_000);

  it('work waits, and goes on when it is back: nothing is lost, nothing is sent twice', async () => {
    const ids = await Promise.all(stages.map((stage) => submit(stage, 201)));
    await Promise.all(stages.map((stage) => inTheMiddle(stage, 201)));
    await server.stop();
    for (const stage of stages) {
      await eventually(
        () => lines(stage, 'claiming failed'),
        (found) => found.length > 0,
      );
      const ready = await fetch(`http://127.0.0.1:${stage.service.http?.port}/readyz`);
      expect(ready.status).toBe(503);
    }
    await server.start();
    for (const stage of stages) {
      await eventually(
        () => lines(stage, 'claiming again'),
        (found) => found.length > 0,
        WITHIN,
      );
    }
    await Promise.all(stages.map((stage, index) => allRemoved(stage, ids[index] ?? [], 201)));
    for (const stage of stages) {
      const failed = await lines(stage, 'claiming failed');
      expect(failed).toHaveLength(1);
      expect(failed[0]).toContain('it goes on when the ledger and the queue are back');
      expect(await lines(stage, 'claiming again')).toHaveLength(1);
      const ready = await fetch(`http://127.0.0.1:${stage.service.http?.port}/readyz`);
      expect(ready.status).toBe(200);
      expect(await stage.service.base.handle.verifyAudit()).toMatchObject({ takedowns: 4, breaks: [] });
    }
  });
});

describe('with the queue on a Redis', { timeout: 200_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ backend: 'redis' });
  }, 60_000);
  afterAll(() => stage.end());

  it('that is stopped and comes back empty, nothing is lost', async () => {
    const ids = await submit(stage, 211);
    await inTheMiddle(stage, 211);
    await stage.redis?.stop();
    await eventually(
      () => lines(stage, 'claiming failed'),
      (found) => found.length > 0,
      WITHIN,
    );
    expect((await lines(stage, 'claiming failed'))[0]).toContain('queue_unreachable');
    await stage.redis?.start();
    await allRemoved(stage, ids, 211);
  });

  it('that forgets everything, nothing is lost', async () => {
    const ids = await submit(stage, 212);
    await eventually(
      () => stage.sql('SELECT 1 FROM redress.takedowns WHERE lease_until IS NOT NULL'),
      (leased) => leased.length > 0,
    );
    const admin = new Redis(stage.redis?.url ?? '');
    await admin.flushall();
    admin.disconnect();
    await leasesRunOut(stage);
    await allRemoved(stage, ids, 212);
  });
});

describe.concurrent('while a part outside fails', { timeout: 200_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.end());

  it('as the mail desk does, its notice is tried again until it is back', async () => {
    stage.practice.setDown('hostwell', true);
    const id = await stage.accept(requestAbout(post('deafly', 221)));
    await eventually(
      () => stage.stored(id),
      ({ takedown }) =>
        takedown.sends.some(
          (send) => send.recipient === 'practice-hostwell' && send.delivery?.result === 'retry',
        ),
      WITHIN,
    );
    stage.practice.setDown('hostwell', false);
    expect(await stage.outcome(id, WITHIN)).toBe('removed');
    expect(stage.practice.arrivals('hostwell').posts.get('221')).toBe(1);
    const { takedown } = await stage.stored(id);
    const send = takedown.sends.find((one) => one.recipient === 'practice-hostwell');
    expect(send?.tries).toBeGreaterThan(1);
  });

  it('as Chromium does in the middle of a form, the form is filled in anew', async () => {
    const id = await stage.accept(requestAbout(post('looply', 222)));
    await eventually(
      () => ownChromiums().length,
      (count) => count > 0,
      WITHIN,
    );
    process.kill(mainChromium().pid, 'SIGKILL');
    expect(await stage.outcome(id, WITHIN)).toBe('removed');
    expect(stage.practice.arrivals('looply')).toMatchObject({ accepted: 1, arrived: 1 });
    const { takedown } = await stage.stored(id);
    expect(takedown.sends[0]?.tries).toBe(2);
    const shown = await stage.service.base.handle.views.show(id);
    expect(shown?.attempts[0]).toMatchObject({ result: 'retry' });
    expect(shown?.attempts[0]?.code).toMatch(/^browser_|^page_/);
  });
});
