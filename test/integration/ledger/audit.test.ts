import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { canonicalJson } from '../../../src/ledger/audit/canonical.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, newTakedown, T0 } from './support/takedowns.ts';

let t: TestLedger;
let id: string;
let bystander: string;

async function takedown(events: number): Promise<string> {
  const one = newTakedown(t.caseId);
  await t.ledger.add([one]);
  let state = one.state;
  for (let n = 1; n < events; n += 1) {
    const event = { type: 'polled', at: T0 + n, noticeKey: 'n1', code: `code_${n}` } as const;
    const change = changeOf({ takedown: state, plan: one.plan }, [event]);
    await t.ledger.save({ ...change, events: [{ event, red: { words: `answer ${n}` } }] });
    state = change.state;
  }
  return one.id;
}

beforeAll(async () => {
  t = await testLedger();
});
beforeEach(async () => {
  await t.clear();
  id = await takedown(5);
  bystander = await takedown(2);
});
afterAll(() => t.end());

/** Somebody with full rights on the database, who knows about the trigger. */
async function tamper(sql: string, values: readonly unknown[] = [id]): Promise<void> {
  await t.sql('ALTER TABLE redress.events DISABLE TRIGGER ALL');
  await t.sql(sql, values);
  await t.sql('ALTER TABLE redress.events ENABLE TRIGGER ALL');
}

describe('the event log', () => {
  it.each([
    ['UPDATE', `UPDATE redress.events SET at = 0`],
    ['UPDATE of sealed bytes', `UPDATE redress.events SET red = NULL WHERE red IS NOT NULL`],
    ['DELETE', `DELETE FROM redress.events`],
    ['TRUNCATE', `TRUNCATE redress.events`],
  ])('is append-only: %s is refused', async (_, sql) => {
    await expect(t.sql(sql)).rejects.toThrow('events are append-only');
  });

  it('verifies as it was written', async () => {
    expect(await t.verifyAudit({ fold })).toEqual({ takedowns: 2, events: 7, breaks: [] });
    expect(await t.verifyAudit({ id, fold })).toEqual({ takedowns: 1, events: 5, breaks: [] });
  });
});

describe('an audit finds', () => {
  it.each([
    [
      'an altered event',
      `UPDATE redress.events SET event = jsonb_set(event, '{code}', '"x"') WHERE takedown_id = $1 AND seq = 3`,
      { seq: 3, kind: 'altered' },
    ],
    [
      'an altered time',
      `UPDATE redress.events SET at = at + 1 WHERE takedown_id = $1 AND seq = 3`,
      { seq: 3, kind: 'altered' },
    ],
    [
      'altered sealed bytes',
      `UPDATE redress.events SET red = set_byte(red, 20, get_byte(red, 20) # 1) WHERE takedown_id = $1 AND seq = 4`,
      { seq: 4, kind: 'altered' },
    ],
    [
      'sealed bytes taken away from a case that is not erased',
      `UPDATE redress.events SET red = NULL WHERE takedown_id = $1 AND seq = 4`,
      { seq: 4, kind: 'altered' },
    ],
    [
      'a missing event',
      `DELETE FROM redress.events WHERE takedown_id = $1 AND seq = 2`,
      { seq: 2, kind: 'missing' },
    ],
    [
      'a missing first event',
      `DELETE FROM redress.events WHERE takedown_id = $1 AND seq = 1`,
      { seq: 1, kind: 'missing' },
    ],
    [
      'a missing last event',
      `DELETE FROM redress.events WHERE takedown_id = $1 AND seq = 5`,
      { seq: 5, kind: 'missing' },
    ],
    [
      'an event beyond the last',
      `UPDATE redress.takedowns SET version = 4 WHERE id = $1`,
      { seq: 5, kind: 'altered' },
    ],
    [
      'another end of the chain',
      `UPDATE redress.takedowns SET head_hash = '\\x00' WHERE id = $1`,
      { seq: null, kind: 'altered' },
    ],
    [
      'an altered state',
      `UPDATE redress.takedowns SET state = jsonb_set(state, '{platform}', '"othersite"') WHERE id = $1`,
      { seq: null, kind: 'state_differs' },
    ],
  ])('%s', async (_, sql, found) => {
    await tamper(sql);
    const { breaks } = await t.verifyAudit({ fold });
    expect(breaks).toEqual([{ takedownId: id, ...found }]);
  });

  it('events that changed places', async () => {
    await tamper('UPDATE redress.events SET seq = -seq WHERE takedown_id = $1 AND seq IN (2, 3)');
    await tamper('UPDATE redress.events SET seq = 5 + seq WHERE takedown_id = $1 AND seq < 0');
    const { breaks } = await t.verifyAudit({ fold });
    expect(breaks).toContainEqual({ takedownId: id, seq: 2, kind: 'reordered' });
  });

  it('an event that was rewritten together with its hash', async () => {
    await tamper(
      `UPDATE redress.events SET (event, hash) = (SELECT event, hash FROM redress.events WHERE takedown_id = $1 AND seq = 2)
       WHERE takedown_id = $1 AND seq = 3`,
    );
    expect((await t.verifyAudit({ id })).breaks.length).toBeGreaterThan(0);
  });

  it('a chain that belongs to another takedown', async () => {
    await tamper('DELETE FROM redress.events WHERE takedown_id = $1');
    await tamper('UPDATE redress.events SET takedown_id = $1 WHERE takedown_id = $2', [id, bystander]);
    await tamper(
      `UPDATE redress.takedowns SET (version, head_hash, state) =
         (SELECT version, head_hash, state FROM redress.takedowns WHERE id = $2) WHERE id = $1`,
      [id, bystander],
    );
    expect((await t.verifyAudit({ id })).breaks).toContainEqual({
      takedownId: id,
      seq: 1,
      kind: 'reordered',
    });
  });

  it('breaks beyond the first page of takedowns', async () => {
    await t.ledger.add(Array.from({ length: 250 }, () => newTakedown(t.caseId)));
    const last = await takedown(2);
    await tamper('UPDATE redress.events SET type = $2 WHERE takedown_id = $1 AND seq = 2', [last, 'x']);
    expect(await t.verifyAudit()).toEqual({
      takedowns: 253,
      events: 259,
      breaks: [{ takedownId: last, seq: 2, kind: 'altered' }],
    });
  });
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [{ d: 1, c: undefined }] }, '{"a":[{"d":1}],"b":1}'],
    [{ a: null, b: 'ü"' }, '{"a":null,"b":"ü\\""}'],
    [undefined, 'null'],
  ])('does not depend on the order of keys: %#', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
