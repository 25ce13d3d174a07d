import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
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

describe('every answer', () => {
  it('has an id, forbids that it is kept or shown elsewhere, and lets no other site read it', async () => {
    const { headers } = await api.ask('GET', '/v1/takedowns', {
      token,
      headers: { origin: 'https://else.example' },
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-request-id': expect.stringMatching(/^req_/),
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('that is a problem has a type that leads somewhere', async () => {
    const { body, headers } = await api.ask('GET', '/v1/nothing', { token });
    expect([body.status, body.code, headers.get('content-type')]).toEqual([
      404,
      'route_unknown',
      'application/problem+json',
    ]);
    expect(body.requestId).toBe(headers.get('x-request-id'));
    expect((await api.ask('GET', body.type)).body).toMatchObject({ code: 'route_unknown', status: 404 });
    expect((await api.ask('GET', '/problems/constructor')).status).toBe(404);
  });

  it('tells what is left of the minute, and 429 when nothing is', async () => {
    const slow = await testApi({ limits: { pointsPerMinute: 3 } });
    try {
      const ask = () => slow.ask('GET', '/v1/platforms', { token: slow.tokens.practitioner });
      const first = await ask();
      expect(first.headers.get('ratelimit-policy')).toBe('"token";q=3;w=60');
      expect(first.headers.get('ratelimit')).toMatch(/^"token";r=2;t=\d+$/);
      await ask();
      await ask();
      const late = await ask();
      expect([late.status, late.body.code]).toEqual([429, 'rate_limited']);
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await slow.ask('GET', '/v1/platforms', { token: slow.tokens.lead })).status).toBe(200);
    } finally {
      await slow.end();
    }
  });

  it('comes in time, or is 503; what was begun is found under its key', async () => {
    const body = requestAbout('http://pixhub.practice.test/p/424242');
    const slow = await testApi({ answeredWithin: 1 });
    try {
      const ask = () =>
        slow.ask('POST', '/v1/takedowns', {
          token: slow.tokens.practitioner,
          body,
          headers: { 'idempotency-key': 'slow-1' },
        });
      const late = await ask();
      expect([late.status, late.body.code, late.headers.get('retry-after')]).toEqual([503, 'timed_out', '5']);
      await expect
        .poll(async () => (await slow.base.handle.views.list()).takedowns.length, { timeout: 10_000 })
        .toBe(1);
    } finally {
      await slow.end();
    }
  });
});

describe('the log', () => {
  it('has one line for each request: route, status, time, token, and nothing of the request', async () => {
    const at = await scene(api);
    const from = api.log.length;
    await api.ask('GET', `/v1/takedowns/${at.takedownId}?canary=1`, { token });
    await api.ask('POST', '/v1/takedowns', {
      token,
      body: { case: 'canary', url: 'https://canary.example/' },
    });
    await api.ask('GET', '/v1/takedowns/canary%2F..', { token: 'canary-token' });
    const lines = api.log.slice(from).map((line) => JSON.parse(line));
    expect(lines.map(({ route, status }) => [route, status])).toEqual([
      ['GET /v1/takedowns/:takedownId', 200],
      ['POST /v1/takedowns', 422],
      ['GET /v1/takedowns/:takedownId', 401],
    ]);
    expect(Object.keys(lines[0]).toSorted()).toEqual(
      ['level', 'time', 'route', 'status', 'ms', 'token', 'request', 'msg'].toSorted(),
    );
    expect(lines[0].token).toMatch(/^tok_/);
    expect(lines[2].token).toBeUndefined();
    expect(api.log.join('')).not.toContain('canary');
  });
});

describe('the document', () => {
  const Document = z.object({
    openapi: z.string(),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ summary: z.string(), operationId: z.string().optional() })),
    ),
    components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  });

  it('is OpenAPI 3.1, whole, and needs no token', async () => {
    const { body, text } = await api.ask('GET', '/openapi.json');
    const { openapi, components } = Document.parse(body);
    expect(openapi).toBe('3.1.0');
    const named = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
    expect(named.length).toBeGreaterThan(50);
    const missing = named.filter(
      (ref) => components.schemas[ref.replace('#/components/schemas/', '')] === undefined,
    );
    expect(missing).toEqual([]);
    expect(text).not.toContain('$defs');
  });

  it('says of each POST that it takes an Idempotency-Key, and of each answer that it may be a problem', async () => {
    const { paths } = Document.parse((await api.ask('GET', '/openapi.json')).body);
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const told = `${method} ${path}`;
        expect(JSON.stringify(operation['responses']), told).toContain('#/components/schemas/Problem');
        const keyed = JSON.stringify(operation['parameters'] ?? []).includes('Idempotency-Key');
        expect([told, keyed]).toEqual([told, method === 'post']);
        expect(operation['security'], told).toEqual([{ bearer: [] }]);
      }
    }
  });
});

describe('ops', () => {
  it('see counts, stop, resume and reset, and each is on record', async () => {
    const who = api.tokens.ops;
    const overview = await api.ask('GET', '/v1/ops/overview', { token: who });
    expect(overview.body).toMatchObject({ mode: 'sandbox', overdue: expect.any(Number), stops: 0 });
    const stopped = await api.ask('POST', '/v1/ops/stops', {
      token: who,
      body: { scope: 'practice-pixhub/report-api', why: 'maintenance' },
    });
    expect(stopped.body.stops).toMatchObject([
      { scope: 'practice-pixhub/report-api', why: 'maintenance', by: expect.stringMatching(/^tok_/) },
    ]);
    const unknown = await api.ask('POST', '/v1/ops/stops', {
      token: who,
      body: { scope: 'nobody', why: 'x' },
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'desk_unknown']);
    const resumed = await api.ask('POST', '/v1/ops/resume', {
      token: who,
      body: { scope: 'practice-pixhub/report-api' },
    });
    expect(resumed.body).toEqual({ resumed: true, stops: [] });
    const { ledger } = api.base.deps;
    const policy = { failures: 1, pause: 60_000, maxPause: 60_000 };
    await ledger.countFailure('practice-pixhub', 'report-api', policy, Date.now());
    const circuits = await api.ask('GET', '/v1/ops/circuits', { token: who });
    expect(circuits.body.circuits).toMatchObject([{ recipient: 'practice-pixhub', failures: 1 }]);
    await api.ask('POST', '/v1/ops/circuits/reset', {
      token: who,
      body: { channel: 'practice-pixhub/report-api' },
    });
    expect(await ledger.circuits()).toEqual([]);
    const queues = await api.ask('GET', '/v1/ops/queues', { token: who });
    expect(queues.body.queues.email).toEqual({ waiting: 0, active: 0 });
  });
});
