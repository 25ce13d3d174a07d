import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EffectJob, EffectKind } from '../../../src/flow/ports.ts';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, sendStep, settled, T0 } from './support/takedowns.ts';

let t: TestLedger;
let other: LedgerHandle;
beforeAll(async () => {
  t = await testLedger();
  other = await t.another();
});
beforeEach(() => t.clear());
afterAll(() => t.end());

const LEASE = 120_000;
const UNTIL = T0 + LEASE;

async function claim(now = T0, on: LedgerHandle = t, worker = 'w1') {
  const { jobs } = await on.ledger.claim(
    {
      now,
      limit: 100,
      worker,
      room: new Map<EffectKind, number>([
        ['email', 100],
        ['form', 100],
        ['check', 100],
      ]),
      pace: () => ({ perMinute: 100_000, concurrency: 10_000 }),
    },
    (stored) => {
      const { takedown, open, plan } = stored;
      if (plan.effect === 'check') {
        const change = changeOf(stored, [], { lease: { until: now + LEASE, worker } });
        return { change, job: { id: `check-${takedown.id}`, takedownId: takedown.id, kind: 'check' } };
      }
      if (open === undefined && takedown.sends.length === 0) return sendStep(stored, now, worker);
      const key = open?.key;
      const intent = intentFor(takedown.id, 'bigsite', key === undefined ? 2 : 1);
      return {
        change: changeOf(stored, key === undefined ? [{ type: 'intended', at: now, ...intent }] : [], {
          opens: key === undefined ? [intent] : [],
          lease: { until: now + LEASE, worker },
        }),
        job: { id: key ?? intent.key, takedownId: takedown.id, kind: 'email' },
      };
    },
  );
  return jobs;
}

/** A takedown that was just claimed for this effect. */
async function claimed(effect: EffectKind = 'email') {
  const one = newTakedown(t.caseId, { plan: { effect } });
  await t.ledger.add([one]);
  const [job] = await claim();
  if (job === undefined) throw new Error('nothing was claimed');
  return { id: one.id, job: job.id, effect: job };
}

const nothing: EffectJob = { id: 'nothing-1', takedownId: 'td_nothing', kind: 'email' };

const committed = async (key: string) =>
  (
    await t.sql(
      'SELECT state, worker, begun_at::float8 AS begun, lease_until::float8 AS until FROM redress.attempts WHERE key = $1',
      [key],
    )
  )[0];

