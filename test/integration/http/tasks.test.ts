import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scene } from '../../contract/http/scene.ts';
import { ANNE, type Answer, type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
let token: string;
let colleague: string;
beforeAll(async () => {
  api = await testApi();
  token = api.tokens.practitioner;
  colleague = (await api.token({ helplineId: ANNE.id, role: 'practitioner' })).token;
});
afterAll(() => api.end());

const act = (of: Scene, verb: string, who = token, body?: unknown): Promise<Answer> =>
  api.ask('POST', `/v1/tasks/${of.taskId}/${verb}`, { token: who, ...(body === undefined ? {} : { body }) });
const read = async (of: Scene) => (await api.ask('GET', `/v1/tasks/${of.taskId}`, { token })).body;

describe('a task', () => {
  it('that is claimed shows whose it is and until when, and nobody else can take or end it', async () => {
    const at = await scene(api);
    const claimed = await act(at, 'claim', token, { minutes: 30 });
    expect(claimed.body.claimedBy).toMatch(/^tok_/);
    expect(await read(at)).toMatchObject({
      claimedBy: claimed.body.claimedBy,
      claimedUntil: claimed.body.claimedUntil,
    });
    for (const verb of ['claim', 'complete', 'fail', 'release']) {
      const { status, body } = await act(at, verb, colleague);
      expect([verb, status, body.code]).toEqual([verb, 409, 'task_claimed']);
    }
    expect((await act(at, 'claim')).status).toBe(200);
  });

  it('is free when it was given back, and when its time is over', async () => {
    const at = await scene(api);
    await act(at, 'claim');
    expect((await act(at, 'release')).status).toBe(200);
    expect((await read(at)).claimedBy).toBeNull();
    await act(at, 'claim', colleague);
    const { deps } = api.base;
    await deps.ledger.claimTask(at.taskId, { by: 'nobody', until: 1 }, Date.now() + 10 * 3_600_000);
    expect((await read(at)).claimedBy).toBeNull();
    expect((await act(at, 'claim')).status).toBe(200);
  });

  it('goes to one of many who claim it at once', async () => {
    const at = await scene(api);
    const answers = await Promise.all(
      [token, colleague, token, colleague].map((who) => act(at, 'claim', who)),
    );
    const winners = new Set(answers.filter((one) => one.status === 200).map((one) => one.body.claimedBy));
    expect(winners.size).toBe(1);
  });

  it('shows its sheet to whoever has claimed it, and puts that on record', async () => {
    const at = await scene(api);
    const early = await act(at, 'sheet');
    expect([early.status, early.body.code]).toEqual([409, 'task_not_claimed']);
    await act(at, 'claim');
    await act(at, 'comments', token, { text: 'canary: they asked for\na passport' });
    const { status, body } = await act(at, 'sheet');
    expect(status).toBe(200);
    expect(body.urls[0]).toMatch(/^https:\/\/nobody-knows-/);
    expect(body.comments).toMatchObject([{ text: 'canary: they asked for\na passport' }]);
    const timeline = await api.ask('GET', `/v1/takedowns/${at.takedownId}/timeline`, { token });
    expect(timeline.body.events.map((one: { type: string }) => one.type)).toEqual(
      expect.arrayContaining(['commented', 'revealed']),
    );
    expect(timeline.text).not.toContain('canary');
    expect(timeline.text).not.toMatch(/nobody-knows-\d+\.example\/p/);
  });

  it('that is done needs what its kind needs, and the takedown goes on', async () => {
    const at = await scene(api);
    const bare = await act(at, 'complete', token, {});
    expect([bare.status, bare.body.code, bare.body.field]).toEqual([422, 'task_incomplete', 'platform']);
    const wrong = await act(at, 'complete', token, { platform: 'no-such-platform' });
    expect(wrong.body.code).toBe('platform_unknown');
    const done = await act(at, 'complete', token, { platform: 'practice-pixhub' });
    expect(done.body).toEqual({ id: at.taskId, takedownId: at.takedownId, result: 'done' });
    const after = await api.ask('GET', `/v1/takedowns/${at.takedownId}`, { token });
    expect(after.body).toMatchObject({ platform: 'practice-pixhub', task: null });
    const again = await act(at, 'complete', token, { platform: 'practice-pixhub' });
    expect([again.status, again.body.code]).toEqual([409, 'task_not_open']);
  });

  it('that cannot be done leads to the next step', async () => {
    const at = await scene(api);
    expect((await act(at, 'fail')).body.result).toBe('failed');
    const after = await api.ask('GET', `/v1/takedowns/${at.takedownId}`, { token });
    expect(after.body).toMatchObject({ status: 'queued', task: null });
    expect((await read(at)).status).toBe('failed');
  });
});

describe('GET /v1/tasks', () => {
  it('goes through all pages without missing or repeating one', async () => {
    const scenes = [];
    for (let n = 0; n < 5; n += 1) scenes.push(await scene(api));
    const all = await api.ask('GET', '/v1/tasks?limit=500', { token });
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.ask('GET', `/v1/tasks?limit=2${cursor}`, { token });
      paged.push(...body.tasks.map((one: { id: string }) => one.id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(paged).toEqual(all.body.tasks.map((one: { id: string }) => one.id));
    expect(paged).toEqual(expect.arrayContaining(scenes.map((one) => one.taskId)));
  });

  it('can be asked for mine, and for those that nobody has', async () => {
    const [mine, theirs, free] = [await scene(api), await scene(api), await scene(api)];
    await act(mine, 'claim');
    await act(theirs, 'claim', colleague);
    const ids = async (query: string): Promise<readonly string[]> =>
      (await api.ask('GET', `/v1/tasks?limit=500&${query}`, { token })).body.tasks.map(
        (one: { id: string }) => one.id,
      );
    expect(await ids('claimed=mine')).toContain(mine.taskId);
    expect(await ids('claimed=mine')).not.toContain(theirs.taskId);
    expect(await ids('claimed=none')).toContain(free.taskId);
    expect(await ids('claimed=none')).not.toContain(mine.taskId);
    expect(await ids(`caseId=${free.caseId}`)).toEqual([free.taskId]);
    expect(await ids('kind=look_by_hand')).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    const cursor = Buffer.from('["x"]').toString('base64url');
    const { status, body } = await api.ask('GET', `/v1/tasks?cursor=${cursor}`, { token });
    expect([status, body.code]).toEqual([422, 'cursor_invalid']);
  });
});
