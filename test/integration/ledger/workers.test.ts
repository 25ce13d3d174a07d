import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Lease, VersionConflict } from '../../../src/flow/ledger.ts';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import { DEAD_AFTER } from '../../../src/ledger/store/claim/workers.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, sendStep, settled, T0 } from './support/takedowns.ts';

let t: TestLedger;
let other: LedgerHandle;
beforeAll(async () => {
  t = await testLedger();
  other = await t.another();
});
beforeEach(async () => {
  await t.clear();
  await t.sql('DELETE FROM redress.workers');
});
afterAll(() => t.end());

const UNTIL = T0 + 120_000;
const LATER = T0 + 20_000;
const PACE = () => ({ perMinute: 100_000, concurrency: 10_000 });

function claim(worker: string, now: number) {
  return t.ledger.claim(
    { now, limit: 100, worker, room: new Map([['email', 1_000]]), pace: PACE },
    // A takedown whose intent is on record is only leased anew, as the flow does it.
    (stored) =>
      stored.open === undefined
        ? sendStep(stored, now, worker)
        : {
            change: changeOf(stored, [], { plan: stored.plan, lease: { until: now + 120_000, worker } }),
            job: { id: stored.open.key, takedownId: stored.takedown.id, kind: 'email' },
          },
  );
}

/** A takedown that this worker claimed, and whose attempt it began. */
async function begunBy(
  worker: string,
): Promise<{ readonly id: string; readonly key: string; readonly lease: Lease }> {
  const one = newTakedown(t.caseId);
  await t.ledger.add([one]);
  await claim(worker, T0);
  const key = intentFor(one.id).key;
  const begun = await t.ledger.begin(key, worker, T0, UNTIL);
  return { id: one.id, key, lease: { worker, until: begun?.leaseUntil ?? 0 } };
}

/** As the database saw it: heard without a pause for a minute until so many ms ago. */
async function heard(worker: string, ago: number): Promise<void> {
  await t.sql(
    `INSERT INTO redress.workers (id, role, seen_at, steady_since)
     VALUES ($1, 'worker', now() - $2 * interval '1 ms', now() - interval '1 minute')`,
    [worker, ago],
  );
}

const lease = (id: string) =>
  t.sql<{ by: string; until: number }>(
    'SELECT lease_by AS by, lease_until::float8 AS until FROM redress.takedowns WHERE id = $1',
    [id],
  );

describe('a process that gives no sign of life', () => {
  it('loses its work: it is due at once, and another begins and commits it', async () => {
    const { id, key } = await begunBy('dead');
    await heard('dead', DEAD_AFTER + 1_000);
    await heard('alive', 1_000);
    const dead = await other.workers.beat('alive', 'worker');
    expect(dead).toEqual(['dead']);
    expect(await other.workers.takeBack(dead, LATER)).toEqual([{ worker: 'dead', count: 1 }]);
    expect(await lease(id)).toEqual([{ by: 'dead', until: LATER }]);
    expect((await claim('alive', LATER)).jobs).toEqual([{ id: key, takedownId: id, kind: 'email' }]);
    expect(await t.ledger.begin(key, 'alive', LATER, LATER + 120_000)).toBeDefined();
    expect(await t.ledger.commit(key, 'alive', LATER)).toBe(true);
  });

  it('cannot commit any more should it live after all, even if nobody has claimed its work yet', async () => {
    const { key } = await begunBy('slow');
    await heard('slow', DEAD_AFTER + 1_000);
    await heard('alive', 0);
    await other.workers.takeBack(await other.workers.beat('alive', 'worker'), LATER);
    await t.workers.beat('slow', 'worker');
    expect(await t.ledger.commit(key, 'slow', T0 + 1)).toBe(false);
  });

  it('cannot write what came of a run that it had not committed: another run may be at it', async () => {
    const { id, key, lease: held } = await begunBy('slow');
    const before = await t.ledger.load(id);
    if (before === undefined) throw new Error('lost');
    await heard('slow', DEAD_AFTER + 1_000);
    await heard('alive', 0);
    await other.workers.takeBack(await other.workers.beat('alive', 'worker'), LATER);
    const late = changeOf(before, [settled(key, LATER)], {
      plan: duePlan(),
      settles: { key, result: 'retry', code: 'smtp_421' },
      holder: held,
    });
    await expect(t.ledger.save(late)).rejects.toThrow(VersionConflict);
    expect((await t.ledger.load(id))?.open).toEqual({ key, state: 'intended' });
    // Nor when it is the one that took the takedown anew.
    await claim('slow', LATER);
    await t.ledger.begin(key, 'slow', LATER, LATER + 120_000);
    await expect(t.ledger.save(late)).rejects.toThrow(VersionConflict);
    const own = { worker: 'slow', until: LATER + 120_000 };
    await t.ledger.save({ ...late, holder: own });
    expect((await t.ledger.load(id))?.open).toBeUndefined();
  });

  it('leaves what it committed as committed, so that nobody sends it again unasked', async () => {
    const { id, key } = await begunBy('dead');
    expect(await t.ledger.commit(key, 'dead', T0 + 1)).toBe(true);
    await heard('dead', DEAD_AFTER + 1_000);
    await heard('alive', 0);
    await other.workers.takeBack(await other.workers.beat('alive', 'worker'), LATER);
    const seen: unknown[] = [];
    await t.ledger.claim(
      { now: LATER, limit: 100, worker: 'alive', room: new Map([['email', 1_000]]), pace: PACE },
      (stored) => {
        seen.push(stored.open);
        return undefined;
      },
    );
    expect(seen).toEqual([{ key, state: 'committed' }]);
    expect(await t.ledger.begin(key, 'alive', LATER, LATER + 120_000)).toBeUndefined();
    expect((await lease(id))[0]?.until).toBe(LATER);
  });

  it('is forgotten after a while, with its work', async () => {
    await heard('long-dead', 5 * 60_000);
    await heard('alive', 0);
    expect(await t.workers.takeBack(await t.workers.beat('alive', 'worker'), LATER)).toEqual([]);
    expect(await t.workers.beat('alive', 'worker')).toEqual([]);
    expect(await t.sql('SELECT id FROM redress.workers')).toEqual([{ id: 'alive' }]);
  });
});

