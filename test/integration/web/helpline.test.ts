import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle } from '../../../src/flow/settle.ts';
import { scene } from '../../contract/http/scene.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let lead: Visitor;
beforeAll(async () => {
  pages = await testPages();
  lead = await pages.as('lead');
});
afterAll(() => pages.end());

describe('cases', () => {
  it('are listed page by page, newest first, with how they stand', async () => {
    for (let n = 0; n < 27; n++) {
      await pages.api.ask('POST', '/v1/cases', {
        token: pages.api.tokens.otherLead,
        body: { reference: `MANY-${n}` },
      });
    }
    const visitor = await pages.as('other');
    const first = await visitor.get('/cases');
    expect(wordsOf(first)).toMatch(/MANY-26 .*MANY-2 /);
    const next = /href="(\/cases\?cursor=[^"]+)"/.exec(first.html)?.[1] ?? '';
    const second = await visitor.get(next.replaceAll('&amp;', '&'));
    expect(wordsOf(second)).toContain('MANY-0');
    expect(wordsOf(second)).toContain('Back to the first page');
    expect((await visitor.get('/cases?cursor=%00')).status).toBe(200);
  });

  it('are shared and taken back by a lead', async () => {
    const at = await scene(pages.api);
    const path = `/cases/${at.caseId}`;
    const wrong = await lead.post(`${path}/share`, { helpline: 'nobody', access: 'read' });
    expect([wrong.status, wordsOf(wrong)]).toEqual([
      422,
      expect.stringContaining('no helpline with this name'),
    ]);
    expect((await lead.post(`${path}/share`, { helpline: 'helpline-b', access: 'act' })).status).toBe(303);
    expect(wordsOf(await lead.get(path))).toContain('helpline-b may read and do its tasks');
    const theirs = await (await pages.as('otherLead')).get(path);
    expect(wordsOf(theirs)).toContain('helpline-a shares this case with you.');
    expect((await lead.post(`${path}/unshare`, { helpline: 'helpline-b' })).to).toBe(`${path}?done=unshared`);
    expect((await (await pages.as('otherLead')).get(path)).status).toBe(404);
  });
});

describe('a takedown', () => {
  it('tells what happened and what comes next in plain words, in English and in Spanish', async () => {
    const at = await scene(pages.api);
    const english = wordsOf(await lead.get(`/takedowns/${at.sentId}?lang=en`));
    for (const part of [
      'Redress looks whether it is gone',
      'First notice to Pixhub (practice): Pixhub report API.',
      'Looked before sending: still there.',
      'Delivered.',
      'under Practice rule',
      'If it is still there then, the next recipient is told',
    ]) {
      expect(english).toContain(part);
    }
    const spanish = wordsOf(await lead.get(`/takedowns/${at.sentId}?lang=es`));
    await lead.get('/cases?lang=en');
    for (const part of [
      'Redress mira si ya no está',
      'Primer aviso a Pixhub (practice): Pixhub report API.',
      'Se miró antes de enviar: sigue ahí.',
      'Entregado.',
    ]) {
      expect(spanish).toContain(part);
    }
    const waiting = wordsOf(await lead.get(`/takedowns/${at.takedownId}`));
    expect(waiting).toContain('A person is needed Find out where to report');
  });

  it('is acted on in one step each, which is said and shown', async () => {
    const at = await scene(pages.api);
    const path = `/takedowns/${at.sentId}`;
    const done = async (act: string, fields: Readonly<Record<string, string>>, words: string) => {
      const answer = await lead.post(`${path}/${act}`, fields);
      expect([act, answer.status]).toEqual([act, 303]);
      expect(wordsOf(await lead.get(answer.to ?? ''))).toContain(words);
    };
    await done('comment', { note: 'They called' }, 'Somebody wrote a note.');
    await done(
      'act',
      { act: 'pause', why: 'evidence' },
      'Paused by a person. Nothing is sent or looked at. Evidence is being secured.',
    );
    await done('act', { act: 'unpause', why: 'mistake' }, 'It goes on again.');
    await done('reply', { kind: 'in_review', words: 'Soon' }, 'They are looking into it.');
    const unsure = await lead.post(`${path}/withdraw`, {});
    expect(unsure.status).toBe(422);
    await done('withdraw', { sure: 'yes' }, 'Ended: Withdrawn.');
    const again = await lead.post(`${path}/reopen`);
    expect([again.status, wordsOf(again)]).toEqual([409, expect.stringContaining('Report the address anew')]);
    expect(again.html).toContain(`href="${path}"`);
  });

  it('that has ended is taken up again', async () => {
    const at = await scene(pages.api);
    const closed = { type: 'closed', at: Date.now(), outcome: 'no_response' } as const;
    await settle(pages.api.base.deps, at.sentId, 'keep', () => ({ events: [{ event: closed }] }));
    const answer = await lead.post(`/takedowns/${at.sentId}/reopen`);
    expect(wordsOf(await lead.get(answer.to ?? ''))).toContain('It came back once.');
  });

  it('that may show a minor is stopped and forgotten', async () => {
    const at = await scene(pages.api);
    await lead.post(`/takedowns/${at.sentId}/withdraw`, { sure: 'yes', minor: 'yes' });
    const shown = await lead.post(`/takedowns/${at.sentId}/reveal`);
    expect(wordsOf(shown)).toContain('The address is not kept any more.');
    expect(shown.html).not.toMatch(/\/p\/\d/);
  });
});

