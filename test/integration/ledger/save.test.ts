import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedressError } from '../../../src/domain/errors.ts';
import { VersionConflict } from '../../../src/flow/ledger.ts';
import type { TestLedger } from './support/ledger.ts';
import { testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, settled, T0 } from './support/takedowns.ts';

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

describe('saving', () => {
  it('opens, settles and seals an attempt', async () => {
    const { stored } = await added();
    const intent = intentFor(stored.takedown.id);
    await t.ledger.save(changeOf(stored, [{ type: 'intended', at: T0 + 1, ...intent }], { opens: [intent] }));
    const open = await t.ledger.load(stored.takedown.id);
    expect(open?.open).toEqual({ key: intent.key, state: 'intended' });
    if (open === undefined) throw new Error('lost');
    await t.ledger.save(
      changeOf(open, [settled(intent.key, T0 + 2)], {
        settles: {
          key: intent.key,
          result: 'sent',
          code: 'smtp_250',
          red: { reference: 'REF-1', text: 'Dear desk', evidence: '250 ok' },
        },
      }),
    );
    const shown = await t.views.show(stored.takedown.id);
    expect(shown?.attempts).toMatchObject([
      { state: 'settled', settledAt: T0 + 2, reference: 'REF-1', text: 'Dear desk', evidence: '250 ok' },
    ]);
    expect((await t.ledger.facts(stored.takedown.id))?.references).toEqual([
      { noticeKey: intent.noticeKey, reference: 'REF-1' },
    ]);
  });

  it('keeps what is red about an event sealed beside it, and quotes its reference', async () => {
    const { stored } = await added();
    const intent = intentFor(stored.takedown.id);
    const intended = changeOf(stored, [{ type: 'intended', at: T0, ...intent }], { opens: [intent] });
    await t.ledger.save(intended);
    const after = { takedown: intended.state, plan: stored.plan };
    const replied = {
      type: 'replied',
      at: T0 + 5,
      noticeKey: intent.noticeKey,
      kind: 'receipt',
      via: 'person',
      by: 'token:tok_1',
    } as const;
    const change = changeOf(after, [replied]);
    await t.ledger.save({
      ...change,
      events: [{ event: replied, red: { reference: 'TICKET-77', words: 'we got it' } }],
    });
    expect((await t.ledger.facts(stored.takedown.id))?.references).toEqual([
      { noticeKey: intent.noticeKey, reference: 'TICKET-77' },
    ]);
    const shown = await t.views.show(stored.takedown.id);
    expect(shown?.events.at(-1)).toEqual({
      seq: 3,
      event: replied,
      red: { reference: 'TICKET-77', words: 'we got it' },
    });
  });

  it('refuses the slower of two writers and keeps nothing of it', async () => {
    const { stored } = await added();
    const other = await t.another();
    const poll = (code: string) =>
      changeOf(stored, [{ type: 'polled', at: T0, noticeKey: 'n1', code }], {
        openedTasks: [
          {
            id: `task_${code}_${stored.takedown.id}`,
            kind: 'find_receipt',
            reason: code,
            recipient: null,
            channel: null,
            openedAt: T0,
            dueAt: null,
          },
        ],
      });
    const results = await Promise.allSettled([
      t.ledger.save(poll('a')),
      t.ledger.save(poll('b')),
      other.ledger.save(poll('c')),
    ]);
    const kept = results.filter((one) => one.status === 'fulfilled');
    const refused = results.filter((one) => one.status === 'rejected');
    expect(kept).toHaveLength(1);
    expect(refused.map((one) => one.reason)).toEqual([
      expect.any(VersionConflict),
      expect.any(VersionConflict),
    ]);
    const shown = await t.views.show(stored.takedown.id);
    expect(shown?.events).toHaveLength(2);
    expect(shown?.tasks).toHaveLength(1);
    expect((await t.verifyAudit({ id: stored.takedown.id })).breaks).toEqual([]);
  });

  it('saves many at once, and a bad one fails alone', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => added()));
    const results = await Promise.allSettled(
      all.map(({ stored }, index) => {
        const good = changeOf(stored, [{ type: 'polled', at: T0, noticeKey: 'n1', code: 'x' }]);
        const check = { location: 0, purpose: 'watch', by: 'redress', verdict: 'gone', signal: 's', at: T0 };
        // A text that PostgreSQL cannot hold stands for any row that the database refuses.
        const signal = index === 7 ? 'bad \u0000 text' : 'fine';
        return t.ledger.save({ ...good, checks: [{ ...check, signal, status: 404 }] });
      }),
    );
    expect(results.map((one) => one.status)).toEqual(
      all.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')),
    );
    const bad = all[7];
    expect((await t.ledger.load(bad?.one.id ?? ''))?.takedown.version).toBe(1);
  });

  it('opens and ends tasks', async () => {
    const { stored } = await added();
    const id = `task_${stored.takedown.id}`;
    const opened = changeOf(
      stored,
      [{ type: 'task_opened', at: T0, taskId: id, kind: 'look_by_hand', reason: 'captcha' }],
      {
        openedTasks: [
          {
            id,
            kind: 'look_by_hand',
            reason: 'captcha',
            recipient: 'bigsite',
            channel: 'form',
            openedAt: T0,
            dueAt: T0 + 9,
          },
        ],
      },
    );
    await t.ledger.save(opened);
    expect(await t.views.task(id)).toMatchObject({ status: 'open', dueAt: T0 + 9, host: 'bigsite.test' });
    expect((await t.views.openTasks({ kind: 'look_by_hand' })).map((task) => task.id)).toContain(id);
    await t.ledger.save(
      changeOf(
        { takedown: opened.state, plan: stored.plan },
        [{ type: 'task_ended', at: T0 + 3, taskId: id, result: 'done', by: 'ada', hasReference: false }],
        { endedTasks: [{ id, result: 'done', by: 'ada', at: T0 + 3 }] },
      ),
    );
    expect(await t.views.task(id)).toMatchObject({ status: 'done', endedAt: T0 + 3, endedBy: 'ada' });
    expect((await t.views.openTasks()).map((task) => task.id)).not.toContain(id);
  });

  it('frees the URL of a takedown that ended, and does not take it back from a newer one', async () => {
    const { one, stored } = await added();
    const closed = changeOf(stored, [{ type: 'closed', at: T0, outcome: 'removed' }], {
      plan: duePlan({ status: 'ended', effect: 'check' }),
    });
    await t.ledger.save(closed);
    const newer = newTakedown(t.caseId, { url: one.normalisedUrl ?? '' });
    expect(await t.ledger.add([newer])).toEqual([{ id: newer.id }]);
    await t.ledger.save(
      changeOf({ takedown: closed.state, plan: duePlan() }, [
        { type: 'reopened', at: T0 + 1, why: 'came_back', by: 'redress' },
      ]),
    );
    const third = newTakedown(t.caseId, { url: one.normalisedUrl ?? '' });
    expect(await t.ledger.add([third])).toEqual([{ duplicateOf: newer.id }]);
  });

  it('drops notice and URL when the minor route is taken', async () => {
    const { stored } = await added();
    await t.ledger.save(
      changeOf(
        stored,
        [
          { type: 'age_changed', at: T0, ageInImage: 'minor', by: 'ada' },
          { type: 'closed', at: T0, outcome: 'minor_route' },
        ],
        { plan: duePlan({ status: 'ended', dueAt: null, effect: null }) },
      ),
    );
    expect((await t.ledger.facts(stored.takedown.id))?.red).toBeUndefined();
  });

  it('forgets a notice and what was sent of it', async () => {
    const { one } = await added();
    await t.ledger.forget(one.id);
    expect((await t.ledger.facts(one.id))?.red).toBeUndefined();
    const again = newTakedown(t.caseId, { url: one.normalisedUrl ?? '' });
    expect(await t.ledger.add([again])).toEqual([{ id: again.id }]);
  });

  it('says that a takedown is unknown', async () => {
    const ghost = newTakedown(t.caseId);
    const change = changeOf({ takedown: ghost.state, plan: ghost.plan }, []);
    await expect(t.ledger.save(change)).rejects.toThrow('there is no takedown');
    expect(await t.ledger.load(ghost.id)).toBeUndefined();
    expect(await t.views.show(ghost.id)).toBeUndefined();
  });
});

describe('a change that cannot be', () => {
  it('is a bug: its version does not follow from its events', async () => {
    const { stored } = await added();
    const change = { ...changeOf(stored, []), state: { ...stored.takedown, version: 9 } };
    const failure = await t.ledger.save(change).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(RedressError);
  });
});
