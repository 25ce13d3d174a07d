import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyOnce } from '../../../src/app/audit/audit-loop.ts';
import { type Scene, scene } from '../../contract/http/scene.ts';
import { ANNE } from '../http/support/desk.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let at: Scene;
let ops: Visitor;
let lead: Visitor;
let other: Visitor;
beforeAll(async () => {
  pages = await testPages();
  at = await scene(pages.api);
  [ops, lead, other] = await Promise.all([pages.as('ops'), pages.as('lead'), pages.as('other')]);
});
afterAll(() => pages.end());

const OPS_ONLY = ['/overview', '/platforms', '/platforms/practice-pixhub', '/switches', '/audit'];
const FOR_ALL = ['/queues', '/search'];

describe('each page', () => {
  it.each(OPS_ONLY)('%s is for ops, and for nobody else', async (path) => {
    expect((await ops.get(path)).status).toBe(200);
    for (const who of [lead, other]) {
      const { status, html } = await who.get(path);
      expect([status, html.includes('report-api'), html.includes('<table')]).toEqual([403, false, false]);
    }
    expect((await pages.visitor().get(path)).to).toMatch(/^\/sign-in/);
  });

  it.each(FOR_ALL)('%s is for everybody who is signed in', async (path) => {
    for (const who of [ops, lead, other]) expect((await who.get(path)).status).toBe(200);
  });

  it.each([
    ['/overview', 'Resumen'],
    ['/platforms', 'Plataformas'],
    ['/queues', 'Colas'],
    ['/search', 'Buscar'],
    ['/switches', 'Interruptores'],
    ['/audit', 'Auditoría'],
  ])('%s speaks Spanish too', async (path, title) => {
    const words = wordsOf(await (await pages.as('ops')).get(`${path}?lang=es`));
    expect(words).toContain(title);
    expect(words).not.toMatch(/\b(Switches|Overview|Takedown|Nothing|Queue)\b/);
  });

  it.each([
    '/search/do',
    '/search/confirm',
    '/switches/stop',
    '/switches/resume',
    '/switches/reset',
    '/audit/verify',
  ])('%s takes a form of its own session only', async (path) => {
    const { status } = await ops.post(path, { scope: '*', why: 'x', id: at.sentId }, { csrf: lead.csrf });
    expect(status).toBe(403);
    expect(await pages.api.base.deps.ledger.stops()).toEqual([]);
  });

  it.each(['/switches/stop', '/switches/resume', '/switches/reset', '/audit/verify'])(
    '%s is nothing for a helpline',
    async (path) => {
      expect((await lead.post(path, { scope: '*', why: 'x', channel: 'a/b', id: at.sentId })).status).toBe(
        403,
      );
      expect(await pages.api.base.deps.ledger.stops()).toEqual([]);
    },
  );
});

describe('a search', () => {
  it('finds for ops what any helpline has, and for a helpline its own', async () => {
    for (const query of ['', '?state=person', '?host=pixhub.practice.test', `?case=${at.caseId}`]) {
      const id = query.includes('person') ? at.takedownId : at.sentId;
      expect([query, (await ops.get(`/search${query}`)).html.includes(id)]).toEqual([query, true]);
      expect([query, (await lead.get(`/search${query}`)).html.includes(id)]).toEqual([query, true]);
      expect([query, (await other.get(`/search${query}`)).html.includes(id)]).toEqual([query, false]);
    }
  });

  it('pages through all that fit, over all helplines, newest first', async () => {
    const { views } = pages.api.base.handle.scoped({ kind: 'ops' });
    await scene(pages.api);
    const all = (await views.list({ limit: 500 })).takedowns.filter((one) => one.status === 'person');
    const found = [];
    let cursor: string | undefined;
    do {
      const page = await views.list({ status: ['person'], limit: 1, cursor });
      found.push(...page.takedowns);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(found.map((one) => one.id)).toEqual(all.map((one) => one.id));
    expect(found.length).toBeGreaterThan(1);
  });

  it('tells a reference of a case in no address', async () => {
    const page = await lead.post('/search/reference', { reference: at.reference });
    expect([page.status, page.html.includes(at.sentId)]).toEqual([200, true]);
    expect(page.html).not.toContain(at.reference);
    expect((await ops.post('/search/reference', { reference: at.reference })).to).toBe('/search');
  });

  it('leads a helpline to its own page of a takedown', async () => {
    expect((await lead.get(`/search/${at.sentId}`)).to).toBe(`/takedowns/${at.sentId}`);
    expect((await ops.get('/search/td_nobody')).status).toBe(404);
  });
});

describe('an act', () => {
  it('on what belongs to another is refused, and nothing happens', async () => {
    const page = await other.post('/search/do', { act: 'pause', why: 'other', id: at.sentId });
    expect(wordsOf(page)).toContain('There is no such takedown.');
    expect((await pages.api.base.deps.ledger.load(at.sentId))?.takedown.pausedAt).toBeUndefined();
  });

  it('without anything chosen, or without a reason, asks for it', async () => {
    expect((await ops.post('/search/confirm', { act: 'pause' })).to).toBe('/search?say=none');
    expect((await ops.post('/search/do', { act: 'pause', id: at.sentId })).to).toBe('/search?say=none');
    expect(wordsOf(await ops.get('/search?say=none'))).toContain('Choose at least one takedown first.');
  });

  it('gives a task to somebody of its helpline', async () => {
    const ana = await pages.api.token({ helplineId: ANNE.id, role: 'practitioner' });
    const asked = await ops.post('/search/confirm', { act: 'assign', id: at.takedownId });
    expect(asked.html).toContain(ana.id);
    const done = await ops.post('/search/do', {
      act: 'assign',
      why: 'workload',
      id: at.takedownId,
      to: ana.id,
    });
    expect(done.to).toBe(`/search/${at.takedownId}?done=acted`);
    const task = await pages.api.base.handle.views.task(at.taskId);
    expect(task?.assignedTo).toBe(ana.id);
  });
});

describe('the audit', () => {
  const verify = () => {
    const { handle, deps } = pages.api.base;
    const { clock, log, worker } = deps;
    return verifyOnce({ handle, clock, log, worker }, new AbortController().signal, async () => undefined);
  };

  it('says that nobody has looked yet, then that all is as it was written', async () => {
    expect(wordsOf(await ops.get('/audit'))).toContain('has not been verified yet');
    await verify();
    const words = wordsOf(await ops.get('/audit'));
    expect(words).toContain('The record is whole');
    // Once a day, whoever asks.
    await verify();
    expect(await pages.api.base.handle.views.auditRuns(5)).toHaveLength(1);
  });

  it('says where the record was altered', async () => {
    const { auditRuns } = pages.api.base.handle;
    const id = await auditRuns.begin(Date.now());
    const breaks = [{ takedownId: at.sentId, seq: 2, kind: 'altered' as const }];
    await auditRuns.add(id, { takedowns: 3, events: 9, breaks }, Date.now());
    await auditRuns.end(id, Date.now());
    const words = wordsOf(await ops.get('/audit'));
    expect(words).toContain('The record was altered');
    expect(words).toContain(`${at.sentId} Entry 2: altered`);
    expect(wordsOf(await ops.get('/overview'))).toContain('entries that were altered');
  });
});
