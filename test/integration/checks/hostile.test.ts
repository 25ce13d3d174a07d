import https from 'node:https';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../outbound/certificate.ts';
import { type Bench, openBench, openRaw, openSite, type Site, signal } from './site.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function keep<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

const bench = (limits: Parameters<typeof openBench>[0] = {}): Bench => keep(openBench(limits));
const HTML = { 'content-type': 'text/html' };

/** Writes for as long as the other side takes it. */
const endless =
  (headers: Record<string, string>, chunk: Buffer): Parameters<typeof openSite>[0] =>
  (_req, res) => {
    res.writeHead(200, headers);
    const more = (): void => {
      while (!res.destroyed && res.write(chunk));
    };
    res.on('drain', more);
    more();
  };

/** Settles when no more bytes are written: the other side is gone. */
async function settled(site: Site): Promise<number> {
  for (let last = -1; ; ) {
    const now = site.written();
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a hostile server', () => {
  it('that never ends its page is read up to the cap', async () => {
    const site = keep(await openSite(endless(HTML, Buffer.alloc(64 * 1024, 'a'))));
    const signals = [signal({ text: '^a{1000}' }, 'restricted')];
    expect(await bench().check(site.url('/'), { signals })).toMatchObject({ verdict: 'restricted' });
    // The cap, and what lay in the buffers of both sides.
    expect(await settled(site)).toBeLessThan(12 * 1024 * 1024);
  });

  it('that shows an image at a page URL is believed by its headers, and the image is not fetched', async () => {
    const type = { 'content-type': 'image/jpeg', 'content-length': String(256 * 1024 * 1024) };
    const site = keep(await openSite(endless(type, Buffer.alloc(64 * 1024))));
    expect(await bench().check(site.url('/a'))).toEqual({
      verdict: 'live',
      signal: 'status_200',
      status: 200,
    });
    expect(await settled(site)).toBeLessThan(12 * 1024 * 1024);
  });

  it.each(['image/jpeg', 'video/mp4', 'audio/mpeg', 'font/woff2', 'application/octet-stream', ''])(
    'that answers %j is not read',
    async (type) => {
      const site = keep(
        await openSite((_req, res) =>
          res.writeHead(200, type === '' ? {} : { 'content-type': type }).end('removed'),
        ),
      );
      expect(await bench().check(site.url('/'), { signals: [signal({ text: 'removed' })] })).toMatchObject({
        verdict: 'live',
        signal: 'status_200',
      });
    },
  );

  it('that calls an image text is found out by the first bytes', async () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('removed')]);
    const site = keep(await openSite((_req, res) => res.writeHead(200, HTML).end(jpeg)));
    expect(await bench().check(site.url('/'), { signals: [signal({ text: 'removed' })] })).toMatchObject({
      verdict: 'live',
    });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(256 * 1024 * 1024, 'a'))],
    ['br', brotliCompressSync(Buffer.alloc(64 * 1024 * 1024, 'a'))],
  ])('that sends a %s bomb is read up to the cap', async (encoding, bomb) => {
    const site = keep(
      await openSite((_req, res) => res.writeHead(200, { ...HTML, 'content-encoding': encoding }).end(bomb)),
    );
    const before = process.memoryUsage().rss;
    const signals = [signal({ text: '^a{1000}' }, 'restricted')];
    expect(await bench().check(site.url('/'), { signals })).toMatchObject({ verdict: 'restricted' });
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
  });

  it.each(['gzip', 'br'] as const)('that compresses with %s is read', async (encoding) => {
    const packed = (encoding === 'gzip' ? gzipSync : brotliCompressSync)('video removed');
    const site = keep(
      await openSite((_req, res) =>
        res.writeHead(200, { ...HTML, 'content-encoding': encoding }).end(packed),
      ),
    );
    expect(await bench().check(site.url('/'), { signals: [signal({ text: 'removed' })] })).toMatchObject({
      verdict: 'gone',
    });
  });

  it('that says gzip and sends none, or an unknown encoding, is judged by its status', async () => {
    for (const encoding of ['gzip', 'zstd', 'gzip, gzip']) {
      const site = keep(
        await openSite((_req, res) =>
          res.writeHead(404, { ...HTML, 'content-encoding': encoding }).end('plain'),
        ),
      );
      expect(await bench().check(site.url('/'))).toMatchObject({ verdict: 'gone', signal: 'status_404' });
    }
  });

  it('that sends ten megabytes of headers is given up', async () => {
    const raw = keep(
      await openRaw((socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(10 * 1024 * 1024)}\r\n\r\n`),
      ),
    );
    expect(await bench().check(`http://site.example:${raw.port}/`)).toEqual({
      verdict: 'not_checkable',
      signal: 'unreadable_answer',
    });
  });

  it('that speaks no HTTP is not checkable', async () => {
    const raw = keep(await openRaw((socket) => socket.end('220 mail.example ESMTP\r\n')));
    expect(await bench().check(`http://site.example:${raw.port}/`)).toEqual({
      verdict: 'not_checkable',
      signal: 'unreadable_answer',
    });
  });

  it('that never answers is down', async () => {
    const site = keep(await openSite(() => undefined));
    expect(await bench({ total: 300 }).check(site.url('/'))).toEqual({
      verdict: 'host_down',
      signal: 'timeout',
    });
  });

  it('whose headers drip is down', async () => {
    const raw = keep(
      await openRaw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx-a: ');
        const timer = setInterval(() => socket.write('a'), 20);
        socket.once('close', () => clearInterval(timer));
      }),
    );
    expect(await bench({ total: 300 }).check(`http://site.example:${raw.port}/`)).toEqual({
      verdict: 'host_down',
      signal: 'timeout',
    });
  });

  it('whose page drips is judged by what came in time', async () => {
    const site = keep(
      await openSite((_req, res) => {
        res.writeHead(200, HTML).write('<p>video removed</p>');
        const timer = setInterval(() => res.write('.'), 20);
        res.once('close', () => clearInterval(timer));
      }),
    );
    const slow = bench({ total: 500 });
    expect(await slow.check(site.url('/'))).toMatchObject({ verdict: 'live', status: 200 });
    expect(await slow.check(site.url('/'), { signals: [signal({ text: 'removed' })] })).toMatchObject({
      verdict: 'gone',
    });
  });

  it('that breaks off is judged by what came', async () => {
    const raw = keep(
      await openRaw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 999\r\n\r\n<p>half');
        setTimeout(() => socket.destroy(), 50);
      }),
    );
    expect(await bench().check(`http://site.example:${raw.port}/`)).toMatchObject({ verdict: 'live' });
  });

  it('that hangs up without a word, or is not there, is down', async () => {
    const raw = keep(await openRaw((socket) => socket.destroy()));
    expect(await bench().check(`http://site.example:${raw.port}/`)).toEqual({
      verdict: 'host_down',
      signal: 'connection_lost',
    });
    await raw.close();
    expect(await bench().check(`http://site.example:${raw.port}/`)).toEqual({
      verdict: 'host_down',
      signal: 'connection_refused',
    });
    opened.splice(opened.indexOf(raw), 1);
  });

  it('with a certificate that does not hold is down, and nothing is asked of it', async () => {
    const site = keep(
      await openSite(
        (_req, res) => res.writeHead(404, HTML).end(),
        (handler) => https.createServer(selfSigned('other.example'), handler),
      ),
    );
    expect(await bench().check(site.url('/').replace('http:', 'https:'))).toEqual({
      verdict: 'host_down',
      signal: 'tls',
    });
    expect(site.asked).toEqual([]);
  });

  it('of the wrong kind, plain HTTP behind https, is down', async () => {
    const site = keep(await openSite((_req, res) => res.end()));
    expect(await bench().check(site.url('/').replace('http:', 'https:'))).toMatchObject({
      verdict: 'host_down',
      signal: 'tls',
    });
  });
});

describe('a check that is stopped', () => {
  it('throws AbortError and ends its connection', async () => {
    const stop = new AbortController();
    const site = keep(await openSite(() => stop.abort(new Error('lease ended'))));
    await expect(bench().check(site.url('/'), {}, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('throws AbortError while it reads', async () => {
    const stop = new AbortController();
    const site = keep(
      await openSite((_req, res) => {
        res.writeHead(200, HTML).write('<p>');
        setTimeout(() => stop.abort(), 50);
      }),
    );
    await expect(bench().check(site.url('/'), {}, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('before it began asks nothing', async () => {
    const site = keep(await openSite((_req, res) => res.end()));
    await expect(bench().check(site.url('/'), {}, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(site.asked).toEqual([]);
  });
});
