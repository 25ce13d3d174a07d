import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { attemptKey, noticeKey } from '../../../src/domain/ids.ts';
import { claimStep } from '../../../src/flow/claim.ts';
import { settle } from '../../../src/flow/settle.ts';
import { type Scene, scene, share } from '../../contract/http/scene.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { ANNE, BERT, type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
let colleague: { readonly id: string; readonly token: string };
let at: Scene;
beforeAll(async () => {
  api = await testApi();
  colleague = await api.token({ helplineId: ANNE.id, role: 'practitioner' });
  at = await scene(api);
});
afterAll(() => api.end());

type Order = Record<string, unknown>;
const act = async (order: Order, ids: readonly string[], token = api.tokens.lead, headers = {}) =>
  (await api.ask('POST', '/v1/takedowns/acts', { token, body: { why: 'urgent', ids, ...order }, headers }))
    .body;
const read = async (id: string) =>
  (await api.ask('GET', `/v1/takedowns/${id}`, { token: api.tokens.lead })).body;
const timeline = async (id: string, token = api.tokens.lead) =>
  (await api.ask('GET', `/v1/takedowns/${id}/timeline`, { token })).body.events;

let made = 0;
/** One that is due: its page was looked at, and its first notice may go. */
async function due(site = 'pixhub'): Promise<string> {
  made += 1;
  const { body } = await api.ask('POST', '/v1/takedowns', {
    token: api.tokens.lead,
    body: requestAbout(`http://${site}.practice.test/p/due-${made}`, { case: `DUE-${made}` }),
  });
  const { deps } = api.base;
  const found = [{ verdict: 'live', signal: 'test' } as const];
  await settle(deps, body.id, 'keep', () => ({
    events: [
      {
        event: {
          type: 'checked',
          at: deps.clock.now(),
          purpose: 'precheck',
          by: 'redress',
          found: [...found],
        },
      },
    ],
  }));
  return body.id;
}

/** As a worker claims: the attempts of the takedowns that it took. */
async function claimed(): Promise<readonly { readonly id: string; readonly takedownId: string }[]> {
  const { deps } = api.base;
  const [now, world] = [deps.clock.now(), await deps.worlds.current()];
  const { jobs } = await deps.ledger.claim(
    {
      now,
      limit: 100,
      worker: 'worker-1',
      room: new Map([['api', 100]]),
      pace: () => ({ perMinute: 6_000, concurrency: 100 }),
    },
    (stored) => claimStep(stored, world, [], now, 'worker-1', deps.newTaskId),
  );
  return jobs;
}

describe('a paused takedown', () => {
  it('is due no more and says so, while its clock runs on', async () => {
    const id = await due();
    const before = await read(id);
    expect(await act({ act: 'pause', why: 'evidence' }, [id])).toMatchObject({
      act: 'pause',
      done: 1,
      refused: 0,
      answers: [{ id, done: true, status: 'paused', next: expect.stringContaining('paused') }],
    });
    const after = await read(id);
    expect(after).toMatchObject({ status: 'paused', dueAt: null, pausedAt: expect.any(String) });
    expect(after.deadlineAt === null).toBe(before.deadlineAt === null);
    const listed = await api.ask('GET', '/v1/takedowns?status=paused', { token: api.tokens.lead });
    expect(listed.body.takedowns.map((one: { id: string }) => one.id)).toContain(id);
    expect((await claimed()).map((job) => job.takedownId)).not.toContain(id);
    await act({ act: 'unpause' }, [id]);
    expect((await claimed()).map((job) => job.takedownId)).toContain(id);
  });

  it('is stopped at the point of no return, and sends the very same notice when it goes on', async () => {
    const id = await due();
    const { ledger, clock } = api.base.deps;
    const job = (await claimed()).find((one) => one.takedownId === id);
    const key = job?.id ?? '';
    expect(await ledger.begin(key, 'worker-1', clock.now(), clock.now() + 60_000)).toBeDefined();
    await act({ act: 'pause' }, [id], api.tokens.ops);
    expect(await ledger.commit(key, 'worker-1', clock.now())).toBe(false);
    await act({ act: 'unpause' }, [id], api.tokens.ops);
    expect(await ledger.commit(key, 'worker-1', clock.now())).toBe(true);
  });

  it('still ends when it is withdrawn', async () => {
    const id = await due();
    await act({ act: 'pause' }, [id]);
    const { body } = await api.ask('POST', `/v1/takedowns/${id}/withdraw`, { token: api.tokens.lead });
    expect(body).toMatchObject({ status: 'ended', outcome: 'withdrawn' });
    expect((await read(id)).pausedAt).toBeNull();
  });
});

