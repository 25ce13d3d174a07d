import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STATUSES } from '../../../src/http/problems/statuses.ts';
import { type TestApi, testApi } from '../../integration/http/support/desk.ts';
import { type FuzzRequest, type Operation, requestsOf } from './fuzz/request-arbitrary.ts';
import type { Schema, Sources } from './fuzz/schema-arbitrary.ts';
import { WEBHOOK } from './matrix.ts';
import { scene } from './scene.ts';

/** `npm run test:fuzz` makes 20,000; the seed is told, and can be given. */
const REQUESTS = Number(process.env['FUZZ'] ?? 400);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123);
const AT_ONCE = 16;
const ANSWERED_WITHIN = 30_000;

const Problem = z.object({ type: z.string(), code: z.string(), status: z.int(), requestId: z.string() });

let api: TestApi;
let operations: readonly Operation[];
let sources: Sources;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  api = await testApi();
  const scenes = [await scene(api), await scene(api), await scene(api)];
  const token = api.tokens.lead;
  const hook = await api.ask('POST', '/v1/webhooks', { token, body: WEBHOOK });
  const test = await api.ask('POST', `/v1/webhooks/${hook.body.webhook.id}/test`, { token });
  const { body } = await api.ask('GET', '/openapi.json');
  operations = operationsOf(body.paths);
  sources = {
    schemas: body.components.schemas,
    byName: {
      takedownId: scenes.flatMap((one) => [one.takedownId, one.sentId]),
      caseId: scenes.map((one) => one.caseId),
      taskId: scenes.map((one) => one.taskId),
      noticeKey: scenes.map((one) => one.noticeKey),
      platformId: ['practice-pixhub', 'x', 'bluesky'],
      webhookId: [hook.body.webhook.id],
      deliveryId: [test.body.deliveryId],
      confirm: scenes.map((one) => one.caseId),
      helplineId: ['helpline-b', 'helpline-a', 'helpline-x'],
      url: [1, 2, 3, 4].map((n) => `https://fuzz.example/p/${n}`),
      ageInImage: ['adult', 'adult', 'minor', 'unknown'],
    },
    known: [
      ...scenes.flatMap((one) => [
        one.takedownId,
        one.sentId,
        one.caseId,
        one.taskId,
        one.noticeKey,
        one.reference,
      ]),
      'practice-pixhub',
      'practice-pixhub/report-api',
      'helpline-b',
      'pixhub.practice.test',
      'http://pixhub.practice.test/p/7',
      'https://somewhere.example/p/7?a=b#c',
    ],
  };
  process.on('unhandledRejection', note);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await api.end();
});

interface PathItem {
  readonly [method: string]: {
    readonly parameters?: Operation['parameters'];
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  };
}

function operationsOf(paths: Readonly<Record<string, PathItem>>): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody }]) => {
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        body: type === undefined || content === undefined ? undefined : ([type, content.schema] as const),
      };
    }),
  );
}

interface Seen {
  readonly route: string;
  readonly status: number;
}

async function ask({ route, method, path, headers, body }: FuzzRequest): Promise<Seen> {
  const answer = await fetch(`${api.url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWERED_WITHIN),
    ...(body === undefined || method === 'GET' ? {} : { body }),
  }).catch((error: unknown) => {
    throw new Error(`${route}: no answer to ${path.slice(0, 300)} ${body?.slice(0, 500) ?? ''}`, {
      cause: error,
    });
  });
  // A stream of events never ends by itself.
  const endless = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (endless) await answer.body?.cancel();
  const text = endless ? '' : await answer.text();
  const told = `${method} ${path.slice(0, 300)} ${body?.slice(0, 500) ?? ''} -> ${answer.status} ${text.slice(0, 300)}`;
  expect(answer.status, told).toBeLessThan(500);
  if (answer.status >= 400) {
    const problem = Problem.safeParse(JSON.parse(text));
    expect(problem.error, told).toBeUndefined();
    expect(answer.headers.get('content-type'), told).toBe('application/problem+json');
    expect(answer.status, told).toBe(STATUSES[problem.data?.code ?? ''] ?? 422);
  }
  return { route, status: answer.status };
}

describe('any request that the document allows, and everything near it', () => {
  it(`is answered, and never with 5xx (${REQUESTS} requests, seed ${SEED})`, async () => {
    const tokens = Object.values(api.tokens);
    const each = Math.ceil(REQUESTS / operations.length);
    const requests = operations.flatMap((one, index) =>
      fc.sample(requestsOf(one, sources, tokens), { numRuns: each, seed: SEED + index }),
    );
    const mixed = requests.toSorted((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
    const seen: Seen[] = [];
    const waiting = mixed.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const request of waiting) seen.push(await ask(request));
      }),
    );
    expect(seen.length).toBeGreaterThanOrEqual(REQUESTS);
    expect(unhandled).toEqual([]);
    expect(api.log.filter((line) => line.includes('a request failed'))).toEqual([]);
    // Fuzzing that is always sent away at the door proves nothing.
    const fine = new Set(seen.filter(({ status }) => status < 300).map(({ route }) => route));
    expect(fine.size).toBeGreaterThan(operations.length / 2);
  }, 3_600_000);
});
