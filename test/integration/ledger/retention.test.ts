import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { DAY } from '../../../src/domain/time.ts';
import type { RowClass } from '../../../src/flow/retention.ts';
import { onlyCase } from '../../support/only-case.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, settled, T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

const OVER = duePlan({ status: 'ended', effect: null, dueAt: null });
const WATCHED = duePlan({ status: 'ended', effect: 'check', dueAt: T0 + DAY });

/** A takedown with a text, an answer, a receipt, a comment and a check, that stands as `plan` says. */
async function takedown(reference: string, plan = OVER) {
  const caseId = await onlyCase(t.ledger, HELPLINE.id, reference);
  const one = newTakedown(caseId);
  await t.ledger.add([one]);
  const intent = intentFor(one.id);
  const opened = changeOf(
    { takedown: one.state, plan: one.plan },
    [{ type: 'intended', at: T0, ...intent }],
    {
      opens: [intent],
    },
  );
  await t.ledger.save(opened);
  const ended = [
    settled(intent.key, T0 + 1),
    { type: 'replied', at: T0 + 2, noticeKey: intent.noticeKey, kind: 'receipt', via: 'person', by: 'ada' },
    ...(plan.status === 'ended' ? [{ type: 'closed', at: T0 + 3, outcome: 'removed' } as const] : []),
  ] as const;
  const change = changeOf({ takedown: opened.state, plan }, ended, {
    settles: {
      key: intent.key,
      result: 'sent',
      code: 'smtp_250',
      red: { reference: 'AB-1', text: 'the notice', evidence: 'the answer' },
    },
    checks: [
      {
        location: 0,
        purpose: 'confirm',
        by: 'redress',
        verdict: 'gone',
        signal: 'http',
        status: 404,
        at: T0 + 3,
      },
    ],
  });
  await t.ledger.save({
    ...change,
    events: change.events.map((one) =>
      one.event.type === 'replied' ? { ...one, red: { text: 'words' } } : one,
    ),
  });
  return { caseId, id: one.id };
}

/** What is there of a takedown, in short. */
async function left(id: string): Promise<string> {
  const shown = await t.views.show(id);
  const [attempt] = shown?.attempts ?? [];
  const words = shown?.events.some((one) => one.red !== undefined);
  return [
    attempt?.text !== undefined && 'text',
    attempt?.evidence !== undefined && 'answer',
    words === true && 'words',
    attempt?.reference !== undefined && 'receipt',
    (shown?.checks.length ?? 0) > 0 && 'checks',
    shown?.red !== undefined && 'request',
  ]
    .filter((one) => one !== false)
    .join(' ');
}

async function purgeAll(of: RowClass, before: number): Promise<number> {
  let count = 0;
  for (;;) {
    const { removed, more } = await t.retention.purge(of, before);
    count += removed;
    if (!more) return count;
  }
}

