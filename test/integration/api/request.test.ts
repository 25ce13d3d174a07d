import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { json } from './http-desk.ts';
import { apiOrder, apiRequest } from './orders.ts';
import { apiSetting } from './setting.ts';

const { open, desk } = apiSetting();

describe('a report to an API', () => {
  it('carries JSON with its types, and brings back the reference', async () => {
    const { url, sender, probe, heard } = await open((_request, response) =>
      json(response, 201, { report: { id: 4711 } }),
    );
    const body = { urls: ['https://practice.test/ü'], agree: true, count: 2, note: 'line\r\nbreak' };
    const request = apiRequest(`${url}/v1/reports?kind=a%20b`, {
      headers: { 'X-Kind': 'ncii' },
      body: { type: 'json', json: body },
      reference: '/report/id',
    });
    const report = await sender.send(apiOrder(request), probe.control);
    expect(report).toEqual({
      delivery: { result: 'sent', code: 'http_201', hasReference: true },
      reference: '4711',
      evidence: '{"report":{"id":4711}}',
    });
    expect(probe.commits).toEqual([{ before: 0, after: 0 }]);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      method: 'POST',
      url: '/v1/reports?kind=a%20b',
      headers: { 'content-type': 'application/json', 'x-kind': 'ncii', accept: 'application/json' },
    });
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual(body);
  });

  it('carries a form with repeated fields, encoded', async () => {
    const { url, sender, probe, heard } = await open((_request, response) => json(response, 200, {}));
    const pairs = [
      ['status_ids[]', '1'],
      ['status_ids[]', '2'],
      ['comment', 'a&b=c ü\r\n+'],
    ] as const;
    await sender.send(apiOrder(apiRequest(url, { body: { type: 'form', pairs } })), probe.control);
    expect(heard[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(heard[0]?.body)]).toEqual(pairs);
  });

  it('has the notice key as its idempotency key, the same over all tries', async () => {
    const { url, sender, heard, probe } = await open((_request, response) => json(response, 200, {}));
    const request = apiRequest(url, { idempotencyHeader: 'Idempotency-Key' });
    for (const noticeKey of ['naaa', 'naaa', 'nbbb']) {
      await sender.send(apiOrder(request, { noticeKey }), probe.control);
    }
    expect(heard.map((one) => one.headers['idempotency-key'])).toEqual(['naaa', 'naaa', 'nbbb']);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('reads an answer in %s', async (coding, compress) => {
    const { url, sender, probe } = await open((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(compress('{"id":"R-9"}'));
    });
    const report = await sender.send(apiOrder(apiRequest(url, { reference: '/id' })), probe.control);
    expect(report.reference).toBe('R-9');
  });

  it('is not made when it cannot be written, and nothing is committed', async () => {
    const { url, sender, probe, heard } = await open((_request, response) => json(response, 200, {}));
    const request = apiRequest(url, { headers: { 'x-note': 'a\r\nx-evil: 1' } });
    const report = await sender.send(apiOrder(request), probe.control);
    expect(report).toEqual({ delivery: { result: 'failed', code: 'bad_request' } });
    expect([probe.commits, heard]).toEqual([[], []]);
  });
});