describe('a task', () => {
  it('shows what it needs to who takes it, which is on record, and to nobody else meanwhile', async () => {
    const at = await scene(pages.api);
    const path = `/tasks/${at.taskId}`;
    const [mine, colleague] = [await pages.as('practitioner'), lead];
    expect((await mine.get(path)).html).not.toContain('/p/1');
    const sheet = await mine.post(`${path}/sheet`);
    expect(sheet.html).toMatch(/<p class="url">https:\/\/nobody-knows-\d+\.example\/p\/1/);
    expect(sheet.html).toMatch(/data-copy="https:\/\/nobody-knows/);
    expect(sheet.html).toContain('rel="noreferrer noopener"');
    expect(wordsOf(await mine.get('/tasks?list=mine'))).toContain('You are on it');
    expect(wordsOf(await colleague.get('/tasks?list=all'))).toContain('test is on it');
    expect((await colleague.get('/tasks')).html).not.toContain(at.taskId);
    expect(wordsOf(await colleague.get(path))).toContain('test has this task');
    const refused = await colleague.post(`${path}/sheet`);
    expect([refused.status, wordsOf(refused)]).toEqual([
      409,
      expect.stringContaining('Somebody else has this task now'),
    ]);
    expect((await mine.post(`${path}/release`)).to).toBe('/tasks?done=released');
    expect((await colleague.post(`${path}/sheet`)).status).toBe(200);
    expect((await colleague.get(`${path}/sheet`)).to).toBe(path);
    expect(wordsOf(await mine.get(`/takedowns/${at.takedownId}`))).toContain(
      'Somebody looked at what its task needs.',
    );
  });

  it('is ended with one click, once, and the takedown goes on', async () => {
    const at = await scene(pages.api);
    const path = `/tasks/${at.taskId}`;
    await lead.post(`${path}/sheet`);
    const nothing = await lead.post(`${path}/complete`, {});
    expect([nothing.status, wordsOf(nothing)]).toEqual([422, expect.stringContaining('say what you found')]);
    const unknown = await lead.post(`${path}/complete`, { platform: 'nobody' });
    expect([unknown.status, wordsOf(unknown)]).toEqual([
      404,
      expect.stringContaining('no platform of this name'),
    ]);
    const answer = await lead.post(`${path}/complete`, { platform: 'practice-pixhub' });
    expect(answer.to).toBe(`/takedowns/${at.takedownId}?done=task_done`);
    expect(wordsOf(await lead.get(answer.to ?? ''))).toContain(
      'A person found out whose it is: Pixhub (practice).',
    );
    expect(wordsOf(await lead.get(path))).toContain('This task was done.');
    const twice = await lead.post(`${path}/fail`);
    expect([twice.status, wordsOf(twice)]).toEqual([409, expect.stringContaining('not open any more')]);
  });

  it('keeps notes for whoever comes next', async () => {
    const at = await scene(pages.api);
    const path = `/tasks/${at.taskId}`;
    expect((await lead.post(`${path}/note`, { note: 'Phone only <i>' })).to).toBe(`${path}?done=noted`);
    expect((await lead.get(path)).html).not.toContain('Phone only');
    expect((await lead.post(`${path}/sheet`)).html).toContain('Phone only &lt;i&gt;');
  });
});

describe('without the ledger', () => {
  it('a page says that nothing was lost', async () => {
    const find = async () => {
      await new pg.Client({ host: '127.0.0.1', port: 1 }).connect();
      return undefined;
    };
    const away = await testPages((web) => ({ ...web, sessions: { ...web.sessions, find } }));
    try {
      const visitor = away.visitor();
      visitor.setCookie('redress_session', 'any');
      const page = await visitor.get('/cases');
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
      expect(wordsOf(page)).toContain('Nothing was lost and nothing was done');
    } finally {
      await away.end();
    }
  });
});