describe('what is over its time', () => {
  const before = T0 + 3;
  let over: Awaited<ReturnType<typeof takedown>>;
  let others: string[];
  beforeAll(async () => {
    await t.clear();
    over = await takedown('over');
    others = [(await takedown('watched', WATCHED)).id, (await takedown('open', duePlan())).id];
  });

  it.each<readonly [RowClass, number, string]>([
    ['notices', 1, 'answer words receipt checks request'],
    ['answers', 2, 'receipt checks request'],
    ['checks', 1, 'receipt request'],
  ])('of %s is counted and removed, and nothing else', async (of, count, remaining) => {
    expect(await t.retention.count(of, before - 1)).toBe(0);
    expect(await purgeAll(of, before - 1)).toBe(0);
    expect(await t.retention.count(of, before)).toBe(count);
    expect(await purgeAll(of, before)).toBe(count);
    expect(await t.retention.count(of, before)).toBe(0);
    expect(await left(over.id)).toBe(remaining);
    for (const id of others) expect(await left(id)).toBe('text answer words receipt checks request');
    expect(await t.verifyAudit({ fold })).toMatchObject({ takedowns: 3, breaks: [] });
  });

  it('is removed again when something more came to a takedown that had been purged', async () => {
    const stored = await t.ledger.load(over.id);
    if (stored === undefined) throw new Error('lost');
    const at = T0 + 500 * DAY;
    const late = changeOf(stored, [{ type: 'commented', at, by: 'ada' }], { plan: OVER });
    await t.ledger.save({ ...late, events: late.events.map((one) => ({ ...one, red: { text: 'a note' } })) });
    expect(await left(over.id)).toContain('words');
    expect(await purgeAll('answers', at - 1)).toBe(0);
    expect(await purgeAll('answers', at)).toBe(1);
    expect(await left(over.id)).not.toContain('words');
  });

  it('of cases is what has no takedown that is open, watched, or younger', async () => {
    const old = T0 + 1000 * DAY;
    await t.sql('UPDATE redress.cases SET created_at = $1', [T0]);
    const all = await t.retention.casesOver(old, '', 100);
    expect(all).toContain(over.caseId);
    const standings = await Promise.all(all.map((id) => t.ledger.caseStanding(id)));
    for (const standing of standings) expect(standing?.takedowns.every((one) => one.ended)).toBe(true);
    expect(
      all.some((id) =>
        standings.find((one) => one?.id === id)?.takedowns.some((one) => others.includes(one.id)),
      ),
    ).toBe(false);
    expect(await t.retention.casesOver(T0 + 499 * DAY, '', 100)).not.toContain(over.caseId);
    expect(await t.retention.casesOver(old, over.caseId, 100)).not.toContain(over.caseId);
    expect(await t.retention.count('cases', old)).toBe(all.length);
  });
});

describe('rows that belong to no takedown', () => {
  it('go when their time is over, in batches', async () => {
    await t.sql(
      `INSERT INTO redress.intake_jobs (helpline_id, jti, request_hash, takedown_id, came_at)
       SELECT $1, 'job-' || n, '\\x00', 'td', n FROM generate_series(1, 1500) n`,
      [HELPLINE.id],
    );
    expect(await t.retention.count('intake_jobs', 1_400)).toBe(1_400);
    expect(await t.retention.purge('intake_jobs', 1_400)).toEqual({ removed: 1_000, more: true });
    expect(await purgeAll('intake_jobs', 1_400)).toBe(400);
    expect(await t.retention.count('intake_jobs', 9_999)).toBe(100);
  });

  it('and when a token was last used is forgotten, the token is not', async () => {
    const { id, token } = await t.tokens.create(
      { helplineId: HELPLINE.id, label: 'x', scopes: ['lead'], expiresAt: null },
      T0,
    );
    await t.tokens.touch(id, T0);
    expect(await purgeAll('token_use', T0 - 1)).toBe(0);
    expect(await t.retention.count('token_use', T0)).toBe(1);
    expect(await purgeAll('token_use', T0)).toBe(1);
    expect(await t.tokens.find(token, T0)).toMatchObject({ id, lastUsedAt: null });
  });
});

describe('the turn of a chore', () => {
  const MINUTE = 60_000;
  it('is one process’s at a time, and comes again when its time has passed', async () => {
    const { takeTurn, endTurn } = t.retention;
    const turns = await Promise.all(['a', 'b', 'c'].map((who) => takeTurn('sweep', who, MINUTE, DAY)));
    expect(turns.filter((taken) => taken)).toHaveLength(1);
    const holder = ['a', 'b', 'c'][turns.indexOf(true)] ?? '';
    expect(await takeTurn('sweep', holder, MINUTE, DAY)).toBe(true);
    expect(await takeTurn('sweep', 'other', MINUTE, 0)).toBe(false);
    await endTurn('sweep', 'other', true);
    expect(await takeTurn('sweep', 'other', MINUTE, 0)).toBe(false);
    await endTurn('sweep', holder, true);
    expect(await takeTurn('sweep', 'other', MINUTE, DAY)).toBe(false);
    expect(await takeTurn('sweep', 'other', MINUTE, 0)).toBe(true);
    // It died: its hold ends, and it did not finish.
    await t.sql(`UPDATE redress.chores SET held_until = now() - interval '1 s', done_at = NULL`);
    expect(await takeTurn('sweep', 'next', MINUTE, DAY)).toBe(true);
    await endTurn('sweep', 'next', false);
    expect(await takeTurn('sweep', 'last', MINUTE, DAY)).toBe(true);
  });
});
