import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { type Binding, unseal } from '../../../src/ledger/vault/seal.ts';
import { caseKeyBinding } from '../../../src/ledger/vault/vault.ts';
import { onlyCase } from '../../support/only-case.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, settled, T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

const ENDED = duePlan({ status: 'ended', effect: null, dueAt: null });

/** A case with a takedown whose notice is just being sent. */
async function underWay(reference: string) {
  const caseId = await onlyCase(t.ledger, HELPLINE.id, reference);
  const one = newTakedown(caseId);
  await t.ledger.add([one]);
  const intent = intentFor(one.id);
  await t.ledger.save(
    changeOf({ takedown: one.state, plan: one.plan }, [{ type: 'intended', at: T0, ...intent }], {
      opens: [intent],
    }),
  );
  await t.ledger.begin(intent.key, 'w', T0, T0 + 60_000);
  await t.ledger.commit(intent.key, 'w', T0 + 1);
  return { caseId, id: one.id, intent };
}

async function stored(id: string) {
  const found = await t.ledger.load(id);
  if (found === undefined) throw new Error('lost');
  return found;
}

async function endAndMark(id: string): Promise<void> {
  const events = [
    { type: 'withdrawn', at: T0 + 2, by: 'ada' },
    { type: 'closed', at: T0 + 2, outcome: 'withdrawn' },
    { type: 'erased', at: T0 + 3, by: 'ada' },
  ] as const;
  await t.ledger.save(changeOf(await stored(id), events, { plan: ENDED, lease: 'keep' }));
}

describe('an erased case', () => {
  it('takes in what an effect that was under way brings home, without its words', async () => {
    const { caseId, id, intent } = await underWay('late answer');
    await endAndMark(id);
    const remains = await t.ledger.eraseCase(caseId, 'ada', T0 + 4);
    expect(remains).toMatchObject({
      erasedBy: 'ada',
      sealed: 0,
      counts: { takedowns: 1, events: 5, attempts: 1, checks: 0, tasks: 0 },
      acts: [{ act: 'erased', by: 'ada', at: T0 + 4 }],
    });
    const late = changeOf(await stored(id), [settled(intent.key, T0 + 5)], {
      plan: ENDED,
      settles: {
        key: intent.key,
        result: 'sent',
        code: 'smtp_250',
        red: { reference: 'canary', text: 'canary', evidence: 'canary' },
      },
    });
    await t.ledger.save({
      ...late,
      events: late.events.map((one) => ({ ...one, red: { words: 'canary' } })),
    });
    const shown = await t.views.show(id);
    expect(shown?.attempts).toMatchObject([{ result: 'sent', code: 'smtp_250', text: undefined }]);
    expect((await t.ledger.eraseCase(caseId, 'bob', T0 + 9)).sealed).toBe(0);
    expect(await t.verifyAudit({ id, fold })).toMatchObject({ takedowns: 1, events: 6, breaks: [] });
  });

  it('answers the same when it is erased once more: who and when stay', async () => {
    const { caseId, id } = await underWay('twice');
    await endAndMark(id);
    const first = await t.ledger.eraseCase(caseId, 'ada', T0 + 4);
    expect(await t.ledger.eraseCase(caseId, 'bob', T0 + 9)).toEqual(first);
    const head = (await stored(id)).takedown.version;
    expect(first.takedowns).toMatchObject([
      { id, events: head, head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('is refused while a takedown lacks its mark', async () => {
    const { caseId, id } = await underWay('not marked');
    await t.ledger.save(
      changeOf(await stored(id), [{ type: 'closed', at: T0 + 2, outcome: 'removed' }], { plan: ENDED }),
    );
    await expect(t.ledger.eraseCase(caseId, 'ada', T0 + 4)).rejects.toMatchObject({ code: 'case_open' });
    expect((await t.ledger.facts(id))?.red).toBeDefined();
  });

  it('opens with no key of a dump, though somebody kept a copy of what was sealed', async () => {
    const { caseId, id } = await underWay('kept copy');
    const [copy] = await t.sql<{ notice: Buffer; reference: Buffer }>(
      `SELECT t.notice, c.reference FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
       WHERE t.id = $1`,
      [id],
    );
    if (copy === undefined) throw new Error('nothing to copy');
    const notice: Binding = { table: 'takedowns', column: 'notice', row: id };
    const reference: Binding = { table: 'cases', column: 'reference', row: caseId };
    const wrapping = parseMasterKey(t.key).derive('case-keys');
    const keysInDump = async (): Promise<Buffer[]> => {
      const rows = await t.sql<{ id: string; wrapped_key: Buffer }>(
        'SELECT id, wrapped_key FROM redress.cases WHERE wrapped_key IS NOT NULL',
      );
      return rows.map((row) => unseal(wrapping, row.wrapped_key, caseKeyBinding(row.id)));
    };
    const opens = (key: Buffer): boolean => {
      return [
        { sealed: copy.notice, at: notice },
        { sealed: copy.reference, at: reference },
      ].some(({ sealed, at }) => {
        try {
          return unseal(key, sealed, at).length > 0;
        } catch {
          return false;
        }
      });
    };
    expect((await keysInDump()).filter(opens)).toHaveLength(1);
    await endAndMark(id);
    await t.ledger.eraseCase(caseId, 'ada', T0 + 4);
    const left = [...(await keysInDump()), wrapping, Buffer.from(t.key, 'base64')];
    expect(left.length).toBeGreaterThan(3);
    expect(left.filter(opens)).toEqual([]);
  });
});
