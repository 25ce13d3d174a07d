import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { type TestLedger, testLedger } from './support/ledger.ts';
import { type Losing, losingAnswers } from './support/losing.ts';
import { intentFor, newTakedown, sendStep, T0 } from './support/takedowns.ts';

let t: TestLedger;
let relay: Losing;
let beyond: LedgerHandle;
beforeAll(async () => {
  t = await testLedger();
  relay = await losingAnswers(t.url);
  beyond = await openLedger({
    databaseUrl: relay.url,
    dataDir: tmpdir(),
    masterKey: parseMasterKey(t.key),
    logger: silentLogger,
    poolSize: 2,
  });
});
beforeEach(() => t.clear());
afterAll(async () => {
  await beyond.close();
  await relay.close();
  await t.end();
});

const UNTIL = T0 + 120_000;

const claim = (handle: LedgerHandle, now: number) =>
  handle.ledger.claim(
    {
      now,
      limit: 100,
      worker: 'w1',
      room: new Map([['email', 1_000]]),
      pace: () => ({ perMinute: 100_000, concurrency: 10_000 }),
    },
    (stored) =>
      stored.open === undefined
        ? sendStep(stored, now, 'w1')
        : {
            change: { ...sendStep(stored, now, 'w1').change, events: [], state: stored.takedown, opens: [] },
            job: { id: stored.open.key, takedownId: stored.takedown.id, kind: 'email' as const },
          },
  );

describe('when the answer is lost', () => {
  it('to the commit of a claim, the next claim takes the same takedowns again, and queues them', async () => {
    const one = newTakedown(t.caseId);
    await t.ledger.add([one]);
    relay.loseAnswerTo('COMMIT');
    await expect(claim(beyond, T0)).rejects.toThrow();
    const key = intentFor(one.id).key;
    expect((await t.ledger.load(one.id))?.lease).toEqual({ worker: 'w1', until: UNTIL });
    expect((await claim(t, T0 + 500)).jobs).toEqual([]);
    expect((await claim(beyond, T0 + 500)).jobs).toEqual([{ id: key, takedownId: one.id, kind: 'email' }]);
    // It is nobody's doubt any more: the lease is not given back a second time.
    expect((await claim(beyond, T0 + 1_000)).jobs).toEqual([]);
  });

  it('to a begin, the same call made again is answered; a later run is not', async () => {
    const one = newTakedown(t.caseId);
    await t.ledger.add([one]);
    await claim(t, T0);
    const key = intentFor(one.id).key;
    relay.loseAnswerTo(key);
    await expect(beyond.ledger.begin(key, 'w1', T0 + 1, UNTIL)).rejects.toThrow();
    expect(await beyond.ledger.begin(key, 'w1', T0 + 2, UNTIL)).toBeUndefined();
    expect(await beyond.ledger.begin(key, 'w2', T0 + 1, UNTIL)).toBeUndefined();
    expect((await beyond.ledger.begin(key, 'w1', T0 + 1, UNTIL))?.stored.takedown.id).toBe(one.id);
    expect(await beyond.ledger.commit(key, 'w1', T0 + 3)).toBe(true);
    expect(await beyond.ledger.begin(key, 'w1', T0 + 1, UNTIL)).toBeUndefined();
  });
});
