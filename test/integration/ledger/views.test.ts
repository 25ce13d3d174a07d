import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import type { NewTakedown } from '../../../src/flow/ledger.ts';
import { onlyCase } from '../../support/only-case.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { changeOf, duePlan, newTakedown, T0 } from './support/takedowns.ts';

let t: TestLedger;
let all: readonly NewTakedown[];
let otherCase: string;
beforeAll(async () => {
  t = await testLedger();
  await t.ledger.saveHelpline({ ...HELPLINE, id: 'helpline_b', name: 'Helpline B' });
  otherCase = await onlyCase(t.ledger, 'helpline_b', 'case 2025/0001');
  const plans = [
    { status: 'queued', deadlineAt: T0 + 1000 },
    { status: 'waiting', dueAt: T0 + 5000, deadlineAt: T0 - 1 },
    { status: 'person', dueAt: null, effect: null },
    { status: 'ended', dueAt: T0 + 9000, effect: 'check' },
  ] as const;
  all = [
    ...plans.map((plan) => newTakedown(t.caseId, { plan })),
    { ...newTakedown(otherCase), helplineId: 'helpline_b' },
  ];
  await t.ledger.add(all);
});
afterAll(() => t.end());

const id = (index: number): string => all[index]?.id ?? '';

describe('the list', () => {
  it.each([
    ['everything', {}, [4, 3, 2, 1, 0]],
    ['one helpline', { helplineId: HELPLINE.id }, [3, 2, 1, 0]],
    ['statuses', { status: ['queued', 'person'] }, [4, 2, 0]],
    ['a platform', { platform: 'bigsite', status: ['person'] }, [2]],
    ['another platform', { platform: 'othersite' }, []],
    ['a host', { host: 'bigsite.test' }, [4, 3, 2, 1, 0]],
    ['deadlines', { deadlineBefore: T0 + 1000 }, [1, 0]],
    ['a case reference of one helpline', { helplineId: 'helpline_b', caseReference: 'case 2025/0001' }, [4]],
    ['a case reference of any helpline', { caseReference: 'case 2025/0001' }, [4, 3, 2, 1, 0]],
    ['an unknown case reference', { caseReference: 'case 2025/000' }, []],
  ] as const)('is filtered by %s, newest first', async (_, filter, indexes) => {
    const page = await t.views.list({ ...filter, status: 'status' in filter ? filter.status : undefined });
    expect(page.takedowns.map((one) => one.id)).toEqual(indexes.map(id));
    expect(page.next).toBeNull();
  });

  it('comes in pages', async () => {
    const first = await t.views.list({ limit: 2 });
    const second = await t.views.list({ limit: 2, cursor: first.next ?? '' });
    const third = await t.views.list({ limit: 2, cursor: second.next ?? '' });
    expect([first, second, third].map((page) => page.takedowns.map((one) => one.id))).toEqual([
      [id(4), id(3)],
      [id(2), id(1)],
      [id(0)],
    ]);
    expect(third.next).toBeNull();
  });

  it('shows the case reference and never the URL', async () => {
    const page = await t.views.list({ limit: 1 });
    expect(page.takedowns[0]).toMatchObject({
      caseReference: 'case 2025/0001',
      host: 'bigsite.test',
      next: 'notify bigsite by abuse',
    });
    expect(JSON.stringify(page)).not.toContain('https://');
  });
});

describe('counts', () => {
  it('say how many stand where, and how many are late', async () => {
    const { byStatus, overdue } = await t.views.counts(T0);
    expect(byStatus).toEqual({ queued: 2, running: 0, waiting: 1, person: 1, paused: 0, ended: 1 });
    expect(overdue).toBe(1);
    expect((await t.views.counts(T0, 'helpline_b')).byStatus.queued).toBe(1);
  });

  it('tell outcomes', async () => {
    const stored = await t.ledger.load(id(3));
    if (stored === undefined) throw new Error('lost');
    const closed = { type: 'closed', at: T0, outcome: 'removed' } as const;
    await t.ledger.save(
      changeOf(stored, [closed], { plan: duePlan({ status: 'ended', effect: 'check', dueAt: T0 + 9000 }) }),
    );
    expect((await t.views.counts(T0)).byOutcome).toEqual({ removed: 1 });
    expect((await t.views.list({ outcome: 'removed' })).takedowns.map((one) => one.id)).toEqual([id(3)]);
  });
});