describe('what a claim has read', () => {
  it('is what the ledger says of the takedown then, with its notice and its helpline', async () => {
    const { id, job, effect } = await claimed();
    const kept = t.ledger.claimedFacts(effect, T0 + 1);
    const now = await t.ledger.facts(id);
    expect(kept).toEqual({ ...now, leaseUntil: UNTIL, claimedUntil: UNTIL });
    expect(kept?.red?.content).toEqual({ post: 'canary-content' });
    expect(kept?.stored.lease).toEqual({ worker: 'w1', until: UNTIL });
    expect(kept?.stored.open).toEqual({ key: job, state: 'intended' });
    expect(kept?.stored.caseReference).toBe('case 2025/0001');
  });

  it('is what is written upon: its chain goes on without reading it again', async () => {
    const { id, job, effect } = await claimed();
    const kept = t.ledger.claimedFacts(effect, T0 + 1);
    if (kept === undefined) throw new Error('not kept');
    const change = changeOf(kept.stored, [settled(job, T0 + 2)], {
      settles: { key: job, result: 'sent', code: 'smtp_250' },
    });
    await t.ledger.save(change);
    expect((await t.ledger.load(id))?.takedown.sends[0]?.delivery).toMatchObject({ code: 'smtp_250' });
    expect((await t.verifyAudit()).breaks).toEqual([]);
  });

  it('quotes the references of earlier notices', async () => {
    const { id, job } = await claimed();
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    await t.ledger.save(
      changeOf(stored, [settled(job, T0 + 1)], {
        plan: duePlan(),
        settles: { key: job, result: 'sent', code: 'smtp_250', red: { reference: 'REF-1' } },
      }),
    );
    const [again] = await claim(T0 + 10);
    const kept = t.ledger.claimedFacts(again ?? nothing, T0 + 11);
    expect(kept?.references).toEqual([{ noticeKey: intentFor(id).noticeKey, reference: 'REF-1' }]);
    const until = T0 + 10 + LEASE;
    expect(kept).toEqual({ ...(await t.ledger.facts(id)), leaseUntil: until, claimedUntil: until });
  });

  it('says for a question about a report by which reference it is known', async () => {
    const { id, job } = await claimed();
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    const settles = { key: job, result: 'sent', code: 'http_200', red: { reference: 'REF-2' } };
    await t.ledger.save(
      changeOf(stored, [settled(job, T0 + 1)], { plan: duePlan({ effect: 'api' }), settles }),
    );
    await t.ledger.claim(
      {
        now: T0 + 10,
        limit: 100,
        worker: 'w1',
        room: new Map([['api', 100]]),
        pace: () => ({ perMinute: 60, concurrency: 2 }),
      },
      (found) => ({
        change: changeOf(found, [], { lease: { until: T0 + 10 + LEASE, worker: 'w1' } }),
        job: { id: `poll-${id}`, takedownId: id, kind: 'api' },
      }),
    );
    const kept = t.ledger.claimedFacts({ id: `poll-${id}`, takedownId: id, kind: 'api' }, T0 + 11);
    expect(kept?.references).toEqual([{ noticeKey: intentFor(id).noticeKey, reference: 'REF-2' }]);
    expect(kept?.stored.open).toBeUndefined();
  });

  it('says for a check what is looked at', async () => {
    const { id, effect } = await claimed('check');
    const kept = t.ledger.claimedSight(effect, T0 + 1);
    expect(kept).toEqual(await t.ledger.sight(id));
    expect(kept?.red?.notice.locations).toHaveLength(1);
    expect(t.ledger.claimedSight(effect, T0 + 1)).toBeUndefined();
  });

  it('is given out once, for a second, and by who claimed', async () => {
    const one = await claimed();
    expect(other.ledger.claimedFacts(one.effect, T0 + 1)).toBeUndefined();
    expect(t.ledger.claimedFacts(nothing, T0 + 1)).toBeUndefined();
    expect(t.ledger.claimedFacts(one.effect, T0 + 999)).toBeDefined();
    expect(t.ledger.claimedFacts(one.effect, T0 + 999)).toBeUndefined();
    const old = await claimed();
    expect(t.ledger.claimedFacts(old.effect, T0 + 1_000)).toBeUndefined();
    const early = await claimed();
    expect(t.ledger.claimedFacts(early.effect, T0 - 1)).toBeUndefined();
  });

  it('is not kept for a form, which begins in the ledger', async () => {
    const { job, effect } = await claimed('form');
    expect(t.ledger.claimedFacts(effect, T0 + 1)).toBeUndefined();
    expect(await t.ledger.begin(job, 'w1', T0 + 1, UNTIL)).toBeDefined();
  });

  it('is old once this process has written to the takedown, and not when it was claimed anew', async () => {
    const { id, job, effect } = await claimed('check');
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    // As the run of an earlier claim does, under the same name.
    const polled = { type: 'polled', at: T0 + 1, noticeKey: 'n1', code: 'late' } as const;
    await t.ledger.save(changeOf(stored, [polled], { plan: duePlan({ effect: 'check' }) }));
    expect(t.ledger.claimedSight(effect, T0 + 2)).toBeUndefined();
    const [again] = await claim(T0 + 3);
    expect(again?.id).toBe(job);
    expect(t.ledger.claimedSight(effect, T0 + 4)?.stored.takedown.version).toBe(stored.takedown.version + 1);
  });

  it('is not lost with those that a claim takes later', async () => {
    const first = await claimed();
    const second = await claimed();
    expect(t.ledger.claimedFacts(first.effect, T0 + 1)).toBeDefined();
    expect(t.ledger.claimedFacts(second.effect, T0 + 1)).toBeDefined();
  });
});

