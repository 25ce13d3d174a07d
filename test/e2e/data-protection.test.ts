import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { countOver, purge, RETENTION } from '../../src/app/purge/purge.ts';
import { startPurgeLoop } from '../../src/app/purge/purge-loop.ts';
import { fold } from '../../src/domain/fold.ts';
import { DAY } from '../../src/domain/time.ts';
import type { Caller } from '../../src/flow/caller.ts';
import { eraseCase } from '../../src/flow/people/erase.ts';
import { exportCase } from '../../src/flow/people/export.ts';
import { CaseExport } from '../../src/flow/people/export-schema.ts';
import { withdraw } from '../../src/flow/people/withdraw.ts';
import { dumpSchema } from './support/dump.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { openStage, type Stage } from './support/stage.ts';

const LEAD: Caller = {
  kind: 'helpline',
  helplineId: PRACTICE_HELPLINE.id,
  role: 'lead',
  tokenId: 'tok_lead',
};
const PRACTITIONER: Caller = { ...LEAD, role: 'practitioner' };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.end());

const CASE = 'HL-2026-7001';

/** A case with one takedown that has ended, one that waits for a person, and one that was just sent. */
async function fullCase() {
  const about = (url: string) => requestAbout(url, { case: CASE, description: 'canary description' });
  const gone = await stage.accept(about(post('letterbox', 701)));
  const asked = await stage.accept(about(post('gatekeep', 702)));
  const slow = await stage.accept(about(post('pixhub', 703)));
  await stage.outcome(gone, 90_000);
  await stage.task(asked, 90_000);
  const { caseId } = await stage.stored(gone);
  return { caseId, gone, asked, slow };
}

let of: Awaited<ReturnType<typeof fullCase>>;
beforeAll(async () => {
  of = await fullCase();
}, 200_000);

describe('the copy of a case for the person concerned', () => {
  const copy = () => {
    const { deps, handle } = stage.service.base;
    return exportCase(deps, LEAD, of.caseId, (id) => handle.views.show(id));
  };

  it('holds everything about it, in words and for a machine', async () => {
    const made = CaseExport.parse(JSON.parse(JSON.stringify(await copy())));
    expect(made.case).toMatchObject({
      id: of.caseId,
      reference: CASE,
      helpline: { id: PRACTICE_HELPLINE.id },
    });
    expect(made.takedowns.map((one) => one.id).sort()).toEqual([of.gone, of.asked, of.slow].sort());
    const gone = made.takedowns.find((one) => one.id === of.gone);
    expect(gone?.urls).toEqual([{ url: post('letterbox', 701), kind: 'page' }]);
    expect(gone?.outcome).toBe('removed');
    expect(gone?.request?.depiction.description).toBe('canary description');
    expect(gone?.notices[0]).toMatchObject({
      result: 'sent',
      text: expect.stringContaining(post('letterbox', 701)),
    });
    expect(gone?.checks.map((check) => check.words)).toContain('Redress looked: gone');
    expect(gone?.story.map((one) => one.words).join('\n')).toContain('Ended: removed');
    const asked = made.takedowns.find((one) => one.id === of.asked);
    expect(asked?.tasks).toMatchObject([
      { status: 'open', words: expect.stringContaining('A person is asked') },
    ]);
  });

  it('is on record at the case and at each takedown, and the next copy tells of it', async () => {
    const made = await copy();
    expect(made.acts.at(-1)).toMatchObject({ by: 'tok_lead', what: 'exported' });
    for (const one of made.takedowns)
      expect(one.looks.at(-1)).toMatchObject({ by: 'tok_lead', what: 'export' });
  });

  it('is for leads of its helpline alone', async () => {
    const { deps, handle } = stage.service.base;
    const read = (id: string) => handle.views.show(id);
    await expect(exportCase(deps, PRACTITIONER, of.caseId, read)).rejects.toMatchObject({
      code: 'role_insufficient',
    });
    await expect(exportCase(deps, { ...LEAD, helplineId: 'other' }, of.caseId, read)).rejects.toMatchObject({
      code: 'case_unknown',
    });
  });
});