describe('the backlog', () => {
  it('says for each recipient and effect what is due, running and later', async () => {
    const lines = await t.views.backlog(T0);
    expect(lines).toContainEqual(
      expect.objectContaining({
        effect: 'email',
        recipient: 'bigsite',
        due: 2,
        running: 0,
        later: 1,
        nextDueAt: T0,
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        effect: 'check',
        recipient: 'bigsite',
        due: 0,
        later: 1,
        nextDueAt: T0 + 9000,
      }),
    );
  });
});

describe('one takedown', () => {
  it('is shown with its URL, its events and its checks', async () => {
    const stored = await t.ledger.load(id(0));
    if (stored === undefined) throw new Error('lost');
    const seen = { verdict: 'live', signal: 'generic.ok', status: 200 } as const;
    const looked: TakedownEvent = {
      type: 'checked',
      at: T0 + 1,
      purpose: 'precheck',
      by: 'redress',
      found: [seen],
    };
    await t.ledger.save(
      changeOf(stored, [looked], {
        checks: [
          {
            location: 0,
            purpose: 'precheck',
            by: 'redress',
            verdict: 'live',
            signal: 'generic.ok',
            status: 200,
            at: T0 + 1,
          },
        ],
      }),
    );
    const shown = await t.views.show(id(0));
    expect(shown?.red).toEqual(all[0]?.red);
    expect(shown?.stored.caseReference).toBe('case 2025/0001');
    expect(shown?.events.map((one) => one.event.type)).toEqual(['requested', 'checked']);
    expect(shown?.checks).toEqual([
      {
        location: 0,
        purpose: 'precheck',
        by: 'redress',
        verdict: 'live',
        signal: 'generic.ok',
        status: 200,
        at: T0 + 1,
      },
    ]);
    expect(shown).toMatchObject({ erased: false, attempts: [], tasks: [] });
  });
});

describe('tasks', () => {
  it('are listed with the most urgent first, for one helpline if asked', async () => {
    const task = (of: string, dueAt: number | null) => ({
      id: `task_${of}`,
      kind: 'send_by_hand',
      reason: 'assisted',
      recipient: 'bigsite',
      channel: 'form',
      openedAt: T0,
      dueAt,
    });
    const late = newTakedown(t.caseId);
    const soon = newTakedown(t.caseId);
    const never = { ...newTakedown(otherCase), helplineId: 'helpline_b' };
    await t.ledger.add([
      { ...late, openedTasks: [task('late', T0 + 9)] },
      { ...never, openedTasks: [task('never', null)] },
      { ...soon, openedTasks: [task('soon', T0 + 1)] },
    ]);
    const ids = (await t.views.openTasks()).map((one) => one.id);
    expect(ids).toEqual(['task_soon', 'task_late', 'task_never']);
    expect((await t.views.openTasks({ helplineId: 'helpline_b' })).map((one) => one.id)).toEqual([
      'task_never',
    ]);
    expect((await t.views.openTasks({ limit: 1 })).map((one) => one.id)).toEqual(['task_soon']);
    expect(await t.views.task('task_soon')).toMatchObject({
      takedownId: soon.id,
      caseReference: 'case 2025/0001',
      recipient: 'bigsite',
    });
    expect(await t.views.task('task_unknown')).toBeUndefined();
  });
});

describe('helplines', () => {
  it('are listed by name', async () => {
    expect((await t.views.helplines()).map((one) => one.name)).toEqual(['Helpline A', 'Helpline B']);
  });
});