describe('a redirect of a report', () => {
  it('within its origin is followed by 307 with the same body and credentials, three times at most', async () => {
    const secrets = { 'api-key': 'canary-key' };
    const { url, sender, probe, heard } = await open(
      (request, response) => {
        const hop = Number(request.url.slice(1));
        response.writeHead(hop < 3 ? 307 : 200, hop < 3 ? { location: `/${hop + 1}` } : {});
        response.end();
      },
      { secrets },
    );
    const more = {
      auth: { scheme: 'bearer', secret: 'api-key' },
      body: { type: 'json', json: 1 },
    } as const;
    expect((await sender.send(apiOrder(apiRequest(`${url}/0`, more)), probe.control)).delivery.code).toBe(
      'http_200',
    );
    expect(heard.map((one) => [one.method, one.url, one.body, one.headers.authorization])).toEqual(
      [0, 1, 2, 3].map((hop) => ['POST', `/${hop}`, '1', 'Bearer canary-key']),
    );
    expect(probe.commits).toHaveLength(1);
    const tooMany = await sender.send(apiOrder(apiRequest(`${url}/-1`, more)), probe.control);
    expect(tooMany.delivery).toEqual({ result: 'failed', code: 'http_307' });
  });

  it('to another origin is never followed: no credentials and no notice leave', async () => {
    const other = await desk((_request, response) => json(response, 200, {}));
    const { url, sender, probe } = await open(
      (request, response) => {
        response.writeHead(request.method === 'GET' ? 302 : 307, { location: `${other.url}/steal` });
        response.end();
      },
      { secrets: { 'api-key': 'canary-key' } },
    );
    const auth = { scheme: 'bearer', secret: 'api-key' } as const;
    const post = await sender.send(apiOrder(apiRequest(url, { auth })), probe.control);
    const get = await sender.send(apiOrder(apiRequest(url, { auth, method: 'GET' })), probe.control);
    expect([post.delivery, get.delivery]).toEqual([
      { result: 'failed', code: 'http_307' },
      { result: 'failed', code: 'http_302' },
    ]);
    expect(other.heard).toEqual([]);
  });
});

describe('lookups', () => {
  const lookup = (url: string) => ({
    name: 'account-id',
    pointer: '/accounts/0/id',
    render: () => apiRequest(`${url}/accounts`, { method: 'GET' }),
  });

  it('come first, in their order, each knowing what the ones before found', async () => {
    const { url, sender, probe, heard } = await open((request, response) =>
      json(response, 200, request.url === '/accounts' ? { accounts: [{ id: 77 }] } : { id: 'S1' }),
    );
    const order = apiOrder((found) => apiRequest(`${url}/reports`, { body: { type: 'json', json: found } }), {
      lookups: [
        lookup(url),
        {
          name: 'status',
          pointer: '/id',
          render: (found) => apiRequest(`${url}/statuses/${found['account-id']}`, { method: 'GET' }),
        },
      ],
    });
    const report = await sender.send(order, probe.control);
    expect(report.delivery.result).toBe('sent');
    expect(heard.map((one) => one.url)).toEqual(['/accounts', '/statuses/77', '/reports']);
    expect(JSON.parse(heard[2]?.body ?? '')).toEqual({ 'account-id': 77, status: 'S1' });
    expect(probe.commits).toEqual([{ before: 2, after: 2 }]);
  });

  it.each<[string, Parameters<typeof open>[0], unknown]>([
    [
      'finds nothing',
      (_request, response) => json(response, 200, { accounts: [] }),
      { result: 'failed', code: 'lookup_account_id_not_found' },
    ],
    ['is refused', (_request, response) => json(response, 404, {}), { result: 'failed', code: 'http_404' }],
    [
      'meets a busy server',
      (_request, response) => json(response, 429, {}, { 'retry-after': '7' }),
      { result: 'retry', code: 'http_429', retryAfter: 7_000 },
    ],
    [
      'loses its answer',
      (_request, _response, socket) => socket.destroy(),
      { result: 'retry', code: 'http_lost' },
    ],
    [
      'meets a web page',
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Wait</p>'),
      { result: 'retry', code: 'lookup_unreadable' },
    ],
  ])('that %s ends the send without a commit', async (_what, react, delivery) => {
    const { url, sender, probe, heard } = await open(react);
    const order = apiOrder(apiRequest(`${url}/reports`), { lookups: [lookup(url)] });
    expect((await sender.send(order, probe.control)).delivery).toEqual(delivery);
    expect(probe.commits).toEqual([]);
    expect(heard.map((one) => one.url)).toEqual(['/accounts']);
  });
});