describe('acts', () => {
  it('by ops are answered each on their own, are on record, and tell nothing red', async () => {
    const { sentId, takedownId, reference } = await scene(api);
    const ids = [sentId, takedownId, 'td_nobody', sentId];
    const body = await act({ act: 'retry', why: 'recipient_back' }, ids, api.tokens.ops);
    expect(body).toMatchObject({
      done: 1,
      refused: 2,
      answers: [
        { id: sentId, done: true, status: 'queued' },
        { id: takedownId, done: false, code: 'takedown_with_person', cure: expect.any(String) },
        { id: 'td_nobody', done: false, code: 'takedown_unknown' },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(reference);
    const last = (await timeline(sentId, api.tokens.ops)).at(-1);
    expect(last).toMatchObject({
      type: 'retried',
      by: expect.stringMatching(/^tok_/),
      details: { why: 'recipient_back' },
      text: 'A person asked for the next step at once (the recipient works again)',
    });
    const again = await act({ act: 'retry' }, [sentId], api.tokens.ops);
    expect(again.answers).toMatchObject([{ done: false, code: 'takedown_due' }]);
  });

  it('escalate to the next recipient at once, and are refused where there is none', async () => {
    const { sentId } = await scene(api);
    const id = await due('deafly');
    await settle(api.base.deps, id, 'keep', ({ id: takedownId }) => {
      const to = { recipient: 'practice-deafly', channel: 'report-api', rung: 0 };
      const key = noticeKey({ takedownId, cycle: 0, ...to });
      const sent = { result: 'sent', code: 'http_202', hasReference: false } as const;
      const now = api.base.deps.clock.now();
      return {
        events: [
          {
            event: {
              type: 'intended',
              at: now,
              ...to,
              noticeKey: key,
              try: 1,
              key: attemptKey(key, 1),
              why: 'first_notice',
            },
          },
          { event: { type: 'settled', at: now, key: attemptKey(key, 1), delivery: sent } },
        ],
      };
    });
    const body = await act({ act: 'escalate', why: 'no_answer_expected' }, [id, sentId]);
    expect(body.answers).toMatchObject([
      { done: true, status: 'queued', next: 'notify practice-hostwell by abuse-desk' },
      { done: false, code: 'rung_none_left' },
    ]);
    expect((await timeline(id)).at(-1)).toMatchObject({ type: 'escalated', details: { rung: 0 } });
  });

  it('are done once under one key, however often they are asked for', async () => {
    const id = await due();
    const key = { 'idempotency-key': 'acts-1' };
    const first = await act({ act: 'pause' }, [id], api.tokens.lead, key);
    const second = await act({ act: 'pause' }, [id], api.tokens.lead, key);
    expect(second).toEqual(first);
    const paused = (await timeline(id)).filter((one: { type: string }) => one.type === 'paused');
    expect(paused).toHaveLength(1);
  });

  it.each<readonly [string, Order, number]>([
    ['without a reason', { act: 'pause', why: undefined }, 422],
    ['for a reason that is not on the list', { act: 'pause', why: 'https://x.example/p/1' }, 422],
    ['that assign to nobody in particular', { act: 'assign' }, 422],
    ['that pause for somebody', { act: 'pause', to: 'tok_x' }, 422],
    ['for more than 500', { act: 'pause', ids: Array.from({ length: 501 }, (_, n) => `td_${n}`) }, 422],
  ])('%s are refused', async (_, order, status) => {
    const answer = await api.ask('POST', '/v1/takedowns/acts', {
      token: api.tokens.lead,
      body: { why: 'other', ids: [at.sentId], ...order },
    });
    expect(answer.status).toBe(status);
  });

  it('take 500 takedowns at a time', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => due()));
    const strangers = Array.from({ length: 460 }, (_, n) => `td_stranger_${n}`);
    const body = await act({ act: 'pause' }, [...ids, ...strangers], api.tokens.ops);
    expect([body.done, body.refused, body.answers.length]).toEqual([40, 460, 500]);
  });
});

describe('a task', () => {
  it('is given to somebody of the helpline, who finds it, and it shows by whom', async () => {
    const { taskId, takedownId } = await scene(api);
    const mine = async () =>
      (await api.ask('GET', '/v1/tasks?assigned=mine', { token: colleague.token })).body.tasks.map(
        (one: { id: string }) => one.id,
      );
    expect(await mine()).not.toContain(taskId);
    await act({ act: 'assign', why: 'workload', to: colleague.id }, [takedownId], api.tokens.ops);
    expect(await mine()).toContain(taskId);
    const task = (await api.ask('GET', `/v1/tasks/${taskId}`, { token: api.tokens.lead })).body;
    expect(task).toMatchObject({ assignedTo: colleague.id, assignedBy: expect.stringMatching(/^tok_/) });
    await act({ act: 'assign', to: null }, [takedownId]);
    expect(await mine()).not.toContain(taskId);
  });

  it('is given to nobody of another helpline, nor to a token that has ended', async () => {
    const { takedownId } = await scene(api);
    const stranger = await api.token({ helplineId: BERT.id, role: 'lead' });
    const gone = await api.token({ helplineId: ANNE.id, role: 'lead' });
    await api.base.handle.tokens.revoke(gone.id, Date.now());
    for (const token of [api.tokens.lead, api.tokens.ops]) {
      for (const to of [stranger.id, gone.id]) {
        const { answers } = await act({ act: 'assign', to }, [takedownId], token);
        expect(answers).toMatchObject([{ done: false, code: 'person_unknown' }]);
      }
    }
    const { people } = (await api.ask('GET', '/v1/people', { token: api.tokens.lead })).body;
    const ids = people.map((one: { id: string }) => one.id);
    expect(ids).toContain(colleague.id);
    expect(ids).not.toContain(gone.id);
    const foreign = await api.ask('GET', `/v1/people?helplineId=${BERT.id}`, { token: api.tokens.lead });
    expect(foreign.body.people).toEqual([]);
    expect((await api.ask('GET', '/v1/people', { token: api.tokens.ops })).status).toBe(422);
  });

  it('of a shared case is given to somebody of the helpline that may act', async () => {
    const of = await scene(api);
    const theirs = await api.token({ helplineId: BERT.id, role: 'practitioner' });
    await share(api, of, 'act');
    const { answers } = await act({ act: 'assign', to: theirs.id }, [of.takedownId], api.tokens.otherLead);
    expect(answers).toMatchObject([{ done: true }]);
  });
});

it('the record of all that was done here is whole, and each state follows from it', async () => {
  const { breaks, takedowns } = await api.base.handle.verifyAudit({ fold });
  expect(takedowns).toBeGreaterThan(40);
  expect(breaks).toEqual([]);
});
