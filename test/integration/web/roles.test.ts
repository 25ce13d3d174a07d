import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comment } from '../../../src/flow/people/comment.ts';
import { type Scene, scene, share } from '../../contract/http/scene.ts';
import { ACTS, PAGES } from './support/addresses.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let at: Scene;
beforeAll(async () => {
  pages = await testPages();
  at = await scene(pages.api);
});
afterAll(() => pages.end());

describe('whose pages they are', () => {
  it('nobody who is not signed in sees any of them, or does anything', async () => {
    const stranger = pages.visitor();
    for (const path of PAGES) expect((await stranger.get(path(at))).to).toMatch(/^\/sign-in/);
    for (const [path, fields] of ACTS) expect((await stranger.post(path(at), fields)).to).toBe('/sign-in');
    expect((await stranger.get('/live')).to).toBe('/sign-in');
  });

  it('another helpline finds nothing, whatever address it guesses, and its lists hold none of it', async () => {
    for (const who of ['other', 'otherLead'] as const) {
      const visitor = await pages.as(who);
      for (const path of PAGES) {
        const { status, html } = await visitor.get(path(at));
        expect([path(at), status]).toEqual([path(at), /_/.test(path(at)) ? 404 : 200]);
        for (const red of [at.reference, at.takedownId, at.taskId, at.sentId]) {
          expect(html.replaceAll(path(at), '')).not.toContain(red);
        }
      }
      for (const [path, fields] of ACTS) expect((await visitor.post(path(at), fields)).status).toBe(404);
      const reveal = await visitor.post(`/takedowns/${at.sentId}/reveal`);
      expect(reveal.status).toBe(who === 'other' ? 403 : 404);
    }
  });

  it('ops have none of the pages of helplines, and nothing red', async () => {
    const visitor = await pages.as('ops');
    for (const path of PAGES) {
      const { status, html } = await visitor.get(path(at));
      expect([path(at), status, html.includes(at.reference)]).toEqual([path(at), 403, false]);
    }
    for (const [path, fields] of ACTS) expect((await visitor.post(path(at), fields)).status).toBe(403);
    expect((await visitor.post(`/takedowns/${at.sentId}/reveal`)).status).toBe(403);
  });

  it('a practitioner does not reveal or share, a lead does, and it is on record by name', async () => {
    await comment(pages.api.base.deps, at.sentId, 'somebody', { text: 'They answered <b>at noon</b>' });
    const path = `/takedowns/${at.sentId}`;
    const practitioner = await pages.as('practitioner');
    expect((await practitioner.post(`${path}/reveal`)).status).toBe(403);
    const fields = { helpline: 'helpline-b', access: 'read' };
    expect((await practitioner.post(`/cases/${at.caseId}/share`, fields)).status).toBe(403);
    expect((await practitioner.get(path)).html).not.toContain('at noon');
    const lead = await pages.as('lead');
    const shown = await lead.post(`${path}/reveal`);
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('They answered &lt;b&gt;at noon&lt;/b&gt;');
    expect(shown.html).toMatch(
      /href="http:\/\/pixhub\.practice\.test\/p\/\d+" rel="noreferrer noopener" target="_blank"/,
    );
    expect(shown.html).not.toContain('data-live=');
    const after = await practitioner.get(path);
    expect(wordsOf(after)).toContain('Somebody looked at its addresses, notices and answers.');
    expect(after.html).not.toMatch(/\/p\/\d/);
    expect((await lead.get(`${path}/reveal`)).to).toBe(path);
  });

  it('with a case that was shared another helpline reads, and acts only when it may', async () => {
    const other = await scene(pages.api);
    await share(pages.api, other, 'read');
    const visitor = await pages.as('other');
    expect(wordsOf(await visitor.get('/cases?shared=yes'))).toContain(other.reference);
    const read = await visitor.get(`/takedowns/${other.sentId}`);
    expect([read.status, read.html.includes('/comment')]).toEqual([200, false]);
    const note = { note: 'We know them' };
    expect((await visitor.post(`/takedowns/${other.sentId}/comment`, note)).status).toBe(403);
    expect((await visitor.post(`/tasks/${other.taskId}/sheet`)).status).toBe(403);
    await share(pages.api, other, 'act');
    expect((await visitor.post(`/takedowns/${other.sentId}/comment`, note)).status).toBe(303);
    expect((await visitor.post(`/tasks/${other.taskId}/sheet`)).status).toBe(200);
  });

  it('who may does each of them', async () => {
    const own = await scene(pages.api);
    const visitor = await pages.as('practitioner');
    for (const [path, fields] of ACTS) {
      const answer = await visitor.post(path(own), fields);
      expect([path(own), answer.status]).toEqual([path(own), path(own).endsWith('/sheet') ? 200 : 303]);
    }
    const line = await pages.api.base.handle.views.takedown(own.sentId);
    expect(line?.line.outcome).toBe('withdrawn');
  });
});

describe('the stream of a page', () => {
  const listen = async (visitor: Visitor, signal: AbortSignal) => {
    const cookie = `redress_session=${visitor.cookie('redress_session')}`;
    const answer = await fetch(`${pages.url}/live`, { headers: { cookie }, signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    return async (until: RegExp): Promise<string> => {
      let text = '';
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
        text += value ?? '';
        if (done || until.test(text)) return text;
      }
    };
  };

  it('tells that something changed and nothing else, to who may see it, until the screen is covered', async () => {
    const own = await scene(pages.api);
    const [mine, others] = [await pages.as('practitioner'), await pages.as('other')];
    const stop = new AbortController();
    const [read, readOther] = [await listen(mine, stop.signal), await listen(others, stop.signal)];
    await read(/here/);
    await comment(pages.api.base.deps, own.sentId, 'somebody', { text: 'canary' });
    const told = await read(/event: change/);
    expect(told).toContain(`takedown:${own.sentId} case:${own.caseId}`);
    expect(told).not.toMatch(/canary|commented/);
    await mine.post('/lock');
    expect(await read(/event: over/)).toContain('event: over');
    await others.post('/lock');
    expect(await readOther(/event: over/)).not.toContain(own.sentId);
    stop.abort();
  }, 30_000);
});

describe('a page that is not there', () => {
  it('is said so in a page, to everybody', async () => {
    for (const visitor of [await pages.as('lead'), await pages.as('ops')]) {
      for (const path of ['/nothing', '/cases/case_nothing', '/takedowns/td_0', '/tasks/task_0']) {
        const { status } = await visitor.get(path);
        expect([path, [403, 404].includes(status)]).toEqual([path, true]);
      }
    }
    const page = await (await pages.as('lead')).get('/takedowns/td_0');
    expect(wordsOf(page)).toContain('There is nothing here');
  });
});
