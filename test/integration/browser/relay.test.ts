import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../src/browser/find-chromium.ts';
import { chromiumFlags } from '../../../src/browser/flags.ts';
import { type Relay, startRelay } from '../../../src/browser/relay.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';

/** Over TLS, as nearly all forms are: there the proxy cannot tell one request from the next. */
describe('a connection that breaks after it took a form in', () => {
  let server: Server;
  let outbound: Outbound;
  let relay: Relay;
  let browser: Browser;
  let posts = 0;

  beforeAll(async () => {
    server = createServer(certificate(), (request, response) => {
      request.resume();
      if (request.method === 'POST') {
        posts += 1;
        request.on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(200, { 'content-type': 'text/html' });
      // Without it Chromium asks for an icon when it likes, and has a used connection again.
      const noIcon = '<link rel="icon" href="data:,">';
      response.end(`${noIcon}<form method=post action="/sent"><button>Send</button></form>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
    const proxy = new URL(await outbound.proxyUrl());
    relay = await startRelay({ host: proxy.hostname, port: Number(proxy.port) });
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: chromiumFlags('127.0.0.1'),
      proxy: { server: relay.url, bypass: '<-loopback>' },
    });
  });
  afterAll(async () => {
    await browser.close();
    await relay.close();
    await outbound.close();
    server.closeAllConnections();
    server.close();
  });

  const submit = async (renew: boolean) => {
    posts = 0;
    const { port } = server.address() as AddressInfo;
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`https://127.0.0.1:${port}/`);
    if (renew) await relay.renew();
    const failed = page.waitForEvent('requestfailed');
    await page.click('button', { noWaitAfter: true });
    await failed;
    await context.close();
    return posts;
  };

  it('makes Chromium send it a second time by itself, if the connection was used before', async () => {
    expect(await submit(false)).toBe(2);
  });

  it('does not, once the connections were renewed', async () => {
    expect(await submit(true)).toBe(1);
  });
});

function certificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'redress-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ');
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}
