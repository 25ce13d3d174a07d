import { attemptKey, noticeKey } from '../../../src/domain/ids.ts';
import { settle } from '../../../src/flow/settle.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { ANNE, BERT, type TestApi } from '../../integration/http/support/desk.ts';

/** A case of helpline A with a takedown that waits for a person, and one whose notice has gone out. */
export interface Scene {
  readonly caseId: string;
  readonly reference: string;
  readonly takedownId: string;
  readonly taskId: string;
  readonly sentId: string;
  readonly noticeKey: string;
}

/** Counted for each API: files that share a process must not see how many another has made. */
const scenes = new WeakMap<TestApi, number>();

export async function scene(api: TestApi): Promise<Scene> {
  const made = (scenes.get(api) ?? 0) + 1;
  scenes.set(api, made);
  const reference = `SCENE-${made}-${Date.now()}`;
  const token = api.tokens.lead;
  const urls = [`https://nobody-knows-${made}.example/p/1`, `http://pixhub.practice.test/p/${made}`];
  const answer = await api.ask('POST', '/v1/takedowns/bulk', {
    token,
    body: { takedowns: urls.map((url) => requestAbout(url, { case: reference })) },
  });
  const [takedownId, sentId] = answer.body.answers.map((one: { id: string }) => one.id);
  const { task, caseId } = (await api.ask('GET', `/v1/takedowns/${takedownId}`, { token })).body;
  const key = await sendNotice(api, sentId);
  return { caseId, reference, takedownId, taskId: task.id, sentId, noticeKey: key };
}

/** As a worker would: looked, sent, and it was taken. */
export async function sendNotice(api: TestApi, id: string): Promise<string> {
  const { deps } = api.base;
  const desk = { recipient: 'practice-pixhub', channel: 'report-api', rung: 0 };
  const key = noticeKey({ takedownId: id, cycle: 0, ...desk });
  const at = deps.clock.now();
  const attempt = attemptKey(key, 1);
  const intent = { ...desk, noticeKey: key, try: 1, key: attempt, why: 'first_notice' } as const;
  await settle(deps, id, 'keep', () => ({
    events: [
      { event: { type: 'checked', at, purpose: 'precheck', by: 'redress', found: [LIVE, LIVE] } },
      { event: { type: 'intended', at, ...intent } },
      {
        event: {
          type: 'settled',
          at,
          key: attempt,
          delivery: { result: 'sent', code: 'http_202', hasReference: false },
        },
      },
    ],
  }));
  return key;
}

const LIVE = { verdict: 'live', signal: 'test' } as const;

export async function share(api: TestApi, { caseId }: Scene, access: 'read' | 'act'): Promise<void> {
  await api.ask('POST', `/v1/cases/${caseId}/shares`, {
    token: api.tokens.lead,
    body: { helplineId: BERT.id, access },
  });
}

export { ANNE, BERT };
