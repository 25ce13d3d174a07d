import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

const POLICY = { failures: 3, pause: 1_000, maxPause: 3_000 };
const fail = (at: number, times = 1) =>
  Array.from({ length: times }).reduce<Promise<void>>(
    (before) => before.then(() => t.ledger.countFailure('bigsite', 'form', POLICY, at)),
    Promise.resolve(),
  );
const openUntil = async () => (await t.ledger.circuits())[0]?.openUntil;

describe('a circuit', () => {
  beforeEach(() => t.ledger.closeCircuit('bigsite', 'form'));

  it('stays closed until there were enough failures in a row', async () => {
    await fail(T0, 2);
    expect(await t.ledger.circuits()).toEqual([
      { recipient: 'bigsite', channel: 'form', failures: 2, openUntil: null, since: T0 },
    ]);
  });

  it('opens for its pause, and late failures of what was under way do not prolong it', async () => {
    await fail(T0, 3);
    expect(await openUntil()).toBe(T0 + 1_000);
    await fail(T0 + 900, 5);
    expect(await openUntil()).toBe(T0 + 1_000);
  });

  it('rests twice as long after each failed trial, up to its longest pause', async () => {
    await fail(T0, 3);
    await fail(T0 + 1_000);
    expect(await openUntil()).toBe(T0 + 1_000 + 2_000);
    await fail(T0 + 3_000);
    expect(await openUntil()).toBe(T0 + 3_000 + 3_000);
  });

  it('opens at once where one failure is enough', async () => {
    await t.ledger.countFailure('bigsite', 'form', { ...POLICY, failures: 1 }, T0);
    expect(await openUntil()).toBe(T0 + 1_000);
  });

  it('is forgotten when the channel works again', async () => {
    await fail(T0, 3);
    await t.ledger.closeCircuit('bigsite', 'form');
    expect(await t.ledger.circuits()).toEqual([]);
  });

  it('counts what many processes see at once', async () => {
    const other = await t.another();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? t : other).ledger.countFailure(
          'bigsite',
          'form',
          { ...POLICY, failures: 100 },
          T0,
        ),
      ),
    );
    expect((await t.ledger.circuits())[0]?.failures).toBe(40);
  });
});

describe('the stop switch', () => {
  it('keeps who stopped first, and is ended by scope', async () => {
    await t.ledger.stop({ scope: '*', at: T0, by: 'ada', why: 'a wrong template' });
    await t.ledger.stop({ scope: '*', at: T0 + 5, by: 'bob', why: 'the same' });
    expect(await t.ledger.stops()).toEqual([{ scope: '*', at: T0, by: 'ada', why: 'a wrong template' }]);
    expect(await t.ledger.resume('*')).toBe(true);
    expect(await t.ledger.resume('*')).toBe(false);
    expect(await t.ledger.stops()).toEqual([]);
  });
});