describe('the work of a process', () => {
  it('that lives is left alone, and so is that of one that never signed on (an older version)', async () => {
    const living = await begunBy('living');
    const older = await begunBy('older');
    await heard('living', DEAD_AFTER - 3_000);
    await heard('alive', 0);
    expect(await t.workers.beat('alive', 'worker')).toEqual([]);
    expect(await t.workers.takeBack(['living', 'older'], LATER)).toEqual([]);
    for (const { key, lease: held } of [living, older])
      expect(await t.ledger.commit(key, held.worker, T0 + 1)).toBe(true);
  });

  it('that gives a sign between being found dead and being taken back is left alone', async () => {
    const { key } = await begunBy('late');
    await heard('late', DEAD_AFTER + 1_000);
    await heard('alive', 0);
    const dead = await t.workers.beat('alive', 'worker');
    expect(dead).toEqual(['late']);
    await other.workers.beat('late', 'worker');
    expect(await t.workers.takeBack(dead, LATER)).toEqual([]);
    expect(await t.ledger.commit(key, 'late', T0 + 1)).toBe(true);
  });
});

describe('who judges', () => {
  it.each([
    ['has only just come', undefined],
    ['was not heard for a while itself, as after an outage of the database', DEAD_AFTER + 5_000],
    ['was not heard for half of the time', DEAD_AFTER / 2 + 500],
    ['was heard in the future, before the clock of the database was set back', -60_000],
  ])('finds nobody dead when it %s', async (_, ago) => {
    await heard('quiet', DEAD_AFTER + 10_000);
    if (ago !== undefined) await heard('judge', ago);
    expect(await t.workers.beat('judge', 'worker')).toEqual([]);
  });

  it('has been heard without a pause for as long as it takes to be dead', async () => {
    await heard('quiet', DEAD_AFTER + 10_000);
    await heard('judge', 1_000);
    expect(await t.workers.beat('judge', 'worker')).toEqual(['quiet']);
  });

  it('takes a sign of life from the far future for none', async () => {
    await heard('judge', 1_000);
    await heard('before-the-clock-was-set', -3_600_000);
    expect(await t.workers.beat('judge', 'worker')).toEqual(['before-the-clock-was-set']);
  });
});

describe('when the queue may have lost what a process queued', () => {
  it('what nobody has begun is due again at once; what runs or was committed is not touched', async () => {
    const [running, committed] = [await begunBy('w1'), await begunBy('w1')];
    expect(await t.ledger.commit(committed.key, 'w1', T0 + 1)).toBe(true);
    const queued = newTakedown(t.caseId);
    await t.ledger.add([queued]);
    await claim('w1', T0 + 1);
    const elsewhere = newTakedown(t.caseId);
    await t.ledger.add([elsewhere]);
    await claim('w2', T0 + 1);
    expect(await t.workers.giveBackUnbegun('w1', LATER)).toBe(1);
    expect((await claim('w1', LATER)).jobs.map((job) => job.takedownId)).toEqual([queued.id]);
    expect(await t.ledger.commit(running.key, 'w1', LATER)).toBe(true);
    expect((await t.ledger.load(committed.id))?.lease).toEqual(committed.lease);
    expect((await t.ledger.load(elsewhere.id))?.lease?.worker).toBe('w2');
  });
});

describe('a process that leaves', () => {
  it('is off the list, unless it leaves work behind for others to find', async () => {
    await begunBy('busy');
    for (const worker of ['busy', 'idle']) {
      await t.workers.beat(worker, 'worker');
      await t.workers.leave(worker);
    }
    expect(await t.sql('SELECT id, role FROM redress.workers')).toEqual([{ id: 'busy', role: 'worker' }]);
  });
});
