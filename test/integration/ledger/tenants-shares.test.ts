import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import type { Caller, HelplineRole } from '../../../src/flow/caller.ts';
import { reveal } from '../../../src/flow/people/reveal.ts';
import { shareCase, unshareCase } from '../../../src/flow/people/share.ts';
import { HELPLINE } from './support/helpline.ts';
import { changeOf, newTakedown, T0 } from './support/takedowns.ts';
import { as, OPS, OTHER, scopeOf, type Tenants, THIRD, tenants } from './support/tenants.ts';

let t: Tenants;
beforeAll(async () => {
  t = await tenants();
});
afterAll(() => t.end());
afterEach(async () => {
  await t.sql('TRUNCATE redress.case_shares');
});

const clock = { now: () => T0 + 1_000 };
const caller = (helplineId: string, role: HelplineRole = 'lead'): Caller => ({
  kind: 'helpline',
  helplineId,
  role,
  tokenId: `tok_${helplineId}`,
});
const ops: Caller = { kind: 'ops', tokenId: 'tok_ops' };
const by = (helplineId: string) => ({ shares: t.scoped(scopeOf(helplineId)).shares, clock });
const share = (access: 'read' | 'act', to = OTHER.id) =>
  shareCase(by(HELPLINE.id), caller(HELPLINE.id), t.mine.caseId, to, access);
const unshare = () => unshareCase(by(HELPLINE.id), caller(HELPLINE.id), t.mine.caseId, OTHER.id);
const other = () => t.scoped(scopeOf(OTHER.id));
const typesOf = async (id: string) => (await t.views.show(id))?.events.map((one) => one.event.type) ?? [];

describe('a case that is shared', () => {
  it('is there for the other helpline until it is taken back, and for no third', async () => {
    expect((await other().views.list({ caseId: t.mine.caseId })).takedowns).toEqual([]);
    expect(await share('read')).toBe(true);
    const page = await other().views.list({ caseId: t.mine.caseId });
    expect(page.takedowns).toMatchObject([{ id: t.mine.id, helplineId: HELPLINE.id }]);
    expect((await other().views.list()).takedowns.map((one) => one.id)).toEqual([t.theirs.id]);
    expect((await other().views.redacted(t.mine.id))?.events.length).toBeGreaterThan(4);
    expect((await other().views.helplines()).map((one) => one.id)).toEqual([HELPLINE.id, OTHER.id]);
    expect(await t.scoped(scopeOf(THIRD.id)).ledger.load(t.mine.id)).toBeUndefined();
    expect(await unshare()).toBe(true);
    expect(await other().ledger.load(t.mine.id)).toBeUndefined();
    expect(await other().views.redacted(t.mine.id)).toBeUndefined();
  });

  it('has who shared it, with whom, when and for what on record, in every takedown of the case', async () => {
    const second = newTakedown(t.mine.caseId);
    await t.ledger.add([second]);
    await share('read');
    await share('act');
    await unshare();
    expect(await t.scoped(scopeOf(HELPLINE.id)).shares.of(t.mine.caseId)).toEqual(
      ['read', 'act'].map((access) => ({
        caseId: t.mine.caseId,
        ownerId: HELPLINE.id,
        helplineId: OTHER.id,
        access,
        sharedAt: T0 + 1_000,
        sharedBy: 'tok_helpline_a',
        endedAt: T0 + 1_000,
        endedBy: 'tok_helpline_a',
      })),
    );
    const events = (await t.views.show(second.id))?.events.map((one) => one.event) ?? [];
    expect(events.slice(1)).toEqual([
      { type: 'shared', at: T0 + 1_000, with: OTHER.id, access: 'read', by: 'tok_helpline_a' },
      { type: 'shared', at: T0 + 1_000, with: OTHER.id, access: 'act', by: 'tok_helpline_a' },
      { type: 'unshared', at: T0 + 1_000, with: OTHER.id, by: 'tok_helpline_a' },
    ]);
    expect((await typesOf(t.mine.id)).slice(-3)).toEqual(['shared', 'shared', 'unshared']);
    expect(await t.verifyAudit({ fold })).toMatchObject({ breaks: [] });
  });

  it('may be written to by who may act, and not by who may read', async () => {
    const write = async () => {
      const stored = await t.ledger.load(t.mine.id);
      if (stored === undefined) throw new Error('no takedown');
      const { taskId } = t.mine;
      const ended = {
        type: 'task_ended',
        at: T0 + 9,
        taskId,
        result: 'done',
        by: 'b',
        hasReference: false,
      } as const;
      const change = changeOf(stored, [ended], {
        lease: 'keep',
        endedTasks: [{ id: taskId, result: 'done', by: 'b', at: T0 + 9 }],
      });
      return other().ledger.save(change);
    };
    await expect(write()).rejects.toThrow('there is no takedown');
    await share('read');
    await expect(write()).rejects.toMatchObject({ name: 'VersionConflict' });
    expect(await typesOf(t.mine.id)).not.toContain('task_ended');
    await share('act');
    expect(await other().views.task(t.mine.taskId)).toMatchObject({ status: 'open' });
    await write();
    expect((await typesOf(t.mine.id)).at(-1)).toBe('task_ended');
    expect(await other().views.task(t.mine.taskId)).toMatchObject({ status: 'done' });
  });

  it.each([
    ['erased', `UPDATE redress.cases SET wrapped_key = NULL WHERE id = $1 RETURNING 1`, []],
    [
      'shared further',
      `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
       VALUES ($1, '${HELPLINE.id}', '${THIRD.id}', 'act', 1, 'x')`,
      { refused: '42501' },
    ],
    ['kept for ever', `UPDATE redress.case_shares SET ended_at = NULL WHERE case_id = $1 RETURNING 1`, []],
    [
      'added to',
      `INSERT INTO redress.takedowns SELECT 'td_x', $1, '${HELPLINE.id}', 1, '', '{}', NULL, 'h', NULL, NULL, 1, 1,
         'ended', NULL, NULL, NULL, NULL, NULL, ''`,
      { refused: '42501' },
    ],
  ])('is never %s by who it was shared with', async (_, sql, answer) => {
    await share('act');
    expect(await as(t, scopeOf(OTHER.id), sql, [t.mine.caseId])).toEqual(answer);
  });
});

