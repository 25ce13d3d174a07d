import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createApiSender } from '../../../src/channels/api/sender.ts';
import type { SendReport } from '../../../src/flow/ports.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { portOf } from '../email/smtp-sink.ts';
import { json, type Reaction } from './http-desk.ts';
import { apiOrder, apiRequest } from './orders.ts';
import { apiSetting } from './setting.ts';

const { open, desk } = apiSetting();
const rules = [{ pointer: '/error', means: 'failed' as const }];

function drip(chunk: string, pause: number): Reaction {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(chunk), pause);
    response.on('close', () => clearInterval(timer));
  };
}
const endless: Reaction = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536))) {}
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
const bomb: Reaction = (_request, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
  response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
};
const hugeHeader: Reaction = (_request, _response, socket) => {
  socket.write('HTTP/1.1 200 OK\r\nX-Big: ');
  socket.write('x'.repeat(10 * 1024 * 1024));
  socket.write('\r\n\r\n');
};
const halfHead: Reaction = (_request, _response, socket) => socket.end('HTTP/1.1 20');
const notHttp: Reaction = (_request, _response, socket) => socket.end('220 practice.test ESMTP\r\n');
const halfBody: Reaction = (_request, _response, socket) =>
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":');

describe('a server that misbehaves', () => {
  it.each<[string, Reaction, Partial<ReturnType<typeof apiRequest>>, unknown]>([
    [
      'is busy',
      (_q, r) => json(r, 429, {}, { 'retry-after': '120' }),
      {},
      { result: 'retry', code: 'http_429', retryAfter: 120_000 },
    ],
    ['is out of order', (_q, r) => json(r, 503, {}), {}, { result: 'retry', code: 'http_503' }],
    ['cuts the connection', (_q, _r, s) => s.destroy(), {}, { result: 'unknown', code: 'http_lost' }],
    [
      'cuts the connection',
      (_q, _r, s) => s.destroy(),
      { idempotencyHeader: 'k' },
      { result: 'retry', code: 'http_lost' },
    ],
    [
      'resets the connection',
      (_q, _r, s) => s.resetAndDestroy(),
      {},
      { result: 'unknown', code: 'http_lost' },
    ],
    ['never answers', () => undefined, { timeout: 1_000 }, { result: 'unknown', code: 'http_timeout' }],
    ['breaks off in the status line', halfHead, {}, { result: 'unknown', code: 'http_lost' }],
    ['does not speak HTTP', notHttp, {}, { result: 'unknown', code: 'http_lost' }],
    ['sends a header of 10 MB', hugeHeader, {}, { result: 'unknown', code: 'http_lost' }],
    [
      'drips its answer',
      drip(' ', 50),
      { timeout: 1_500, answers: rules },
      { result: 'unknown', code: 'http_unreadable' },
    ],
    [
      'drips its answer',
      drip(' ', 50),
      { timeout: 1_500 },
      { result: 'sent', code: 'http_200', hasReference: false },
    ],
    ['never ends its answer', endless, { answers: rules }, { result: 'unknown', code: 'http_unreadable' }],
    ['answers with a bomb', bomb, { answers: rules }, { result: 'unknown', code: 'http_unreadable' }],
    [
      'answers with a bomb',
      bomb,
      { answers: rules, idempotencyHeader: 'k' },
      { result: 'retry', code: 'http_unreadable' },
    ],
    ['breaks off its answer', halfBody, { answers: rules }, { result: 'unknown', code: 'http_unreadable' }],
    [
      'breaks off its answer',
      halfBody,
      { reference: '/id' },
      { result: 'sent', code: 'http_200', hasReference: false },
    ],
  ])('%s: %#', async (_what, react, more, delivery) => {
    const { url, sender, probe, heard } = await open(react);
    const report = await sender.send(apiOrder(apiRequest(url, more)), probe.control);
    expect(report.delivery).toEqual(delivery);
    expect(heard).toHaveLength(1);
    expect(probe.commits).toEqual([{ before: 0, after: 0 }]);
  });

  it('holds up nothing else: its connections are closed', async () => {
    const { url, sender, probe, sockets } = await open(endless);
    await sender.send(apiOrder(apiRequest(url)), probe.control);
    await expect.poll(() => sockets.size, { timeout: 10_000 }).toBe(0);
  });

  it.each([
    ['is kept for a report that bears a key', 'Idempotency-Key', 1],
    ['is another for each report that may not be repeated', undefined, 3],
  ])('its connection %s', async (_what, idempotencyHeader, connections) => {
    const used = new Set<unknown>();
    const { url, sender, probe } = await open((_request, response, socket) => {
      used.add(socket);
      json(response, 201, { id: 'R-1' });
    });
    const more = idempotencyHeader === undefined ? {} : { idempotencyHeader };
    for (let report = 0; report < 3; report += 1) {
      const { delivery } = await sender.send(apiOrder(apiRequest(url, more)), probe.control);
      expect(delivery.result).toBe('sent');
    }
    expect(used.size).toBe(connections);
  });

  it('that ends a kept connection under a report is asked again under the same key', async () => {
    let reports = 0;
    const { url, sender, probe, heard } = await open((_request, response, socket) => {
      reports += 1;
      if (reports === 2) socket.destroy();
      else json(response, 201, { id: 'R-1' });
    });
    const order = apiOrder(apiRequest(url, { idempotencyHeader: 'Idempotency-Key' }));
    const results: string[] = [];
    for (let report = 0; report < 3; report += 1) {
      results.push((await sender.send(order, probe.control)).delivery.result);
    }
    expect(results).toEqual(['sent', 'retry', 'sent']);
    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('reads Retry-After as a date by the clock it is given', async () => {
    const now = Date.UTC(2027, 0, 10, 12, 0, 0);
    const { url, sender, probe } = await open(
      (_request, response) => json(response, 503, {}, { 'retry-after': 'Sun, 10 Jan 2027 12:10:00 GMT' }),
      { clock: { now: () => now } },
    );
    const { delivery } = await sender.send(apiOrder(apiRequest(url)), probe.control);
    expect(delivery).toEqual({ result: 'retry', code: 'http_503', retryAfter: 600_000 });
  });

  it('is asked again under the same key after a lost answer, where it takes one', async () => {
    let first = true;
    const { url, sender, probe, heard } = await open((_request, response, socket) => {
      if (first) socket.destroy();
      else json(response, 409, {});
      first = false;
    });
    const request = apiRequest(url, {
      idempotencyHeader: 'Idempotency-Key',
      answers: [{ status: [409], means: 'duplicate' }],
    });
    const reports: SendReport[] = [];
    for (const _try of [1, 2]) reports.push(await sender.send(apiOrder(request), probe.control));
    expect(reports.map((report) => report.delivery)).toEqual([
      { result: 'retry', code: 'http_lost' },
      { result: 'sent', code: 'duplicate', hasReference: false },
    ]);
    expect(heard[0]?.headers['idempotency-key']).toBe(heard[1]?.headers['idempotency-key']);
  });
});

describe('a report that never reaches a server', () => {
  it('is a retry when nobody listens, or the name or the certificate is wrong', async () => {
    const { sender, probe, server } = await open(() => undefined);
    const plain = await desk(() => undefined);
    await server.stopListening();
    const codes = [];
    for (const url of [server.url, 'https://no-such-name.example', plain.url.replace('http:', 'https:')]) {
      const { delivery } = await sender.send(apiOrder(apiRequest(url)), probe.control);
      codes.push([delivery.result, delivery.code]);
    }
    expect(codes).toEqual([
      ['retry', 'connection_refused'],
      ['retry', 'dns'],
      ['retry', 'tls'],
    ]);
  });

  it('is a retry when the server cuts the connection before TLS is up', async () => {
    const rude = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', () => resolve()));
    const { sender, probe } = await open(() => undefined);
    const request = apiRequest(`https://127.0.0.1:${portOf(rude.address())}`);
    const { delivery } = await sender.send(apiOrder(request), probe.control);
    expect(delivery).toEqual({ result: 'retry', code: 'connection_lost' });
    await new Promise<void>((resolve) => rude.close(() => resolve()));
  });

  it.each([
    ['live', { mode: 'live' }, 'http://127.0.0.1:80/', 'outbound_address_private'],
    ['live', { mode: 'live' }, 'http://169.254.169.254/latest/', 'outbound_address_metadata'],
    ['sandbox', { mode: 'sandbox' }, 'https://api.example/', 'outbound_not_practice'],
  ] as const)('is failed when the %s guard refuses its address', async (_mode, guard, url, code) => {
    const outbound = createOutbound(guard);
    const { log } = recordingLog();
    const sender = createApiSender({
      dispatcher: outbound.dispatcher,
      secrets: { get: () => undefined },
      log,
    });
    const control = { signal: new AbortController().signal, commit: async () => undefined };
    const { delivery } = await sender.send(apiOrder(apiRequest(url)), control);
    expect(delivery).toEqual({ result: 'failed', code });
    await sender.close();
    await outbound.close();
  });
});

describe('an abort', () => {
  it('during a lookup ends the send with AbortError', async () => {
    const { url, sender, probe, heard } = await open(() => undefined);
    const abort = new AbortController();
    const lookups = [{ name: 'x', pointer: '/x', render: () => apiRequest(url, { method: 'GET' }) }];
    const sending = sender.send(apiOrder(apiRequest(url), { lookups }), {
      ...probe.control,
      signal: abort.signal,
    });
    const outcome = expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
    abort.abort(new Error('the worker goes home'));
    await outcome;
    expect(probe.commits).toEqual([]);
  });

  it('after the report went out leaves its fate unknown', async () => {
    const { url, sender, probe, heard } = await open(() => undefined);
    const abort = new AbortController();
    const sending = sender.send(apiOrder(apiRequest(url)), { ...probe.control, signal: abort.signal });
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    expect((await sending).delivery).toEqual({ result: 'unknown', code: 'http_aborted' });
  });

  it('during the commit sends nothing', async () => {
    const { url, sender, heard } = await open(() => undefined);
    const abort = new AbortController();
    const commit = async () => abort.abort();
    const { delivery } = await sender.send(apiOrder(apiRequest(url)), { signal: abort.signal, commit });
    expect(delivery).toEqual({ result: 'retry', code: 'aborted' });
    expect(heard).toEqual([]);
  });
});
