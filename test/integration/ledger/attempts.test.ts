import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, sendStep, T0 } from './support/takedowns.ts';

let t: TestLedger;
let other: LedgerHandle;
beforeAll(async () => {
  t = await testLedger();
  other = await t.another();
});
afterAll(() => t.end());

const UNTIL = T0 + 120_000;

/** A takedown whose attempt was claimed and queued. */
async function claimed(): Promise<{ readonly id: string; readonly key: string }> {
  const one = newTakedown(t.caseId);
  await t.ledger.add([one]);
  await t.ledger.claim(
    {
      now: T0,
      limit: 100,
      worker: 'claimer',
      room: new Map([['email', 1_000]]),
      pace: () => ({ perMinute: 100_000, concurrency: 10_000 }),
    },
    (stored) => sendStep(stored, T0, 'claimer'),
  );
  return { id: one.id, key: intentFor(one.id).key };
}

async function write(
  id: string,
  event: Parameters<typeof changeOf>[1][number],
  lease: 'keep' | null = 'keep',
) {
  const stored = await t.ledger.load(id);
  if (stored === undefined) throw new Error('lost');
  await t.ledger.save(changeOf(stored, [event], { lease, plan: duePlan() }));
}

describe('beginning', () => {
  it('gives an attempt to one of many workers', async () => {
    const { key } = await claimed();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? t : other).ledger.begin(key, `w${index}`, T0, UNTIL),
      ),
    );
    expect(answers.filter((answer) => answer)).toHaveLength(1);
  });

  it('is refused to the same worker a second time: its first run may still be at it', async () => {
    const { key } = await claimed();
    expect(await t.ledger.begin(key, 'w1', T0, UNTIL)).toBeDefined();
    expect(await t.ledger.begin(key, 'w1', T0 + 1, UNTIL)).toBeUndefined();
  });

  it('is given to another when the lease has run out', async () => {
    const { key } = await claimed();
    expect(await t.ledger.begin(key, 'w1', T0, UNTIL)).toBeDefined();
    expect(await t.ledger.begin(key, 'w2', UNTIL - 1, UNTIL * 2)).toBeUndefined();
    expect(await t.ledger.begin(key, 'w2', UNTIL, UNTIL + 1000)).toBeDefined();
    expect(await t.ledger.commit(key, 'w1', UNTIL + 1)).toBe(false);
    expect(await t.ledger.commit(key, 'w2', UNTIL + 1)).toBe(true);
  });

  it('is given again at once when the first worker handed the takedown back', async () => {
    const { id, key } = await claimed();
    expect(await t.ledger.begin(key, 'w1', T0, UNTIL)).toBeDefined();
    await write(id, { type: 'polled', at: T0, noticeKey: 'n1', code: 'handed_back' }, null);
    expect(await t.ledger.commit(key, 'w1', T0 + 1)).toBe(false);
    expect(await t.ledger.begin(key, 'w2', T0 + 1, UNTIL)).toBeDefined();
  });

  it('is refused for what is unknown, settled or stopped', async () => {
    expect(await t.ledger.begin('nothing-1', 'w1', T0, UNTIL)).toBeUndefined();
    const { id, key } = await claimed();
    await write(id, { type: 'withdrawn', at: T0, by: 'ada' });
    expect(await t.ledger.begin(key, 'w1', T0, UNTIL)).toBeUndefined();
  });
});

describe('committing', () => {
  it('happens once, and only for the worker that began', async () => {
    const { id, key } = await claimed();
    expect(await t.ledger.commit(key, 'w1', T0)).toBe(false);
    await t.ledger.begin(key, 'w1', T0, UNTIL);
    expect(await t.ledger.commit(key, 'w2', T0)).toBe(false);
    expect(await t.ledger.commit(key, 'w1', T0)).toBe(true);
    expect(await t.ledger.commit(key, 'w1', T0)).toBe(false);
    expect((await t.ledger.load(id))?.open).toEqual({ key, state: 'committed' });
    expect(await t.ledger.begin(key, 'w2', UNTIL * 2, UNTIL * 3)).toBeUndefined();
  });

  it('is refused after the lease', async () => {
    const { key } = await claimed();
    await t.ledger.begin(key, 'w1', T0, UNTIL);
    expect(await t.ledger.commit(key, 'w1', UNTIL)).toBe(false);
  });

  it.each([
    ['was withdrawn', { type: 'withdrawn', at: T0, by: 'ada' }],
    ['shows a minor', { type: 'closed', at: T0, outcome: 'minor_route' }],
  ] as const)('is refused when the takedown %s meanwhile', async (_, event) => {
    const { id, key } = await claimed();
    await t.ledger.begin(key, 'w1', T0, UNTIL);
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    const plan = duePlan({ status: event.type === 'closed' ? 'ended' : 'waiting' });
    await t.ledger.save(changeOf(stored, [event], { lease: 'keep', plan }));
    expect(await t.ledger.commit(key, 'w1', T0 + 1)).toBe(false);
  });

  it('and withdrawing at the same moment come one after the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, key } = await claimed();
      await t.ledger.begin(key, 'w1', T0, UNTIL);
      const [committed] = await Promise.all([
        other.ledger.commit(key, 'w1', T0 + 1),
        write(id, { type: 'withdrawn', at: T0 + 1, by: 'ada' }),
      ]);
      expect((await t.ledger.load(id))?.open?.state).toBe(committed ? 'committed' : 'intended');
    }
  });
});
