import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type TestApi, testApi } from '../../integration/http/support/desk.ts';
import { MATRIX, type Role, type Row, WEBHOOK } from './matrix.ts';
import { ANNE, BERT, type Scene, scene, share } from './scene.ts';

let api: TestApi;
/** For what must not change it. */
let untouched: Scene;
const bad: Record<string, string | undefined> = {};
const operations: Record<string, { readonly roles: readonly string[] }> = {};

beforeAll(async () => {
  api = await testApi();
  await api.base.deps.ledger.saveHelpline({ ...ANNE, id: 'helpline-c', name: 'Helpline C' });
  untouched = await scene(api);
  const now = Date.now();
  const gone = await api.token({ helplineId: ANNE.id, role: 'lead' });
  await api.base.handle.tokens.revoke(gone.id, now);
  Object.assign(bad, {
    none: undefined,
    invented: `redress_${'a'.repeat(43)}`,
    expired: (await api.token({ helplineId: ANNE.id, role: 'lead', expiresAt: now - 1 })).token,
    revoked: gone.token,
  });
  const { body } = await api.ask('GET', '/openapi.json');
  for (const [path, item] of Object.entries<Record<string, { 'x-roles'?: string[] }>>(body.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      operations[`${method.toUpperCase()} ${path}`] = { roles: operation['x-roles'] ?? [] };
    }
  }
});
afterAll(() => api.end());

const rowOf = (route: string): Row => {
  const row = MATRIX[route];
  if (row === undefined) throw new Error(`${route} has no row in the matrix`);
  return row;
};

async function ask(route: string, row: Row, of: Scene, token: string | undefined): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const hook = pattern.includes('{webhookId}') ? await webhook() : { id: '', delivery: '' };
  const path = pattern
    .replace('{takedownId}', row.takedown?.(of) ?? of.takedownId)
    .replace('{caseId}', of.caseId)
    .replace('{taskId}', of.taskId)
    .replace('{platformId}', 'practice-pixhub')
    .replace('{webhookId}', hook.id)
    .replace('{deliveryId}', hook.delivery);
  for (const before of row.first ?? []) {
    await api.ask('POST', path.replace(/[^/]+$/, before), { token });
  }
  const answer = await api.ask(method, `${path}${row.query?.(of) ?? ''}`, {
    token,
    ...(row.csv === undefined ? {} : { raw: row.csv(of), headers: { 'content-type': 'text/csv' } }),
    ...(row.body === undefined ? {} : { body: row.body(of) }),
  });
  const made = hook.id || (route === 'POST /v1/webhooks' ? answer.body.webhook?.id : undefined);
  // There may be only so many.
  if (made) await api.ask('DELETE', `/v1/webhooks/${made}`, { token: api.tokens.lead });
  return answer;
}

/** A subscription of helpline A, with a message that is not sent yet. */
async function webhook(): Promise<{ readonly id: string; readonly delivery: string }> {
  const { body } = await api.ask('POST', '/v1/webhooks', { token: api.tokens.lead, body: WEBHOOK });
  const test = await api.ask('POST', `/v1/webhooks/${body.webhook.id}/test`, { token: api.tokens.lead });
  return { id: body.webhook.id, delivery: test.body.deliveryId };
}

const ROLES: readonly Role[] = ['practitioner', 'lead', 'ops'];
const routes = Object.keys(MATRIX);
const of = (which: (row: Row) => boolean): readonly string[] => routes.filter((route) => which(rowOf(route)));