describe('a run that goes by it', () => {
  it('is begun and committed in one, once, and by the worker that claimed', async () => {
    const { job } = await claimed();
    expect(await t.ledger.commit(job, 'w2', T0 + 1, UNTIL)).toBe(false);
    expect(await t.ledger.commit(job, 'w1', T0 + 1)).toBe(false);
    expect(await t.ledger.commit(job, 'w1', T0 + 1, UNTIL)).toBe(true);
    expect(await committed(job)).toEqual({ state: 'committed', worker: 'w1', begun: T0 + 1, until: UNTIL });
    expect(await t.ledger.commit(job, 'w1', T0 + 1, UNTIL)).toBe(false);
    expect(await t.ledger.begin(job, 'w2', UNTIL + 1, UNTIL * 2)).toBeUndefined();
  });

  it('is refused after the lease of the claim', async () => {
    const { job } = await claimed();
    expect(await t.ledger.commit(job, 'w1', UNTIL, UNTIL)).toBe(false);
  });

  it.each(['w1', 'w2'])('is refused once %s has begun it in the ledger', async (worker) => {
    const { job } = await claimed();
    expect(await other.ledger.begin(job, worker, T0 + 1, UNTIL)).toBeDefined();
    expect(await t.ledger.commit(job, 'w1', T0 + 2, UNTIL)).toBe(false);
    expect(await other.ledger.commit(job, worker, T0 + 2)).toBe(true);
  });

  it('is refused once the takedown was given back, and may be begun then', async () => {
    const { job } = await claimed();
    expect(await other.workers.giveBackUnbegun('w1', T0 + 1)).toBe(1);
    expect(await t.ledger.commit(job, 'w1', T0 + 2, UNTIL)).toBe(false);
    expect(await t.ledger.begin(job, 'w1', T0 + 3, UNTIL + 3)).toBeDefined();
    expect(await t.ledger.commit(job, 'w1', T0 + 4)).toBe(true);
  });

  it('is refused once another has claimed the takedown', async () => {
    const { job } = await claimed();
    await other.workers.giveBackUnbegun('w1', T0 + 1);
    expect(await claim(T0 + 2, other, 'w2')).toHaveLength(1);
    expect(await t.ledger.commit(job, 'w1', T0 + 3, UNTIL)).toBe(false);
    expect(await other.ledger.commit(job, 'w2', T0 + 3, T0 + 2 + LEASE)).toBe(true);
  });

  it('is refused once its process was taken for dead', async () => {
    const { job } = await claimed();
    await t.sql(
      `INSERT INTO redress.workers (id, role, seen_at, steady_since)
       VALUES ('w1', 'worker', now() - interval '1 minute', now() - interval '2 minutes')`,
    );
    expect(await other.workers.takeBack(['w1'], T0 + 1)).toEqual([{ worker: 'w1', count: 1 }]);
    expect(await t.ledger.commit(job, 'w1', T0 + 2, UNTIL)).toBe(false);
  });

  it.each([
    ['withdrawn', { type: 'withdrawn', at: T0 + 1, by: 'ada' }],
    ['paused', { type: 'paused', at: T0 + 1, by: 'ada', why: 'other' }],
  ] as const)('is refused when the takedown was %s meanwhile', async (_, event) => {
    const { id, job } = await claimed();
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    await t.ledger.save(changeOf(stored, [event], { lease: 'keep' }));
    expect(await t.ledger.commit(job, 'w1', T0 + 2, UNTIL)).toBe(false);
  });

  it('is refused while its desk is stopped', async () => {
    const { job } = await claimed();
    await t.ledger.stop({ scope: 'bigsite', at: T0, by: 'ada', why: 'test' });
    expect(await t.ledger.commit(job, 'w1', T0 + 1, UNTIL)).toBe(false);
    await t.ledger.resume('bigsite');
    expect(await t.ledger.commit(job, 'w1', T0 + 1, UNTIL)).toBe(true);
  });

  it('and another that begins at the same moment: one of them commits', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { job } = await claimed();
      const [mine, begun] = await Promise.all([
        t.ledger.commit(job, 'w1', T0 + 1, UNTIL),
        other.ledger.begin(job, 'w2', T0 + 1, UNTIL),
      ]);
      const theirs = begun !== undefined && (await other.ledger.commit(job, 'w2', T0 + 2));
      expect([mine, theirs].filter(Boolean)).toHaveLength(1);
    }
  });
});
