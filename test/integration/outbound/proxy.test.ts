import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { GuardOptions, Outbound } from '../../../src/outbound/types.ts';
import { raw, serve, through } from './servers.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function site(handler: http.RequestListener): Promise<number> {
  const one = await serve(http.createServer(handler));
  opened.push(one);
  return one.port;
}

function outbound(options: Partial<GuardOptions> = {}): Outbound {
  const one = createOutbound({
    mode: 'live',
    allowNetworks: ['127.0.0.0/8'],
    resolve: async (host) => (host === 'private.example' ? ['10.0.0.1'] : ['127.0.0.1']),
    ...options,
  });
  opened.push(one);
  return one;
}

const portOf = (url: string): number => Number(new URL(url).port);

describe('the forward proxy: requests in absolute form', () => {
  it('passes on method, path, headers and body, with the name of the target as Host', async () => {
    const port = await site((req, res) => {
      let body = '';
      req.on('data', (chunk) => {
        body += String(chunk);
      });
      req.on('end', () =>
        res.setHeader('set-cookie', ['a=1', 'b=2']).end(`${req.method} ${req.url} ${body}`),
      );
      res.setHeader('x-host', req.headers.host ?? '').setHeader('x-kept', String(req.headers['x-kept']));
      res.setHeader('x-dropped', JSON.stringify([req.headers['proxy-connection'], req.headers['x-hop']]));
    });
    const proxy = await outbound().proxyUrl();
    const answer = await through(proxy, `http://site.example:${port}/form?a=b`, {
      method: 'POST',
      headers: {
        'x-kept': 'yes',
        'proxy-connection': 'keep-alive',
        connection: 'close, x-hop',
        'x-hop': 'no',
        'content-length': '5',
      },
      body: 'hello',
    });
    expect(answer).toMatchObject({ status: 200, body: 'POST /form?a=b hello' });
    expect(answer.headers['x-host']).toBe(`site.example:${port}`);
    expect(answer.headers['x-kept']).toBe('yes');
    expect(answer.headers['x-dropped']).toBe('[null,null]');
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  it('serves practice platforms by their name', async () => {
    const port = await site((req, res) => res.end(req.headers.host));
    const proxy = await outbound({
      mode: 'sandbox',
      practice: { suffix: 'practice.test', address: '127.0.0.1', port },
    }).proxyUrl();
    expect(await through(proxy, 'http://photos.practice.test/')).toMatchObject({
      body: 'photos.practice.test',
    });
    expect(await through(proxy, `http://127.0.0.1:${port}/`)).toMatchObject({ status: 403 });
  });

  it('leaves redirects to the browser, which asks again and is refused', async () => {
    const port = await site((_req, res) => res.writeHead(302, { location: 'http://169.254.169.254/' }).end());
    const proxy = await outbound().proxyUrl();
    expect(await through(proxy, `http://site.example:${port}/`)).toMatchObject({ status: 302 });
    const next = await through(proxy, 'http://169.254.169.254/');
    expect(next).toMatchObject({ status: 403, body: 'refused: address_metadata' });
    expect(next.headers['x-outbound-refused']).toBe('address_metadata');
  });

  it.each([
    ['http://private.example/', 403],
    ['http://user:pass@site.example/', 403],
    ['https://site.example/', 403],
    ['ftp://site.example/', 403],
    ['/origin-form', 400],
    ['*', 400],
  ])('answers a request for %s with %i', async (target, status) => {
    const proxy = await outbound().proxyUrl();
    expect(await through(proxy, target)).toMatchObject({ status });
  });

  it('does not take methods that no page uses', async () => {
    const proxy = await outbound().proxyUrl();
    expect(await through(proxy, 'http://site.example/', { method: 'TRACE' })).toMatchObject({ status: 405 });
  });

  it('answers 502 when the site does not take the connection', async () => {
    const gone = await serve(net.createServer());
    await gone.close();
    const proxy = await outbound().proxyUrl();
    expect(await through(proxy, `http://site.example:${gone.port}/`)).toMatchObject({ status: 502 });
  });

  it('does not lead back to itself', async () => {
    const proxy = await outbound().proxyUrl();
    expect(await through(proxy, `${proxy}/`)).toMatchObject({ status: 508 });
  });

  it('answers what is no HTTP with 400 and goes on', async () => {
    const port = await site((_req, res) => res.end('still here'));
    const proxy = await outbound().proxyUrl();
    expect(await raw(portOf(proxy), '\x16\x03\x01\x02 rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await through(proxy, `http://site.example:${port}/`)).toMatchObject({ body: 'still here' });
  });

  it('refuses to upgrade a connection', async () => {
    const proxy = await outbound().proxyUrl();
    const head = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const answer = await raw(
      portOf(proxy),
      `GET http://site.example/ HTTP/1.1\r\nHost: site.example\r\n${head}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 501 /);
  });
});

describe('the forward proxy: tunnels', () => {
  it('connects to the admitted address and carries bytes both ways', async () => {
    const echo = await serve(net.createServer((socket) => socket.pipe(socket)));
    opened.push(echo);
    const proxy = await outbound().proxyUrl();
    const socket = net.connect(portOf(proxy), '127.0.0.1');
    const got = await new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        if (text.endsWith('\r\n\r\n')) socket.write('ping');
        if (text.endsWith('ping')) resolve(text);
      });
      socket.write(`CONNECT site.example:${echo.port} HTTP/1.1\r\nHost: site.example\r\n\r\n`);
    });
    socket.destroy();
    expect(got).toBe('HTTP/1.1 200 Connection Established\r\n\r\nping');
  });

  it.each([
    ['private.example:443', 403, 'address_private'],
    ['169.254.169.254:443', 403, 'address_metadata'],
    ['[::1]:443', 403, 'address_private'],
    ['x.onion:443', 403, 'host_name'],
    ['site.example', 400, undefined],
    ['user@site.example:443', 400, undefined],
    ['::1:443', 400, undefined],
    ['site.example:notaport', 400, undefined],
  ])('answers CONNECT %s with %i %s', async (authority, status, code) => {
    const proxy = await outbound().proxyUrl();
    const answer = await raw(portOf(proxy), `CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    if (code !== undefined) expect(answer).toContain(`X-Outbound-Refused: ${code}\r\n`);
  });

  it('answers 502 when the site does not take the connection', async () => {
    const gone = await serve(net.createServer());
    await gone.close();
    const proxy = await outbound().proxyUrl();
    const answer = await raw(portOf(proxy), `CONNECT site.example:${gone.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
  });
});

describe('the life of the proxy', () => {
  it('starts once, on a loopback port, and not before it is asked for', async () => {
    const out = outbound();
    const [one, two] = await Promise.all([out.proxyUrl(), out.proxyUrl()]);
    expect(one).toBe(two);
    expect(one).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('ends open tunnels and requests on close, and does not start again', async () => {
    const port = await site(() => undefined);
    const echo = await serve(net.createServer());
    opened.push(echo);
    const out = outbound();
    const proxy = await out.proxyUrl();
    const pending = through(proxy, `http://site.example:${port}/`).catch((e: unknown) => e);
    const socket = net.connect(portOf(proxy), '127.0.0.1');
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      socket.once('data', () => resolve());
      socket.write(`CONNECT site.example:${echo.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    });
    await out.close();
    await ended;
    expect(await pending).toBeInstanceOf(Error);
    await expect(out.proxyUrl()).rejects.toThrow('closed');
    await expect(raw(portOf(proxy), 'x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
