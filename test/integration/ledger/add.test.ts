import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyCase } from '../../support/only-case.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { changeOf, intentFor, newTakedown, T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

async function added(of: Parameters<typeof newTakedown>[1] = {}) {
  const one = newTakedown(t.caseId, of);
  await t.ledger.add([one]);
  const stored = await t.ledger.load(one.id);
  if (stored === undefined) throw new Error('not stored');
  return { one, stored };
}

describe('adding', () => {
  it('gives back what was added, with its plan, its case reference and its notice', async () => {
    const { one, stored } = await added({ plan: { deadlineAt: T0 + 1000 } });
    expect(stored.takedown).toEqual(one.state);
    expect(stored.plan).toEqual(one.plan);
    expect(stored.caseReference).toBe('case 2025/0001');
    expect(stored.open).toBeUndefined();
    expect((await t.ledger.facts(one.id))?.red).toEqual(one.red);
  });

  it('answers a URL that the helpline has open with the takedown that holds it', async () => {
    const { one } = await added();
    const again = newTakedown(t.caseId, { url: one.normalisedUrl ?? '' });
    const other = newTakedown(t.caseId);
    expect(await t.ledger.add([again, other])).toEqual([{ duplicateOf: one.id }, { id: other.id }]);
    expect(await t.ledger.load(again.id)).toBeUndefined();
  });

  it('finds duplicates within one batch', async () => {
    const one = newTakedown(t.caseId);
    const two = newTakedown(t.caseId, { url: one.normalisedUrl ?? '' });
    expect(await t.ledger.add([one, two])).toEqual([{ id: one.id }, { duplicateOf: one.id }]);
  });

  it('adds one of several that add the same URL at the same moment', async () => {
    const other = await t.another();
    const url = 'https://bigsite.test/post/contested';
    const all = Array.from({ length: 8 }, () => newTakedown(t.caseId, { url }));
    const answers = await Promise.all(
      all.map((one, index) => (index % 2 === 0 ? t : other).ledger.add([one])),
    );
    const ids = answers.flat().flatMap((answer) => ('id' in answer ? [answer.id] : []));
    expect(ids).toHaveLength(1);
    expect(answers.flat().filter((answer) => 'duplicateOf' in answer)).toEqual(
      Array.from({ length: 7 }, () => ({ duplicateOf: ids[0] })),
    );
  });

  it('lets another helpline report the same URL', async () => {
    await t.ledger.saveHelpline({ ...HELPLINE, id: 'helpline_b', name: 'Helpline B' });
    const caseB = await onlyCase(t.ledger, 'helpline_b', 'case 2025/0001');
    expect(caseB).not.toBe(t.caseId);
    const { one } = await added();
    const theirs = { ...newTakedown(caseB, { url: one.normalisedUrl ?? '' }), helplineId: 'helpline_b' };
    expect(await t.ledger.add([theirs])).toEqual([{ id: theirs.id }]);
  });

  it('refuses a case of another helpline', async () => {
    const stranger = { ...newTakedown(t.caseId), helplineId: 'helpline_b' };
    await expect(t.ledger.add([stranger])).rejects.toMatchObject({ code: 'case_unknown' });
  });

  it('keeps the minor route without notice and without URL', async () => {
    const one = { ...newTakedown(t.caseId), red: null, normalisedUrl: null };
    expect(await t.ledger.add([one])).toEqual([{ id: one.id }]);
    expect((await t.ledger.facts(one.id))?.red).toBeUndefined();
    const [row] = await t.sql('SELECT url_hash, open_url, notice FROM redress.takedowns WHERE id = $1', [
      one.id,
    ]);
    expect(row).toEqual({ url_hash: null, open_url: null, notice: null });
  });

  it('writes an attempt that is handed over at once as settled', async () => {
    const one = newTakedown(t.caseId);
    const intent = intentFor(one.id);
    const events = [
      { type: 'intended', at: T0, ...intent },
      {
        type: 'settled',
        at: T0,
        key: intent.key,
        delivery: { result: 'handover', code: 'assisted', reason: 'assisted' },
      },
    ] as const;
    const change = changeOf({ takedown: one.state, plan: one.plan }, events);
    await t.ledger.add([
      { ...one, events: [...one.events, ...change.events], state: change.state, opens: [intent] },
    ]);
    expect((await t.ledger.load(one.id))?.open).toBeUndefined();
    const [row] = await t.sql('SELECT state, result, code FROM redress.attempts WHERE key = $1', [
      intent.key,
    ]);
    expect(row).toEqual({ state: 'settled', result: 'handover', code: 'assisted' });
  });
});
