import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle } from '../../../src/flow/settle.ts';
import { scene } from '../../contract/http/scene.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await testApi();
  token = api.tokens.practitioner;
});
afterAll(() => api.end());

const idsOf = (body: { takedowns: { id: string }[] }): readonly string[] =>
  body.takedowns.map((one) => one.id);

describe('GET /v1/takedowns', () => {
  it('filters by state, platform, host, case, outcome and deadline', async () => {
    const at = await scene(api);
    const list = async (query: string) =>
      idsOf((await api.ask('GET', `/v1/takedowns?${query}`, { token })).body);
    const both = [at.takedownId, at.sentId].toSorted();
    expect((await list(`caseId=${at.caseId}`)).toSorted()).toEqual(both);
    expect(await list(`caseId=${at.caseId}&status=person`)).toEqual([at.takedownId]);
    expect(await list(`caseId=${at.caseId}&platform=practice-pixhub`)).toEqual([at.sentId]);
    expect(await list(`caseId=${at.caseId}&host=PIXHUB.practice.test`)).toEqual([at.sentId]);
    expect(await list(`caseId=${at.caseId}&deadlineBefore=2999-01-01T00:00:00Z`)).toContain(at.sentId);
    expect(await list(`caseId=${at.caseId}&deadlineBefore=2001-01-01T00:00:00Z`)).toEqual([]);
    await api.ask('POST', `/v1/takedowns/${at.sentId}/withdraw`, { token });
    expect(await list(`caseId=${at.caseId}&outcome=withdrawn`)).toEqual([at.sentId]);
  });

  it('finds a case by its reference in a body, since a reference may be a name', async () => {
    const at = await scene(api);
    const { body } = await api.ask('POST', '/v1/takedowns/search', {
      token,
      body: { caseReference: at.reference, status: 'person' },
    });
    expect(idsOf(body)).toEqual([at.takedownId]);
    const inQuery = await api.ask('GET', `/v1/takedowns?caseReference=${at.reference}`, { token });
    expect([inQuery.status, inQuery.body.code]).toEqual([422, 'request_invalid']);
  });

  it('goes through all pages without missing or repeating one, newest first', async () => {
    const takedowns = Array.from({ length: 7 }, (_, n) =>
      requestAbout(`http://pixhub.practice.test/p/${9_000 + n}`, { case: 'PAGES' }),
    );
    const { body: made } = await api.ask('POST', '/v1/takedowns/bulk', { token, body: { takedowns } });
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.ask('GET', `/v1/takedowns?limit=3${cursor}`, { token });
      found.push(...idsOf(body));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(found.toSorted().toReversed());
    expect(found).toEqual(expect.arrayContaining(made.answers.map((one: { id: string }) => one.id)));
  });

  it.each([
    'limit=0',
    'limit=501',
    'status=gone',
    'url=https://x.example',
    'deadlineBefore=tomorrow',
    'host=a%20b',
  ])('refuses %s', async (query) => {
    const { status, body } = await api.ask('GET', `/v1/takedowns?${query}`, { token });
    expect([status, body.code]).toEqual([422, 'request_invalid']);
  });
});