describe('erasing a case', () => {
  it('is for leads of its helpline alone', async () => {
    const { deps } = stage.service.base;
    await expect(eraseCase(deps, PRACTITIONER, of.caseId)).rejects.toMatchObject({
      code: 'role_insufficient',
    });
    await expect(eraseCase(deps, { ...LEAD, helplineId: 'other' }, of.caseId)).rejects.toMatchObject({
      code: 'case_unknown',
    });
    await expect(eraseCase(deps, { kind: 'ops', tokenId: 'tok_ops' }, of.caseId)).rejects.toMatchObject({
      code: 'role_insufficient',
    });
  });

  it('stops what is open, leaves nothing sealed, and a record that still verifies', async () => {
    const { deps, handle } = stage.service.base;
    const remains = await eraseCase(deps, LEAD, of.caseId);
    expect(remains).toMatchObject({ caseId: of.caseId, erasedBy: 'tok_lead', sealed: 0 });
    const outcomes = new Map(remains.takedowns.map(({ id, outcome }) => [id, outcome]));
    expect([outcomes.size, outcomes.get(of.gone), outcomes.get(of.asked)]).toEqual([
      3,
      'removed',
      'withdrawn',
    ]);
    // How far the third came by now is the machine's business; it has an end in any case.
    expect(['removed', 'withdrawn']).toContain(outcomes.get(of.slow));
    for (const id of [of.gone, of.asked, of.slow]) {
      const { takedown, plan, caseReference } = await stage.stored(id);
      expect(takedown.erasedAt).toBeDefined();
      expect(plan).toMatchObject({ status: 'ended', dueAt: null, effect: null });
      expect(caseReference).toBe('');
      expect((await handle.views.show(id))?.red).toBeUndefined();
    }
    expect((await handle.verifyAudit({ fold })).breaks).toEqual([]);
    const dump = await dumpSchema(stage.database.url, 'redress');
    for (const word of [CASE, 'canary', '/p/701']) expect(dump).not.toContain(word);
    await expect(exportCase(deps, LEAD, of.caseId, (id) => handle.views.show(id))).rejects.toMatchObject({
      code: 'case_erased',
    });
  });

  it('answers the same when it is asked for again', async () => {
    const again = await eraseCase(stage.service.base.deps, { ...LEAD, tokenId: 'tok_other' }, of.caseId);
    expect(again).toMatchObject({ erasedBy: 'tok_lead', sealed: 0 });
  });
});

describe('erasing by a connection of the helpline alone', () => {
  it('is let through by row-level security for its own case', async () => {
    const { deps, handle } = stage.service.base;
    const id = await stage.accept(requestAbout(post('pixhub', 710), { case: 'HL-2026-7010' }));
    const { caseId } = await stage.stored(id);
    const { ledger, views } = handle.scoped({ kind: 'helpline', helplineId: PRACTICE_HELPLINE.id });
    const scoped = { ...deps, ledger };
    expect((await exportCase(scoped, LEAD, caseId, (one) => views.show(one))).takedowns).toHaveLength(1);
    expect(await eraseCase(scoped, LEAD, caseId)).toMatchObject({ sealed: 0, erasedBy: 'tok_lead' });
    const other = handle.scoped({ kind: 'helpline', helplineId: 'other' });
    await expect(
      eraseCase({ ...deps, ledger: other.ledger }, { ...LEAD, helplineId: 'other' }, caseId),
    ).rejects.toMatchObject({ code: 'case_unknown' });
  });
});

describe('the purge of what is over', () => {
  const later = (days: number) => {
    const { deps, handle, config } = stage.service.base;
    const clock = { now: () => Date.now() + days * DAY };
    return { deps: { ...deps, clock }, retention: handle.retention, periods: config.retention };
  };
  const signal = new AbortController().signal;

  it('erases a case whose time is over, once a day, and says so on record and in the log', async () => {
    const id = await stage.accept(requestAbout(post('pixhub', 720), { case: 'HL-2026-7020' }));
    const kept = await stage.accept(requestAbout(post('letterbox', 721), { case: 'HL-2026-7021' }));
    await stage.outcome(kept, 90_000);
    await withdraw(stage.service.base.deps, id, 'ada');
    const counted = (await countOver(later(364))).find((one) => one.of === 'cases');
    expect(counted?.count).toBe(0);
    const cases = (await countOver(later(366))).find((one) => one.of === 'cases');
    expect(cases?.count).toBeGreaterThanOrEqual(1);
    const removed = await purge(later(366), signal);
    expect(removed?.find((one) => one.of === 'cases')?.count).toBe(cases?.count);
    expect(await purge(later(366), signal)).toBeUndefined();
    const { takedown, caseReference } = await stage.stored(id);
    expect(takedown.erasedAt).toBeDefined();
    expect(caseReference).toBe('');
    const by = await stage.sql<{ erased_by: string }>(
      `SELECT c.erased_by FROM redress.cases c JOIN redress.takedowns t ON t.case_id = c.id WHERE t.id = $1`,
      [id],
    );
    expect(by).toEqual([{ erased_by: RETENTION }]);
    // It is watched for 90 days after its end: what is needed for that is kept.
    expect((await stage.stored(kept)).caseReference).toBe('HL-2026-7021');
    const purges = await stage.sql<{ class: string; count: number }>(
      'SELECT class, count FROM redress.purges',
    );
    expect(purges).toContainEqual({ class: 'cases', count: cases?.count });
    expect(await stage.logText()).toContain('what was over was removed');
    expect((await stage.service.base.handle.verifyAudit({ fold })).breaks).toEqual([]);
  });

  it('runs by itself, and ends when its process does', async () => {
    await stage.sql('UPDATE redress.chores SET done_at = NULL');
    const id = await stage.accept(requestAbout(post('pixhub', 730), { case: 'HL-2026-7030' }));
    await withdraw(stage.service.base.deps, id, 'ada');
    const loop = startPurgeLoop(later(366), 0);
    await eventually(
      async () => (await stage.stored(id)).takedown.erasedAt,
      (at) => at !== undefined,
    );
    await loop.stop();
  });
});
