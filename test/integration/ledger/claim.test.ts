import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimOptions, Pace, Stored } from '../../../src/flow/ledger.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, sendStep, T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
beforeEach(() => t.clear());
afterAll(() => t.end());

const WIDE: Pace = { perMinute: 100_000, concurrency: 10_000 };

function options(of: Partial<ClaimOptions> = {}): ClaimOptions {
  return {
    now: T0,
    limit: 100,
    worker: 'w1',
    room: new Map([
      ['email', 1_000],
      ['form', 1_000],
      ['api', 1_000],
      ['check', 1_000],
    ]),
    pace: () => WIDE,
    ...of,
  };
}

const sends =
  (now: number, worker = 'w1', lease = 120_000) =>
  (stored: Stored) =>
    sendStep(stored, now, worker, lease);

async function addMany(
  count: number,
  of: Parameters<typeof newTakedown>[1] = {},
): Promise<readonly string[]> {
  const all = Array.from({ length: count }, () => newTakedown(t.caseId, of));
  await t.ledger.add(all);
  return all.map((one) => one.id);
}

describe('claiming', () => {
  it('takes what is due, writes the intent and the lease, and answers the jobs', async () => {
    const [id] = await addMany(1);
    await addMany(1, { plan: { dueAt: T0 + 1 } });
    await addMany(1, { plan: { dueAt: null, effect: null, status: 'person' } });
    const claimed = await t.ledger.claim(options(), sends(T0));
    const key = intentFor(id ?? '').key;
    expect(claimed).toEqual({ jobs: [{ id: key, takedownId: id, kind: 'email' }], taken: 1 });
    expect((await t.ledger.load(id ?? ''))?.open).toEqual({ key, state: 'intended' });
    expect(await t.ledger.claim(options(), sends(T0))).toEqual({ jobs: [], taken: 0 });
    expect((await t.verifyAudit()).breaks).toEqual([]);
  });

  it('takes only the kinds it is asked for, and waits that end besides', async () => {
    await addMany(1, { plan: { effect: 'form' } });
    const [wait] = await addMany(1, { plan: { effect: null, recipient: null, status: 'waiting' } });
    const seen: string[] = [];
    await t.ledger.claim(options({ room: new Map([['email', 1_000]]) }), (stored) => {
      seen.push(stored.takedown.id);
      return { change: changeOf(stored, [], { plan: duePlan({ dueAt: null, effect: null }) }) };
    });
    expect(seen).toEqual([wait]);
  });

  it('never gives one takedown to two claimers', async () => {
    const ids = await addMany(200);
    const other = await t.another();
    const rounds = await Promise.all(
      [t, other, t, other].map(async (handle, index) => {
        const got: string[] = [];
        for (let round = 0; round < 6; round += 1) {
          const worker = `w${index}`;
          const { jobs } = await handle.ledger.claim(options({ limit: 17, worker }), sends(T0, worker));
          got.push(...jobs.map((job) => job.takedownId));
        }
        return got;
      }),
    );
    const all = rounds.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(200);
    expect(new Set(all)).toEqual(new Set(ids));
    const [rows] = await t.sql<{ count: number }>('SELECT count(*)::int FROM redress.attempts');
    expect(rows?.count).toBe(200);
  });

  it('takes the nearest deadline first, then the oldest', async () => {
    const late = await addMany(1, { at: T0 - 3000, plan: { deadlineAt: T0 + 9000 } });
    const none = await addMany(1, { at: T0 - 9000 });
    const soon = await addMany(1, { at: T0 - 1000, plan: { deadlineAt: T0 + 1000 } });
    const older = await addMany(1, { at: T0 - 2000, plan: { deadlineAt: T0 + 1000 } });
    const order: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const { jobs } = await t.ledger.claim(options({ limit: 1 }), sends(T0));
      order.push(...jobs.map((job) => job.takedownId));
    }
    expect(order).toEqual([...older, ...soon, ...late, ...none]);
  });

  it('does not let the backlog of one recipient delay the others', async () => {
    await addMany(300, { plan: { recipient: 'bigsite', deadlineAt: T0 + 1 } });
    const small = await addMany(3, { plan: { recipient: 'smallsite' } });
    const third = await addMany(3, { plan: { recipient: 'thirdsite' } });
    const { jobs } = await t.ledger.claim(options({ limit: 30 }), sends(T0));
    expect(jobs).toHaveLength(30);
    const taken = jobs.map((job) => job.takedownId);
    expect(taken).toEqual(expect.arrayContaining([...small, ...third]));
    // In turn, so that they are not last in the queue either.
    expect(taken.slice(0, 9)).toEqual(expect.arrayContaining([...small, ...third]));
  });

  it('serves in turn when there is not one for each recipient', async () => {
    for (const recipient of ['a', 'b', 'c', 'd']) {
      await addMany(2, { plan: { recipient } });
    }
    const served: (string | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const now = T0 + turn;
      await t.ledger.claim(options({ now, limit: 1 }), (stored) => {
        served.push(stored.plan.recipient);
        return sendStep(stored, now, 'w1');
      });
    }
    expect([...served].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('leases', () => {
  it('gives a takedown to others when its lease has run out, and says which attempt is open', async () => {
    const [id] = await addMany(1);
    const key = intentFor(id ?? '').key;
    await t.ledger.claim(options(), sends(T0));
    expect(await t.ledger.begin(key, 'w1', T0, T0 + 120_000)).toBeDefined();
    expect(await t.ledger.commit(key, 'w1', T0 + 1)).toBe(true);
    const seen: Stored['open'][] = [];
    const look = (stored: Stored) => {
      seen.push(stored.open);
      return undefined;
    };
    await t.ledger.claim(options({ now: T0 + 119_999 }), look);
    expect(seen).toEqual([]);
    await t.ledger.claim(options({ now: T0 + 120_000 }), look);
    expect(seen).toEqual([{ key, state: 'committed' }]);
  });

  it('still counts a leased takedown whose plan names no effect towards the pace it was claimed for', async () => {
    await addMany(3);
    const one = { pace: () => ({ perMinute: 1000, concurrency: 1 }) };
    expect((await t.ledger.claim(options(one), sends(T0))).jobs).toHaveLength(1);
    expect((await t.ledger.claim(options({ ...one, now: T0 + 5000 }), sends(T0 + 5000))).jobs).toEqual([]);
  });

  it('keeps the lease when a person writes meanwhile', async () => {
    const [id] = await addMany(1);
    await t.ledger.claim(options(), sends(T0));
    const stored = await t.ledger.load(id ?? '');
    if (stored === undefined) throw new Error('lost');
    const said = { type: 'polled', at: T0 + 1, noticeKey: 'n1', code: 'x' } as const;
    await t.ledger.save(changeOf(stored, [said], { lease: 'keep', plan: duePlan() }));
    expect((await t.ledger.claim(options({ now: T0 + 2 }), sends(T0 + 2))).taken).toBe(0);
  });

  it('leaves a takedown alone for which there is nothing to do', async () => {
    const [id] = await addMany(1);
    expect(await t.ledger.claim(options(), () => undefined)).toEqual({ jobs: [], taken: 0 });
    expect((await t.ledger.load(id ?? ''))?.takedown.version).toBe(1);
  });

  it('sets aside what cannot be decided, and takes the rest', async () => {
    const [bad] = await addMany(1, { at: T0 - 5 });
    const good = await addMany(2);
    const step = (stored: Stored) => {
      if (stored.takedown.id === bad) throw new Error('a bug in deciding');
      return sendStep(stored, T0, 'w1');
    };
    const { jobs } = await t.ledger.claim(options(), step);
    expect(jobs.map((job) => job.takedownId).sort()).toEqual([...good].sort());
    expect((await t.ledger.claim(options({ now: T0 + 1000 }), step)).taken).toBe(0);
    expect((await t.ledger.load(bad ?? ''))?.plan.dueAt).toBe(T0 + 300_000);
  });
});