describe('a takedown', () => {
  it('is read with its notices and its task, and without a URL', async () => {
    const at = await scene(api);
    const open = await api.ask('GET', `/v1/takedowns/${at.takedownId}`, { token });
    expect(open.body).toMatchObject({ status: 'person', task: { id: at.taskId, kind: 'find_platform' } });
    const sent = await api.ask('GET', `/v1/takedowns/${at.sentId}`, { token });
    expect(sent.body.notices).toMatchObject([
      {
        noticeKey: at.noticeKey,
        recipient: 'practice-pixhub',
        result: 'sent',
        code: 'http_202',
        replies: [],
      },
    ]);
    for (const { text } of [open, sent]) expect(text).not.toContain('/p/');
  });

  it('tells its timeline page by page', async () => {
    const at = await scene(api);
    const first = await api.ask('GET', `/v1/takedowns/${at.sentId}/timeline?limit=2`, { token });
    const rest = await api.ask('GET', `/v1/takedowns/${at.sentId}/timeline?after=${first.body.next}`, {
      token,
    });
    const types = [...first.body.events, ...rest.body.events].map((one: { type: string }) => one.type);
    expect(types.slice(0, 4)).toEqual(['requested', 'checked', 'intended', 'settled']);
    expect(rest.body.next).toBeNull();
  });

  it('takes down what a recipient answered, and forgets the words in no list', async () => {
    const at = await scene(api);
    const reply = { kind: 'refused', reason: 'not_ours', reference: 'canary-ref', text: 'canary words' };
    const { status } = await api.ask('POST', `/v1/takedowns/${at.sentId}/replies`, { token, body: reply });
    expect(status).toBe(200);
    const read = await api.ask('GET', `/v1/takedowns/${at.sentId}`, { token });
    expect(read.body.notices[0].replies).toMatchObject([
      { kind: 'refused', reason: 'not_ours', via: 'person' },
    ]);
    expect(read.text).not.toContain('canary');
    const shown = await api.ask('POST', `/v1/takedowns/${at.sentId}/reveal`, { token: api.tokens.lead });
    expect(shown.body.notes).toMatchObject([{ type: 'replied', red: { reference: 'canary-ref' } }]);
  });

  it.each([
    [{ kind: 'receipt', noticeKey: `n${'0'.repeat(40)}` }, 409, 'notice_unknown'],
    [{ kind: 'receipt', reason: 'not_ours' }, 422, 'request_invalid'],
    [{ kind: 'nonsense' }, 422, 'request_invalid'],
    [{ kind: 'receipt', text: 'a\u0000b' }, 422, 'request_invalid'],
  ])('refuses the reply %j', async (body, status, code) => {
    const at = await scene(api);
    const answer = await api.ask('POST', `/v1/takedowns/${at.sentId}/replies`, { token, body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of which no notice has gone out cannot be answered', async () => {
    const at = await scene(api);
    const answer = await api.ask('POST', `/v1/takedowns/${at.takedownId}/replies`, {
      token,
      body: { kind: 'receipt' },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'notice_unknown']);
  });

  it('is revealed to a lead, with the words of the notice, and each time is on record', async () => {
    const at = await scene(api);
    const { body } = await api.ask('POST', `/v1/takedowns/${at.sentId}/reveal`, { token: api.tokens.lead });
    expect(body.locations[0].url).toMatch(/^http:\/\/pixhub\.practice\.test\/p\//);
    await api.ask('POST', `/v1/takedowns/${at.sentId}/reveal`, { token: api.tokens.lead });
    const timeline = await api.ask('GET', `/v1/takedowns/${at.sentId}/timeline`, { token });
    const reveals = timeline.body.events.filter((one: { type: string }) => one.type === 'revealed');
    expect(reveals).toHaveLength(2);
    expect(reveals[0].by).toMatch(/^tok_/);
  });

  it('that has ended is taken up again, once', async () => {
    const { sentId } = await scene(api);
    const closed = { type: 'closed', at: Date.now(), outcome: 'no_response' } as const;
    await settle(api.base.deps, sentId, 'keep', () => ({ events: [{ event: closed }] }));
    const again = await api.ask('POST', `/v1/takedowns/${sentId}/reopen`, { token });
    expect([again.status, again.body.outcome]).toEqual([200, null]);
    expect((await api.ask('GET', `/v1/takedowns/${sentId}`, { token })).body.cycle).toBe(1);
    const twice = await api.ask('POST', `/v1/takedowns/${sentId}/reopen`, { token });
    expect([twice.status, twice.body.code]).toEqual([409, 'takedown_not_ended']);
  });

  it('that is withdrawn since a minor may be shown loses its URL, and is never reopened', async () => {
    const at = await scene(api);
    const { body } = await api.ask('POST', `/v1/takedowns/${at.sentId}/withdraw`, {
      token,
      body: { minorMayBeShown: true },
    });
    expect(body).toMatchObject({ status: 'ended', outcome: 'minor_route' });
    const shown = await api.ask('POST', `/v1/takedowns/${at.sentId}/reveal`, { token: api.tokens.lead });
    expect(shown.body.locations).toBeNull();
    const again = await api.ask('POST', `/v1/takedowns/${at.sentId}/reopen`, { token });
    expect([again.status, again.body.code]).toEqual([409, 'takedown_final']);
  });
});

describe('a case', () => {
  it('is made once for a reference, and tells the outcomes of its URLs', async () => {
    const at = await scene(api);
    const found = await api.ask('POST', '/v1/cases', { token, body: { reference: at.reference } });
    expect(found.body).toMatchObject({ id: at.caseId, reference: at.reference });
    await api.ask('POST', `/v1/takedowns/${at.sentId}/withdraw`, { token });
    const { body } = await api.ask('GET', `/v1/cases/${at.caseId}/outcomes`, { token });
    expect(body.counts).toEqual({ takedowns: 2, open: 1, person: 1, byOutcome: { withdrawn: 1 } });
    expect(
      body.takedowns.map((one: { id: string; outcome: string }) => [one.id, one.outcome]).toSorted(),
    ).toEqual(
      [
        [at.takedownId, null],
        [at.sentId, 'withdrawn'],
      ].toSorted(),
    );
  });

  it('has no reference for ops', async () => {
    const at = await scene(api);
    const { body, text } = await api.ask('GET', `/v1/cases/${at.caseId}`, { token: api.tokens.ops });
    expect([body.id, body.reference, text.includes(at.reference)]).toEqual([at.caseId, null, false]);
    const list = await api.ask('GET', '/v1/takedowns?limit=500', { token: api.tokens.ops });
    expect([list.status, list.text.includes(at.reference)]).toEqual([200, false]);
  });
});
