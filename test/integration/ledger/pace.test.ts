import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimOptions, Pace, Stored } from '../../../src/flow/ledger.ts';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, newTakedown, sendStep, settled, T0 } from './support/takedowns.ts';

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

/** Ends what a claim began, as an effect that succeeded. */
async function finish(handle: LedgerHandle, id: string, at: number): Promise<void> {
  const stored = await handle.ledger.load(id);
  if (stored?.open === undefined) throw new Error('nothing is open');
  await handle.ledger.save(
    changeOf(stored, [settled(stored.open.key, at)], {
      settles: { key: stored.open.key, result: 'sent', code: 'smtp_250' },
      plan: duePlan({ status: 'waiting', dueAt: null, effect: null, recipient: null }),
    }),
  );
}

describe('pace', () => {
  it('leases no more at once than a recipient stands, over all processes', async () => {
    const ids = await addMany(20);
    const other = await t.another();
    const narrow = options({ pace: () => ({ perMinute: 100_000, concurrency: 3 }) });
    const claims = await Promise.all([t, other, t, other].map((one) => one.ledger.claim(narrow, sends(T0))));
    const first = claims.flatMap((claim) => claim.jobs);
    expect(first).toHaveLength(3);
    await finish(other, first[0]?.takedownId ?? '', T0 + 1);
    const next = await t.ledger.claim({ ...narrow, now: T0 + 100 }, sends(T0 + 100));
    expect(next.jobs).toHaveLength(1);
    expect(ids).toContain(next.jobs[0]?.takedownId);
  });

  it('waits for one that acts long after it was given out', async () => {
    await addMany(20);
    const slow = options({ pace: () => ({ perMinute: 60, concurrency: 4 }) });
    const interval = 65_000 / 57;
    const { jobs } = await t.ledger.claim(slow, sends(T0));
    expect(jobs).toHaveLength(4);
    // All four are over, and the pace allows four more.
    const later = T0 + Math.ceil(5 * interval);
    for (const { takedownId } of jobs.slice(1)) await finish(t, takedownId, later);
    const late = jobs[0]?.takedownId ?? '';
    await t.ledger.countLate(late, slow.pace, later, 5_000);
    await finish(t, late, later);
    expect((await t.ledger.claim({ ...slow, now: later }, sends(later))).jobs).toHaveLength(3);
    const [paced] = await t.sql<{ free_at: number }>(
      "SELECT free_at::float8 FROM redress.paces WHERE effect = 'email' AND recipient = 'bigsite'",
    );
    expect(paced?.free_at).toBe(Math.ceil(later + interval));
    // What is nobody's is nothing to count.
    await t.ledger.countLate(late, slow.pace, later, 5_000);
    expect(
      await t.sql(
        "SELECT free_at::float8 FROM redress.paces WHERE effect = 'email' AND recipient = 'bigsite'",
      ),
    ).toEqual([paced]);
  });

  it('counts each effect of a recipient by itself', async () => {
    await addMany(2, { plan: { effect: 'email' } });
    await addMany(2, { plan: { effect: 'check' } });
    const one = options({ pace: () => ({ perMinute: 1000, concurrency: 1 }) });
    const { jobs } = await t.ledger.claim(one, sends(T0));
    expect(jobs.map((job) => job.kind).sort()).toEqual(['check', 'email']);
  });

  it('never starts more in a minute than a recipient stands, and comes close to it', async () => {
    await addMany(60);
    const pace = options({ pace: () => ({ perMinute: 20, concurrency: 4 }) });
    const starts: number[] = [];
    for (let now = T0; now <= T0 + 120_000; now += 500) {
      const { jobs } = await t.ledger.claim({ ...pace, now }, sends(now));
      for (const job of jobs) {
        starts.push(now);
        await finish(t, job.takedownId, now);
      }
    }
    for (const start of starts) {
      const minute = starts.filter((other) => other >= start && other < start + 60_000);
      expect(minute.length).toBeLessThanOrEqual(20);
    }
    expect(starts.length).toBeGreaterThanOrEqual(34);
    expect(starts.filter((start) => start === T0)).toHaveLength(4);
  });

  it('says when the next one may go', async () => {
    await addMany(2);
    expect(await t.ledger.nextDueAt(['email'])).toBe(T0);
    expect(await t.ledger.nextDueAt(['form'])).toBeNull();
    await t.ledger.claim(
      options({ pace: () => ({ perMinute: 1, concurrency: 1 }) }),
      sends(T0, 'w1', 90_000),
    );
    // A minute, and what the way to the desk may make of it.
    expect(await t.ledger.nextDueAt(['email'])).toBe(T0 + 65_000);
  });

  it('is kept from then on when the clock was set back, and nobody waits until it has caught up', async () => {
    await addMany(10);
    const HOUR = 3_600_000;
    const pace = options({ pace: () => ({ perMinute: 20, concurrency: 4 }) });
    const claimAt = async (now: number): Promise<number> => {
      const { jobs } = await t.ledger.claim({ ...pace, now }, sends(now));
      for (const job of jobs) await finish(t, job.takedownId, now);
      return jobs.length;
    };
    expect(await claimAt(T0 + HOUR)).toBe(4);
    expect(await claimAt(T0)).toBe(1);
    expect(await claimAt(T0 + 1)).toBe(0);
    expect(await claimAt(T0 + 4_000)).toBe(1);
  });

  it('files a takedown under the recipient that it is decided for, and claims it there at its pace', async () => {
    const [id] = await addMany(1, { plan: { effect: null, recipient: null, status: 'waiting' } });
    const none = options({ pace: () => ({ perMinute: 100, concurrency: 1 }) });
    const step = (stored: Stored) => {
      const { change } = sendStep(stored, T0, 'w1');
      const job = {
        id: change.opens?.[0]?.key ?? '',
        takedownId: stored.takedown.id,
        kind: 'email',
      } as const;
      return { change, job };
    };
    expect(await t.ledger.claim(none, step)).toEqual({ jobs: [], taken: 1 });
    expect((await t.ledger.load(id ?? ''))?.plan).toMatchObject({
      effect: 'email',
      recipient: 'bigsite',
      dueAt: T0,
    });
    expect((await t.ledger.claim(none, step)).jobs).toHaveLength(1);
  });
});