describe('the matrix', () => {
  it('has a row for every route of the document, and no other', () => {
    expect(routes.toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it.each(routes)('says of %s what the document says', (route) => {
    expect(operations[route]?.roles).toEqual(rowOf(route).roles);
  });
});

describe.each(routes)('%s', (route) => {
  it('is answered alike for every token that is not good', async () => {
    const at = untouched;
    const answers = [];
    for (const [kind, token] of Object.entries(bad)) {
      const { status, body, headers } = await ask(route, rowOf(route), at, token);
      expect([kind, status, headers.get('www-authenticate')]).toEqual([kind, 401, 'Bearer']);
      answers.push({ ...body, requestId: '' });
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'token_invalid' });
  });

  it.each(ROLES)('is for its roles, and is %s among them', async (role) => {
    const row = rowOf(route);
    const allowed = row.roles.includes(role);
    const answer = await ask(route, row, allowed ? await scene(api) : untouched, api.tokens[role]);
    expect([answer.status, answer.body?.code]).toEqual(
      allowed ? [row.status ?? 200, answer.body?.code] : [403, 'role_insufficient'],
    );
  });
});

describe('another helpline', () => {
  it.each(of(({ foreign }) => foreign === 'unknown'))(
    'is answered by %s as if it were not there',
    async (route) => {
      const at = await scene(api);
      const nothing: Scene = {
        ...at,
        caseId: 'case_01a206cd-30ad-70aa-af4c-000000000000',
        takedownId: 'td_01a206cd-30ad-70aa-af4c-000000000000',
        sentId: 'td_01a206cd-30ad-70aa-af4c-000000000000',
        taskId: 'task_01a206cd-30ad-70aa-af4c-000000000000',
      };
      const token = rowOf(route).roles.includes('practitioner') ? api.tokens.other : api.tokens.otherLead;
      const theirs = await ask(route, rowOf(route), at, token);
      const invented = await ask(route, rowOf(route), nothing, token);
      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...invented.body, requestId: '' });
    },
  );

  it.each(of(({ foreign }) => foreign === 'hidden'))('finds nothing of it by %s', async (route) => {
    const at = await scene(api);
    const { status, text } = await ask(route, rowOf(route), at, api.tokens.other);
    expect(status).toBe(200);
    for (const id of [at.caseId, at.takedownId, at.taskId, at.sentId]) expect(text).not.toContain(id);
  });

  it.each(
    of(({ shared }) => shared !== undefined).flatMap((route) => [
      [route, 'read'] as const,
      [route, 'act'] as const,
    ]),
  )('may use %s as far as the case was shared with it to %s', async (route, access) => {
    const at = await scene(api);
    await share(api, at, access);
    const row = rowOf(route);
    const token = row.roles.includes('practitioner') ? api.tokens.other : api.tokens.otherLead;
    const answer = await ask(route, row, at, token);
    expect([answer.status, answer.body?.code]).toEqual([
      row.shared?.[access],
      answer.status === 403 ? 'share_insufficient' : answer.body?.code,
    ]);
  });

  it.each(of(({ foreign }) => foreign === 'each'))(
    'is answered by %s for each as if it were not there, unless its case was shared to act',
    async (route) => {
      const at = await scene(api);
      const codes = async () =>
        (await ask(route, rowOf(route), at, api.tokens.other)).body.answers.map(
          (one: { code?: string }) => one.code,
        );
      expect(await codes()).toEqual(['takedown_unknown']);
      await share(api, at, 'read');
      expect(await codes()).toEqual(['share_insufficient']);
      await share(api, at, 'act');
      expect(await codes()).toEqual([undefined]);
    },
  );

  it('finds a shared case by its id and among those that are shared with it', async () => {
    const at = await scene(api);
    await share(api, at, 'read');
    const { body } = await api.ask('GET', '/v1/cases?shared=true', { token: api.tokens.other });
    expect(body.cases.map((one: { id: string }) => one.id)).toContain(at.caseId);
    const list = await api.ask('GET', `/v1/takedowns?caseId=${at.caseId}`, { token: api.tokens.other });
    expect(list.body.takedowns.map((one: { id: string }) => one.id).toSorted()).toEqual(
      [at.takedownId, at.sentId].toSorted(),
    );
  });

  it('sees nothing any more when the case was taken back', async () => {
    const at = await scene(api);
    await share(api, at, 'act');
    await api.ask('POST', `/v1/cases/${at.caseId}/unshare`, {
      token: api.tokens.lead,
      body: { helplineId: BERT.id },
    });
    const { status } = await api.ask('GET', `/v1/takedowns/${at.takedownId}`, { token: api.tokens.other });
    expect(status).toBe(404);
  });
});