describe('sharing', () => {
  it('is said once: the same again, or an end of what has ended, changes nothing', async () => {
    expect(await share('read')).toBe(true);
    expect(await share('read')).toBe(false);
    expect(await unshare()).toBe(true);
    expect(await unshare()).toBe(false);
  });

  it.each([
    ['a practitioner', caller(HELPLINE.id, 'practitioner'), OTHER.id, 'role_insufficient'],
    ['ops', ops, OTHER.id, 'role_insufficient'],
    ['a lead with itself', caller(HELPLINE.id), HELPLINE.id, 'share_self'],
    ['a lead with nobody', caller(HELPLINE.id), 'helpline_nowhere', 'helpline_unknown'],
    ['a lead of another helpline', caller(OTHER.id), THIRD.id, 'case_unknown'],
  ])('is refused to %s', async (_, who, to, code) => {
    const deps = by(who.kind === 'helpline' ? who.helplineId : HELPLINE.id);
    await expect(shareCase(deps, who, t.mine.caseId, to, 'read')).rejects.toMatchObject({ code });
  });

  it('goes on beside effects that write to the same takedowns', async () => {
    const many = Array.from({ length: 30 }, () => newTakedown(t.mine.caseId));
    await t.ledger.add(many);
    const looked = many.map(async ({ id }) => {
      for (let done = false; !done; ) {
        const stored = await t.ledger.load(id);
        if (stored === undefined) throw new Error('no takedown');
        const change = changeOf(stored, [{ type: 'check_failed', at: T0, purpose: 'follow_up', code: 'x' }]);
        done = await t.ledger.save(change).then(
          () => true,
          () => false,
        );
      }
    });
    await Promise.all([share('act'), share('read', THIRD.id), ...looked]);
    for (const { id } of many) {
      expect((await typesOf(id)).toSorted()).toEqual(['check_failed', 'requested', 'shared', 'shared']);
    }
    expect(await t.verifyAudit({ fold })).toMatchObject({ breaks: [] });
  });
});

describe('revealing', () => {
  const revealed = (helplineId: string, role?: HelplineRole) => {
    const { ledger, shares, views } = t.scoped(scopeOf(helplineId));
    return reveal({ ledger, shares, clock }, caller(helplineId, role), t.mine.id, views.show);
  };

  it('shows a lead what is red, and is on record before it is shown', async () => {
    const shown = await revealed(HELPLINE.id);
    expect(shown.red?.notice.locations).toHaveLength(1);
    expect(shown.attempts[0]?.text).toBe('canary-notice');
    expect(shown.events.at(-1)?.event).toEqual({
      type: 'revealed',
      at: T0 + 1_000,
      what: 'takedown',
      by: 'tok_helpline_a',
    });
  });

  it('is refused to a practitioner, and to a helpline that it was not shared with', async () => {
    const before = await typesOf(t.mine.id);
    await expect(revealed(HELPLINE.id, 'practitioner')).rejects.toMatchObject({ code: 'role_insufficient' });
    await expect(revealed(OTHER.id)).rejects.toMatchObject({ code: 'takedown_unknown' });
    await share('read');
    await expect(revealed(OTHER.id)).rejects.toMatchObject({ code: 'share_insufficient' });
    expect((await typesOf(t.mine.id)).filter((type) => type === 'revealed')).toEqual(
      before.filter((type) => type === 'revealed'),
    );
  });

  it('is open to a lead of a helpline that may act', async () => {
    await share('act');
    const shown = await revealed(OTHER.id);
    expect(shown.events.at(-1)?.event).toMatchObject({ type: 'revealed', by: 'tok_helpline_b' });
  });

  it('changes nothing of what is due', async () => {
    const before = await t.ledger.load(t.mine.id);
    await revealed(HELPLINE.id);
    const after = await t.ledger.load(t.mine.id);
    expect(after?.plan).toEqual(before?.plan);
    expect(after?.takedown).toEqual({
      ...before?.takedown,
      version: (before?.takedown.version ?? 0) + 1,
    });
  });

  it('is needed for all that is red: without it, neither URL, notice, reference nor answer is there', async () => {
    for (const scope of [scopeOf(HELPLINE.id), OPS]) {
      const seen = await t.scoped(scope).views.redacted(t.mine.id);
      expect(seen?.stored.takedown).toMatchObject({ id: t.mine.id, host: 'bigsite.test' });
      expect(seen?.attempts).toMatchObject([{ result: 'sent', code: 'smtp_250' }]);
      const text = JSON.stringify(seen);
      expect(text).not.toContain('canary');
      expect(text).not.toContain('https://');
    }
  });
});
